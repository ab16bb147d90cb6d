using System.Text.Json.Serialization;
using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Journal.Stored;

namespace CustomerPerformanceTracker.Readings.Trends;

/// <summary>A message version that an adjustment published, and the day it took effect.</summary>
public sealed record PublishedMessage(string Campaign, string Version, LocalDate On, string Adjustment);

/// <summary>The message versions published through adjustments: what a break of a trend may have to do with.</summary>
public static class PublishedMessages
{
    /// <summary>Streams of messages are <c>message-{campaign}/{name}</c>.</summary>
    public const string Prefix = "message-";

    /// <summary>The stored name of the event.</summary>
    public const string EventName = "message_published";

    /// <param name="zone">The zone the workspace counts its days in.</param>
    /// <param name="seal">What was published by that seal; null: all there is.</param>
    public static async Task<IReadOnlyList<PublishedMessage>> ReadAsync(
        JournalStreams journal,
        DateTimeZone zone,
        SealNumber? seal,
        CancellationToken cancel
    ) =>
        [
            .. (await journal.ReadAsync(Prefix, seal ?? SealNumber.Max, cancel))
                .Where(entry => entry.Type == EventName)
                .Select(PublicationForms.Stored.Read<StoredPublication>)
                .Select(published => new PublishedMessage(published.Campaign, published.Version, published.At.InZone(zone).Date, published.Adjustment)),
        ];
}

/// <summary>The data of message_published.</summary>
internal sealed record StoredPublication(string Campaign, string Version, string? Before, Instant At, string Adjustment);

/// <summary>How the stored data of published messages is written and read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(StoredPublication))]
internal sealed partial class PublicationForms : JsonSerializerContext
{
    public static StoredForm Stored { get; } = new(options => new PublicationForms(options));
}
