using System.Diagnostics;
using CustomerPerformanceTracker.Loop.Stored;
using CustomerPerformanceTracker.Readings.Scorecards;
using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Statistics.ChangePoints;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Loop.Reviews;

/// <summary>The days of a window, as stored.</summary>
internal sealed record StoredWindow(LocalDate From, LocalDate To, int Days);

/// <summary>What is dated ahead of a reading, as stored.</summary>
internal sealed record StoredAhead(long Signals, LocalDate Newest)
{
    public static StoredAhead? Of(Ahead? ahead) => ahead is { } some ? new(some.Signals, some.Newest) : null;
}

/// <summary>What could not be folded and is in no figure, as stored.</summary>
internal sealed record StoredNotFolded(long Signals, Instant Since, string Sentence)
{
    public static StoredNotFolded? Of(NotFolded? part) => part is null ? null : new(part.Signals, part.Since, part.Text);
}

/// <summary>A campaign's scorecard, as a review stores it.</summary>
internal sealed record StoredCampaignCard : StoredCard
{
    private StoredCampaignCard(StoredCard card)
        : base(card) { }

    public required string Campaign { get; init; }

    public required StoredWindow Window { get; init; }

    public required StoredCursors Cursors { get; init; }

    [JsonIgnore(Condition = WhenWritingNull)]
    public StoredNotFolded? NotFolded { get; init; }

    public StoredAhead? Ahead { get; init; }

    /// <summary>A review has no parts of a campaign.</summary>
    public IReadOnlyList<string> By { get; } = [];

    public static StoredCampaignCard Of(CampaignScorecard card) =>
        new(Of(card.Whole))
        {
            Campaign = card.Campaign,
            Window = new(card.From, card.To, Period.DaysBetween(card.From, card.To) + 1),
            Cursors = StoredCursors.Of(card.Cursors, card.Seal),
            NotFolded = StoredNotFolded.Of(card.NotFolded),
            Ahead = StoredAhead.Of(card.Ahead),
        };
}

/// <summary>A day of a line, as stored.</summary>
internal sealed record StoredPoint(LocalDate Date, double N, double? Mean, double? Value, double? Low, double? High);

/// <summary>What breaks were searched in, as stored.</summary>
internal sealed record StoredSearched(LocalDate? From, LocalDate? To, int Days, double N)
{
    public static StoredSearched Of(SearchedDays searched) => new(searched.From, searched.To, searched.Days, searched.N);
}

/// <summary>How many campaigns moved in the same week, as stored.</summary>
internal sealed record StoredCommon(int Campaigns, int Alive, string Direction, double? Median, double? Own);

/// <summary>How who answered changed, as stored.</summary>
internal sealed record StoredAnswers(double? Before, double? After, bool Jumped, bool Mix, string? MixBy, double? MixProbability, double? MixShare);

/// <summary>The part that accounts for most of a break, as stored.</summary>
internal sealed record StoredCarrier(
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Message,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Touchpoint,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Channel,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Segment,
    [property: JsonIgnore(Condition = WhenWritingNull)] IReadOnlyDictionary<string, string>? Own,
    double? Before,
    double? After,
    double? Share
)
{
    public static StoredCarrier Of(Carrier carrier)
    {
        return new(Named("message"), Named("touchpoint"), Named("channel"), Named("segment"), carrier.Own, carrier.Before, carrier.After, carrier.Share);

        string? Named(string dimension) => carrier.Dimension == dimension ? carrier.Scope : null;
    }
}

/// <summary>A change around a break, as stored.</summary>
internal sealed record StoredChange(string Kind, string Ref, LocalDate At, string What, double? Share, LocalDate? ReceivedLate);

/// <summary>A change around a break that is no candidate, as stored.</summary>
internal sealed record StoredNoCandidate(string Kind, string Ref, LocalDate At, string Why);

