using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Statistics.ChangePoints;
using CustomerPerformanceTracker.Statistics.Mix;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>One day of the line: the day's own mean, and the value with its 95 % band.</summary>
public sealed record PointView(LocalDate Date, double N, double? Mean, double? Value, double? Low, double? High);

/// <summary>What the breaks were searched in; the dates are null where there was nothing.</summary>
public sealed record SearchedView(LocalDate? From, LocalDate? To, int Days, double N)
{
    internal static SearchedView Of(SearchedDays searched) => new(searched.From, searched.To, searched.Days, searched.N);
}

/// <summary>How many campaigns of the workspace moved in the same week, where that is a common cause.</summary>
public sealed record CommonView(int Campaigns, int Alive, string Direction, double? Median, double? Own)
{
    /// <summary>Null where the campaigns have no common cause, or nobody looked.</summary>
    public static CommonView? Of(CommonMove? move) =>
        move is { IsCommon: true } ? new(move.Campaigns, move.Alive, BreakView.Name(move.Direction), move.Median, move.Own) : null;
}

/// <summary>How who answered changed with a break.</summary>
public sealed record AnswersView(double? Before, double? After, bool Jumped, bool Mix, string? MixBy, double? MixProbability, double? MixShare)
{
    internal static AnswersView? Of(Answerers? who) =>
        who is null ? null : new(who.Before, who.After, who.Jumped, who.IsMix, who.Mix?.Dimension, who.Mix?.Probability, who.Mix?.Share);
}

/// <summary>The part of a campaign that accounts for most of a break; one of the first five members names it.</summary>
/// <param name="Own">A dimension of the workspace's own, and the value.</param>
public sealed record CarrierView(
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
    internal static CarrierView Of(Carrier carrier)
    {
        return new(Named("message"), Named("touchpoint"), Named("channel"), Named("segment"), carrier.Own, carrier.Before, carrier.After, carrier.Share);

        string? Named(string dimension) => carrier.Dimension == dimension ? carrier.Scope : null;
    }
}

/// <summary>Something recorded just before a break, which may have led to the break: a candidate, never a cause. The closest comes first.</summary>
/// <param name="ReceivedLate">Of a message version the day it was received, of a change of the book the day it was recorded, where that is after it.</param>
/// <param name="Booked">The entry of the book of changes.</param>
public sealed record ChangeView(
    string Kind,
    string Ref,
    LocalDate At,
    string What,
    double? Share,
    LocalDate? ReceivedLate,
    [property: JsonIgnore(Condition = WhenWritingNull)] BookedChangeView? Booked
)
{
    internal static ChangeView Of(RecordedChange change) =>
        new(
            change.Kind,
            change.Ref,
            change.At,
            change.What,
            change.Share,
            change.ReceivedLate,
            change.Booked is { } booked ? BookedChangeView.Of(booked) : null
        );
}

/// <summary>Something recorded just before a break that cannot have led to the break, and why: by when it came, or by what it covers (its scope).</summary>
public sealed record NoCandidateView(string Kind, string Ref, LocalDate At, string Why, bool ByScope);

/// <summary>The KPI over the days on one side of a break, as it was answered.</summary>
public sealed record SideView(LocalDate From, LocalDate To, double? Value);

/// <summary>How much of a change came with another mix of who answered, and how much with how these felt; they add up to the change.</summary>
/// <param name="By">The dimension whose mix is meant.</param>
/// <param name="Mix">In the KPI's unit; the ends are null where a side has too few days.</param>
/// <param name="Probability">Of a mix at least as different by chance, were all answers independent.</param>
public sealed record PartsView(string By, SideView Before, SideView After, double? Change, IntervalView Mix, IntervalView Rate, double? Probability)
{
    internal static PartsView? Of(BreakParts? parts) =>
        parts is null
            ? null
            : new(
                parts.Dimension,
                new(parts.From, parts.Until, parts.Before),
                new(parts.Since, parts.To, parts.After),
                parts.After - parts.Before,
                Of(parts.Mix),
                Of(parts.Rate),
                parts.Probability
            );

    internal static IntervalView Of(ChangePart part) => new(part.Value, part.Interval?.Low, part.Interval?.High);
}

/// <summary>A break of a line: the first day of the new level, the days it lies between with 95 % probability, and the levels on both sides.</summary>
public sealed record BreakView(
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
    CommonView? Common,
    AnswersView? Answers,
    PartsView? Parts,
    IReadOnlyList<CarrierView> CarriedBy,
    IReadOnlyList<ChangeView> Changes,
    int FurtherChanges,
    IReadOnlyList<NoCandidateView> NotCandidates
)
{
    internal static BreakView Of(TrendBreak one) =>
        new(
            one.Date,
            one.From,
            one.To,
            Name(one.Shape),
            one.Probability,
            one.SlideProbability,
            one.Before.Value,
            one.After.Value,
            one.After.Value - one.Before.Value,
            Name(one.Direction),
            CommonView.Of(one.Common),
            AnswersView.Of(one.Answerers),
            PartsView.Of(one.Parts),
            [.. one.CarriedBy.Select(CarrierView.Of)],
            [.. one.Changes.Select(ChangeView.Of)],
            one.FurtherChanges,
            [.. one.NotCandidates.Select(change => new NoCandidateView(change.Kind, change.Ref, change.At, change.Why, change.IsByScope))]
        );

    internal static string Name(Statistics.ChangePoints.Shape shape) => shape == Statistics.ChangePoints.Shape.Jump ? "jump" : "slide";

    internal static string Name(Direction direction) => direction == Statistics.ChangePoints.Direction.Fall ? "fall" : "rise";
}

/// <summary>A part of a campaign: the signals that name a value of a dimension, or with '' those that name none.</summary>
public sealed record OnlyView(string Dimension, string Value);

/// <summary>The daily line of one KPI of a campaign, or of a part of it, with its band and its breaks.</summary>
public sealed record TrendView(
    string Campaign,
    string Kpi,
    string Unit,
    string? Currency,
    [property: JsonIgnore(Condition = WhenWritingNull)] NotFoldedView? NotFolded,
    IReadOnlyList<PointView> Points,
    SearchedView Searched,
    IReadOnlyList<BreakView> Breaks,
    string? Note,
    AheadView? Ahead
)
{
    /// <summary>The days from which a question of the line was asked in other words; left out where there are none.</summary>
    [JsonIgnore(Condition = WhenWritingNull)]
    public IReadOnlyList<ChangeView>? Wordings { get; init; }

    /// <summary>The part that the line is of; left out for the whole campaign.</summary>
    [JsonIgnore(Condition = WhenWritingNull)]
    public OnlyView? Only { get; init; }

    public static TrendView Of(TrustTrend trend) =>
        new(
            trend.Campaign,
            trend.Kpi,
            trend.Unit,
            trend.Currency,
            NotFoldedView.Of(trend.NotFolded),
            [.. trend.Points.Select(point => new PointView(point.Date, point.N, point.Mean, point.Value, point.Low, point.High))],
            SearchedView.Of(trend.Searched),
            [.. trend.Breaks.Select(BreakView.Of)],
            trend.Note,
            AheadView.Of(trend.Ahead?.What)
        )
        {
            Only = trend.Only is { } only ? new(only.Dimension.Name, only.Value) : null,
            Wordings = trend.Wordings.Count == 0 ? null : [.. trend.Wordings.Select(ChangeView.Of)],
        };
}
