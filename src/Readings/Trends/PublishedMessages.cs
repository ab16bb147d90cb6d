using CustomerPerformanceTracker.Journal;
using NodaTime;
using NodaTime.Text;

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
    public static async Task<IReadOnlyList<PublishedMessage>> ReadAsync(JournalStreams journal, DateTimeZone zone, CancellationToken cancel) =>
        [.. (await journal.ReadAsync(Prefix, cancel)).Where(entry => entry.Type == EventName).Select(entry => new PublishedMessage(
            entry.Data.GetProperty("campaign").GetString()!, entry.Data.GetProperty("version").GetString()!,
            InstantPattern.ExtendedIso.Parse(entry.Data.GetProperty("at").GetString()!).Value.InZone(zone).Date, entry.Data.GetProperty("adjustment").GetString()!))];
}