/// <summary>A break of a line, as stored.</summary>
internal sealed record StoredBreak(
    LocalDate Date,
    LocalDate From,
    LocalDate To,
    string Shape,
    double Probability,
    double? SlideProbability,
    double? Before,
    double? After,
    double? Size,
    string Direction,
    StoredCommon? Common,
    StoredAnswers? Answers,
    IReadOnlyList<StoredCarrier> CarriedBy,
    IReadOnlyList<StoredChange> Changes,
    IReadOnlyList<StoredNoCandidate> NotCandidates
)
{
    public static StoredBreak Of(TrendBreak one) =>
        new(
            one.Date,
            one.From,
            one.To,
            one.Shape == Statistics.ChangePoints.Shape.Jump ? "jump" : "slide",
            one.Probability,
            one.SlideProbability,
            one.Before.Value,
            one.After.Value,
            one.After.Value - one.Before.Value,
            Name(one.Direction),
            one.Common is { IsCommon: true } move ? new(move.Campaigns, move.Alive, Name(move.Direction), move.Median, move.Own) : null,
            one.Answerers is { } who ? new(who.Before, who.After, who.Jumped, who.IsMix, who.Mix?.Dimension, who.Mix?.Probability, who.Mix?.Share) : null,
            [.. one.CarriedBy.Select(StoredCarrier.Of)],
            [.. one.Changes.Select(change => new StoredChange(change.Kind, change.Ref, change.At, change.What, change.Share, change.ReceivedLate))],
            [.. one.NotCandidates.Select(change => new StoredNoCandidate(change.Kind, change.Ref, change.At, change.Why))]
        );

    private static string Name(Direction direction) => direction == Statistics.ChangePoints.Direction.Fall ? "fall" : "rise";
}

/// <summary>A line, as a review stores one; without anything to read it has no members.</summary>
internal sealed record StoredTrend(
    string Campaign,
    string Kpi,
    string Unit,
    string? Currency,
    [property: JsonIgnore(Condition = WhenWritingNull)] StoredNotFolded? NotFolded,
    IReadOnlyList<StoredPoint> Points,
    StoredSearched Searched,
    IReadOnlyList<StoredBreak> Breaks,
    string? Note,
    StoredAhead? Ahead
)
{
    public static StoredTrend Of(TrustTrend trend) =>
        new(
            trend.Campaign,
            trend.Kpi,
            trend.Unit,
            trend.Currency,
            StoredNotFolded.Of(trend.NotFolded),
            [.. trend.Points.Select(point => new StoredPoint(point.Date, point.N, point.Mean, point.Value, point.Low, point.High))],
            StoredSearched.Of(trend.Searched),
            [.. trend.Breaks.Select(StoredBreak.Of)],
            trend.Note,
            StoredAhead.Of(trend.Ahead?.What)
        );
}

/// <summary>A KPI of a review, as stored.</summary>
internal sealed record StoredReviewedKpi(
    string Kpi,
    string? Currency,
    string Finding,
    StoredInterval? Change,
    LocalDate? BrokeBefore,
    StoredSearched? Searched,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Unit,
    [property: JsonIgnore(Condition = WhenWritingNull)] IReadOnlyList<StoredBreak>? Breaks
)
{
    public static StoredReviewedKpi Of(ReviewedKpi kpi) =>
        new(
            kpi.Kpi.Name,
            kpi.Reading.Currency,
            Name(kpi.Finding),
            StoredInterval.Of(kpi.Reading.Change),
            kpi.BrokeBefore?.Date,
            kpi.Trend is { } trend ? StoredSearched.Of(trend.Searched) : null,
            kpi.Trend?.Unit,
            kpi.Trend is { } line ? [.. line.Breaks.Select(StoredBreak.Of)] : null
        );

    private static string Name(Finding finding) =>
        finding switch
        {
            Reviews.Finding.Broke => "broke",
            Reviews.Finding.ChangedUndated => "changed_undated",
            Reviews.Finding.Held => "held",
            _ => throw new UnreachableException(),
        };
}
