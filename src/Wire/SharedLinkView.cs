using CustomerPerformanceTracker.Loop.Sharing;

namespace CustomerPerformanceTracker.Wire;

/// <summary>A link by which people without a key see one reading; without its secret.</summary>
/// <param name="Kind">review, digest or trend: which of the members from Campaign to SinceSeal there are.</param>
/// <param name="Seal">The seal it is read by.</param>
public record SharedLinkView(
    string Id,
    string Kind,
    string? Campaign,
    string? Kpi,
    string? Only,
    LocalDate? From,
    LocalDate? To,
    string? At,
    string? Known,
    int? SinceSeal,
    int Seal,
    string Label,
    string Person,
    string Reason,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? RevokedAt
)
{
    public static SharedLinkView Of(Share share)
    {
        var (review, digest, trend) = (share.Reading as SharedReading.Review, share.Reading as SharedReading.Digest, share.Reading as SharedReading.Trend);
        var cursors = review?.Cursors ?? trend?.Cursors;
        return new(
            share.Id,
            share.Reading.Kind,
            review?.Campaign ?? trend?.Campaign,
            trend?.Kpi,
            trend?.Only,
            review?.From ?? trend?.From,
            review?.To ?? trend?.To,
            cursors?.At?.ToString(),
            cursors?.Known?.ToString(),
            digest?.Since?.Value,
            share.Reading.Seal.Value,
            share.Label,
            share.Person,
            share.Reason,
            share.CreatedAt.ToDateTimeOffset(),
            share.ExpiresAt.ToDateTimeOffset(),
            share.RevokedAt?.ToDateTimeOffset()
        );
    }
}

/// <summary>A link that was just made, with its address, which is in this answer and nowhere else.</summary>
public sealed record NewSharedLinkView : SharedLinkView
{
    private NewSharedLinkView(SharedLinkView share)
        : base(share) { }

    /// <summary>Where it is seen: whole where it is known where people reach the server, else the path alone.</summary>
    [JsonPropertyOrder(-1)]
    public required string Link { get; init; }

    public static NewSharedLinkView Of(Share share, string link) => new(SharedLinkView.Of(share)) { Link = link };
}

/// <summary>The links of a workspace, the oldest first.</summary>
public sealed record SharedLinkListView(IReadOnlyList<SharedLinkView> Shares)
{
    public static SharedLinkListView Of(IEnumerable<Share> shares) => new([.. shares.Select(SharedLinkView.Of)]);
}

/// <summary>The link that was just revoked.</summary>
public sealed record SharedLinkRevokedView(string Revoked);
