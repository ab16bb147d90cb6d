using System.Diagnostics;
using CustomerPerformanceTracker.Loop.Reviews;
using CustomerPerformanceTracker.Statistics.Words;
using CustomerPerformanceTracker.Voices.Rising;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>A review in sentences.</summary>
public sealed record ReviewPartsView(
    IReadOnlyList<string> Better,
    IReadOnlyList<string> Worse,
    IReadOnlyList<string> Why,
    IReadOnlyList<string> Customers,
    IReadOnlyList<string> Done
);

/// <summary>
/// What was found of a KPI in the period of a review: <paramref name="Finding"/> is broke, changed_undated or held; <paramref name="Searched"/> is null where
/// no day can be searched.
/// </summary>
public sealed record ReviewedKpiView(
    string Kpi,
    string? Currency,
    string Finding,
    IntervalView? Change,
    LocalDate? BrokeBefore,
    [property: JsonPropertyOrder(2)] SearchedView? Searched,
    [property: JsonPropertyOrder(1), JsonIgnore(Condition = WhenWritingNull)] string? Unit,
    [property: JsonPropertyOrder(3), JsonIgnore(Condition = WhenWritingNull)] IReadOnlyList<BreakView>? Breaks
)
{
    internal static ReviewedKpiView Of(ReviewedKpi kpi) =>
        new(
            kpi.Kpi.Name,
            kpi.Reading.Currency,
            Name(kpi.Finding),
            IntervalView.Of(kpi.Reading.Change),
            kpi.BrokeBefore?.Date,
            kpi.Trend is { } trend ? SearchedView.Of(trend.Searched) : null,
            kpi.Trend?.Unit,
            kpi.Trend is { } line ? [.. line.Breaks.Select(BreakView.Of)] : null
        );

    private static string Name(Loop.Reviews.Finding finding) =>
        finding switch
        {
            Loop.Reviews.Finding.Broke => "broke",
            Loop.Reviews.Finding.ChangedUndated => "changed_undated",
            Loop.Reviews.Finding.Held => "held",
            _ => throw new UnreachableException(),
        };
}

/// <summary>The words that more respondents wrote since a day of a review than before it, with counts and without quotes.</summary>
/// <param name="Kpis">The KPIs whose line has its last break of the period on <paramref name="Since"/>.</param>
/// <param name="Alerts">The ids of the open alerts whose onset it is.</param>
/// <param name="Scope">The part of the campaign whose comments are read.</param>
/// <param name="From">The first day of the first period; the second one goes from <paramref name="Since"/> to <paramref name="To"/>, both included.</param>
/// <param name="Comments">Comments that stand and can be read.</param>
/// <param name="Respondents">Those who wrote them; null where no word was looked for.</param>
/// <param name="Refused">Why no word was looked for.</param>
public sealed record ReviewedWordsView(
    IReadOnlyList<string> Kpis,
    IReadOnlyList<string> Alerts,
    ScopeView Scope,
    LocalDate From,
    LocalDate Since,
    LocalDate To,
    BeforeAfterView Comments,
    BeforeAfterView? Respondents,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Refused,
    IReadOnlyList<RisenGroupView> Groups
)
{
    internal static ReviewedWordsView Of(ReviewedWords words)
    {
        var found = words.Outcome as WordOutcome.Found;
        return new(
            words.Kpis,
            words.Alerts,
            ScopeView.Of(words.Scope),
            words.From,
            words.Since,
            words.To,
            new(words.CommentsBefore, words.CommentsAfter),
            found is null ? null : new(found.Before, found.After),
            (words.Outcome as WordOutcome.Refused)?.Reason,
            [.. (found?.Groups ?? []).Select(group => RisenGroupView.Of(new RisenGroup(group, [])))]
        );
    }
}

/// <summary>A campaign over a period, both days included: how the campaign read at the end, where its KPIs broke, which alerts there were and what was
/// changed.</summary>
public record ReviewView(
    string Campaign,
    LocalDate From,
    LocalDate To,
    ScorecardView Scorecard,
    TrendView? Trend,
    ReviewPartsView Parts,
    IReadOnlyList<ReviewedKpiView> Kpis,
    IReadOnlyList<AlertView> Alerts,
    IReadOnlyList<AdjustmentView> Adjustments
)
{
    /// <summary>The words that rose in the period, with counts and without quotes; left out where nobody wrote a comment.</summary>
    [JsonPropertyOrder(1), JsonIgnore(Condition = WhenWritingNull)]
    public RisenVoicesView? Voices { get; init; }

    /// <summary>The words that rose since each break and each open alert, with counts and without quotes; left out where they were not read.</summary>
    [JsonPropertyOrder(2), JsonIgnore(Condition = WhenWritingNull)]
    public IReadOnlyList<ReviewedWordsView>? Words { get; init; }

    /// <param name="rose">The words that rose in the period, without quotes; null where nobody wrote a comment.</param>
    public static ReviewView Of(Review review, RisenReading? rose = null)
    {
        var parts = review.Parts;
        return new(
            review.Campaign,
            review.From,
            review.To,
            ScorecardView.Of(review.Scorecard),
            review.Trend is { } trend ? TrendView.Of(trend) : null,
            new(parts.Better, parts.Worse, parts.Why, parts.Customers, parts.Done),
            [.. review.Kpis.Select(ReviewedKpiView.Of)],
            [.. review.Alerts.Select(alert => AlertView.Of(alert))],
            [.. review.Adjustments.Select(AdjustmentView.Of)]
        )
        {
            Voices = rose is null ? null : RisenVoicesView.Of(rose),
            Words = review.Words is { } words ? [.. words.Select(ReviewedWordsView.Of)] : null,
        };
    }
}

/// <summary>A review and where the journal keeps the review; the reference is null where nobody asked for the review to be kept.</summary>
public sealed record KeptReviewView : ReviewView
{
    private KeptReviewView(ReviewView review)
        : base(review) { }

    [JsonPropertyOrder(-1)]
    public string? Ref { get; private init; }

    /// <inheritdoc cref="ReviewView.Of"/>
    public static KeptReviewView Of(Review review, string? reference, RisenReading? rose) => new(ReviewView.Of(review, rose)) { Ref = reference };
}
