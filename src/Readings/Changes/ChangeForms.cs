using System.Text.Json.Serialization;
using CustomerPerformanceTracker.Journal.Stored;

namespace CustomerPerformanceTracker.Readings.Changes;

/// <summary>The data of change_recorded; moments are dates, or instants in UTC.</summary>
internal sealed record StoredBookedChange(
    string Id,
    string Kind,
    string At,
    string? Until,
    string What,
    string? Campaign,
    IReadOnlyDictionary<string, string> Scope,
    string? Ref
);

/// <summary>The data of change_withdrawn.</summary>
internal sealed record StoredWithdrawal(string Id);

/// <summary>How the stored data of the book of changes is written and read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(StoredBookedChange))]
[JsonSerializable(typeof(StoredWithdrawal))]
internal sealed partial class ChangeForms : JsonSerializerContext
{
    public static StoredForm Stored { get; } = new(options => new ChangeForms(options));
}
