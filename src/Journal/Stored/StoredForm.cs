using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CustomerPerformanceTracker.Journal.Stored;

/// <summary>
/// How the data of a capability's events is written and read. The members of stored records are a format that seals stand on: a record that has been stored
/// keeps its members, and a new form is a new record beside the old one. Golden files pin every form.
/// </summary>
/// <param name="records">Knows the capability's stored records, with the options that all stored data is written by.</param>
public sealed class StoredForm(Func<JsonSerializerOptions, JsonSerializerContext> records)
{
    private readonly JsonSerializerContext context = records(
        new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Converters = { new DayConverter(), new InstantConverter(), new FiniteConverter() } }
    );

    /// <summary>An event of a stored name.</summary>
    public JournalEvent Event<T>(string name, T data) => new(name, Element(data));

    /// <summary>The data of an event, or of a part of it.</summary>
    public JsonElement Element<T>(T data) => JsonSerializer.SerializeToElement(data, TypeOf<T>());

    /// <summary>What the data of an entry says.</summary>
    /// <exception cref="JsonException">The data is of another form.</exception>
    public T Read<T>(JournalEntry entry) => Read<T>(entry.Data);

    /// <summary>What a board's row or a part of an entry says.</summary>
    public T Read<T>(JsonElement data) => data.Deserialize(TypeOf<T>())!;

    /// <summary>An entry whose stored name this release does not know.</summary>
    public static InvalidDataException Unknown(JournalEntry entry) =>
        new($"The journal holds an event {entry.Type} of stream {entry.Stream}, which this release does not know.");

    private JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)context.GetTypeInfo(typeof(T))!;
}
