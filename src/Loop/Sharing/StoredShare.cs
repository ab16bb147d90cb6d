using System.Diagnostics;
using CustomerPerformanceTracker.Journal.Stored;
using CustomerPerformanceTracker.Loop.Stored;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Loop.Sharing;

/// <summary>The data of reading_shared: the kind says which of the other members there are.</summary>
internal sealed record StoredShare(
    string Kind,
    StoredCursors Cursors,
    string Label,
    Instant ExpiresAt,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Campaign = null,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Kpi = null,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Only = null,
    [property: JsonIgnore(Condition = WhenWritingNull)] LocalDate? From = null,
    [property: JsonIgnore(Condition = WhenWritingNull)] LocalDate? To = null,
    [property: JsonIgnore(Condition = WhenWritingNull)] int? Since = null
)
{
    public static StoredShare Of(SharedReading reading, string label, Instant expiresAt)
    {
        return reading switch
        {
            SharedReading.Review review => Bare(review.Cursors) with { Campaign = review.Campaign, From = review.From, To = review.To },
            SharedReading.Digest digest => Bare(new Cursors()) with { Since = digest.Since?.Value },
            SharedReading.Trend trend => Bare(trend.Cursors) with
            {
                Campaign = trend.Campaign,
                Kpi = trend.Kpi,
                Only = trend.Only,
                From = trend.From,
                To = trend.To,
            },
            _ => throw new UnreachableException(),
        };

        StoredShare Bare(Cursors cursors) => new(reading.Kind, StoredCursors.Of(cursors, reading.Seal), label, expiresAt);
    }

    /// <param name="zone">The workspace's.</param>
    public SharedReading Read(DateTimeZone zone)
    {
        var seal = new SealNumber(Cursors.Seal);
        var cursors = new Cursors(Day(Cursors.At), Day(Cursors.Known), seal);
        return Kind switch
        {
            "review" => new SharedReading.Review(Campaign!, From!.Value, To!.Value, cursors),
            "digest" => new SharedReading.Digest(Since is { } since ? new(since) : null, seal),
            "trend" => new SharedReading.Trend(Campaign!, Kpi!, Only, From, To, cursors),
            _ => throw new InvalidDataException($"The journal holds a shared reading of the kind {Kind}, which this release does not know."),
        };

        DayCursor? Day(string? text) => text is null ? null : DayCursor.Parse(text, zone);
    }
}

/// <summary>The data of share_revoked.</summary>
internal sealed record StoredShareRevocation(string Id);

/// <summary>How the stored data of shared readings is written and read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(StoredShare))]
[JsonSerializable(typeof(StoredShareRevocation))]
internal sealed partial class ShareForms : JsonSerializerContext
{
    public static StoredForm Stored { get; } = new(options => new ShareForms(options));
}
