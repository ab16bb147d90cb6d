namespace CustomerPerformanceTracker.Loop.Sharing;

/// <summary>What a link shows: a reading at one seal, which reads the same whenever it is read.</summary>
public abstract record SharedReading
{
    private SharedReading() { }

    /// <summary>The review of a campaign over a period, both days included.</summary>
    public sealed record Review(string Campaign, LocalDate From, LocalDate To, Cursors Cursors) : SharedReading
    {
        public override string Kind => "review";

        public override SealNumber Seal => SealOf(Cursors);
    }

    /// <summary>What was sure and new between two seals; null: all that stood by the second.</summary>
    public sealed record Digest(SealNumber? Since, SealNumber By) : SharedReading
    {
        public override string Kind => "digest";

        public override SealNumber Seal => By;
    }

    /// <summary>The line of a KPI as a picture. Null days are the campaign's own first and last, null <paramref name="Only"/> is the whole campaign.</summary>
    /// <param name="Only">The part that the line is of, such as <c>channel=email</c>.</param>
    public sealed record Trend(string Campaign, string Kpi, string? Only, LocalDate? From, LocalDate? To, Cursors Cursors) : SharedReading
    {
        public override string Kind => "trend";

        public override SealNumber Seal => SealOf(Cursors);
    }

    /// <summary>The names of what can be shared.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["review", "digest", "trend"];

    public abstract string Kind { get; }

    /// <summary>The seal it is read by.</summary>
    public abstract SealNumber Seal { get; }

    private static SealNumber SealOf(Cursors cursors) =>
        cursors.Seal ?? throw new ArgumentException("What is shared is read by a seal; without one it would change.", nameof(cursors));
}

/// <summary>A link by which people without a key see one reading.</summary>
/// <param name="Person">Who made it.</param>
/// <param name="Label">Whom or what it is for.</param>
/// <param name="RevokedAt">When somebody ended it; null where nobody did.</param>
public sealed record Share(
    string Id,
    SharedReading Reading,
    string Person,
    string Label,
    string Reason,
    Instant CreatedAt,
    Instant ExpiresAt,
    Instant? RevokedAt
)
{
    public bool IsValidAt(Instant now) => RevokedAt is null && now < ExpiresAt;
}
