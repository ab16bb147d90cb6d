using CustomerPerformanceTracker.Journal.Stored;
using CustomerPerformanceTracker.Loop.Adjustments;
using CustomerPerformanceTracker.Loop.Alerts;

namespace CustomerPerformanceTracker.Loop.Reviews;

/// <summary>An alert as it stood when a review was kept.</summary>
internal sealed record StoredStandingAlert : StoredFinding
{
    private StoredStandingAlert(StoredFinding finding)
        : base(finding) { }

    public required int Occurrence { get; init; }

    public required int Count { get; init; }

    public required long Version { get; init; }

    public string? Assignee { get; init; }

    [JsonConverter(typeof(SecondConverter))]
    public Instant? SnoozedUntil { get; init; }

    public string? Outcome { get; init; }

    public LocalDate? EndedOn { get; init; }

    public string? SilencedBy { get; init; }

    public static StoredStandingAlert As(Alert alert) =>
        new(Of(alert))
        {
            Occurrence = alert.Occurrence,
            Count = alert.Count,
            Version = alert.Version.Value,
            Assignee = alert.Assignee,
            SnoozedUntil = alert.SnoozedUntil,
            Outcome = alert.Outcome,
            EndedOn = alert.EndedOn,
            SilencedBy = alert.SilencedBy,
        };
}

/// <summary>How a guard stood a change, as stored.</summary>
internal sealed record StoredGuard(string Kpi, string Outcome, string Why);

/// <summary>An adjustment as it stood when a review was kept.</summary>
internal sealed record StoredStandingAdjustment : StoredProposal
{
    private StoredStandingAdjustment(StoredProposal proposal)
        : base(proposal) { }

    public required string Id { get; init; }

    public required string State { get; init; }

    public required long Version { get; init; }

    public required string Proposer { get; init; }

    public required string Reason { get; init; }

    [JsonConverter(typeof(SecondConverter))]
    public required Instant ProposedAt { get; init; }

    public string? DecidedBy { get; init; }

    public string? DecidedBecause { get; init; }

    [JsonConverter(typeof(SecondConverter))]
    public Instant? AppliedAt { get; init; }

    public StoredEffect? Measured { get; init; }

    public StoredGuard? Guard { get; init; }

    public string? Verdict { get; init; }

    public static StoredStandingAdjustment As(Adjustment one) =>
        new(Of(one.Proposal))
        {
            Id = one.Id,
            State = one.State,
            Version = one.Version.Value,
            Proposer = one.Proposer,
            Reason = one.ProposedBecause,
            ProposedAt = one.ProposedAt,
            DecidedBy = one.DecidedBy,
            DecidedBecause = one.DecidedBecause,
            AppliedAt = one.AppliedAt,
            Measured = one.Reading is { } reading ? StoredEffect.Of(reading) : null,
            Guard = one.Guard is { } guard ? new(guard.Kpi, guard.Name, guard.Why) : null,
            Verdict = one.Verdict,
        };
}

/// <summary>A review in sentences, as stored.</summary>
internal sealed record StoredReviewParts(
    IReadOnlyList<string> Better,
    IReadOnlyList<string> Worse,
    IReadOnlyList<string> Why,
    IReadOnlyList<string> Customers,
    IReadOnlyList<string> Done
);

/// <summary>The data of review_written; without a line of trust its trend is an object without members, and older ones have no words.</summary>
internal sealed record StoredReview(
    string Campaign,
    LocalDate From,
    LocalDate To,
    StoredCampaignCard Scorecard,
    JsonElement Trend,
    StoredReviewParts Parts,
    IReadOnlyList<StoredReviewedKpi> Kpis,
    IReadOnlyList<StoredStandingAlert> Alerts,
    IReadOnlyList<StoredStandingAdjustment> Adjustments,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<StoredReviewedWords>? Words
)
{
    public static StoredReview Of(Review review)
    {
        var parts = review.Parts;
        return new(
            review.Campaign,
            review.From,
            review.To,
            StoredCampaignCard.Of(review.Scorecard),
            review.Trend is { } trend ? ReviewForms.Stored.Element(StoredTrend.Of(trend)) : JsonElement.Parse("{}"),
            new(parts.Better, parts.Worse, parts.Why, parts.Customers, parts.Done),
            [.. review.Kpis.Select(StoredReviewedKpi.Of)],
            [.. review.Alerts.Select(StoredStandingAlert.As)],
            [.. review.Adjustments.Select(StoredStandingAdjustment.As)],
            review.Words is { } words ? [.. words.Select(StoredReviewedWords.Of)] : null
        );
    }
}

/// <summary>Of the data of review_written, the campaign alone.</summary>
internal sealed record StoredReviewCampaign(string Campaign);
