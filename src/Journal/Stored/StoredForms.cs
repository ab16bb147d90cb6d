using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CustomerPerformanceTracker.Proofs;

namespace CustomerPerformanceTracker.Journal.Stored;

/// <summary>The forms of one assembly's events, made when the assembly is compiled.</summary>
public interface IStoredContext
{
    static abstract JsonSerializerContext Context { get; }
}

/// <summary>
/// How the data of the journal's events is written and read. The members of the records are a format that seals stand on: a record that has been stored keeps its
/// members, and a new form is a new record beside the old one. Golden files pin every form.
/// </summary>
/// <typeparam name="TContext">The assembly's forms.</typeparam>
public static class StoredForms<TContext>
    where TContext : IStoredContext
{
    /// <summary>An event of a stored name.</summary>
    public static JournalEvent Event<T>(string name, T data) => new(name, Element(data));

    /// <summary>The data of an event.</summary>
    public static JsonElement Element<T>(T data) => JsonSerializer.SerializeToElement(data, TypeOf<T>());

    /// <summary>What the data of an entry says.</summary>
    /// <exception cref="JsonException">The data is of another form.</exception>
    public static T Read<T>(JournalEntry entry) => entry.Data.Deserialize(TypeOf<T>())!;

    /// <summary>What a board's row or a part of an entry says.</summary>
    public static T Read<T>(JsonElement data) => data.Deserialize(TypeOf<T>())!;

    /// <summary>An entry whose stored name this release does not know.</summary>
    public static InvalidDataException Unknown(JournalEntry entry) =>
        new($"The journal holds an event {entry.Type} of stream {entry.Stream}, which this release does not know.");

    private static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)TContext.Context.GetTypeInfo(typeof(T))!;
}
