using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Statistics.Intervals;
using CustomerPerformanceTracker.Statistics.Levels;

namespace CustomerPerformanceTracker.Readings.Scorecards;

/// <summary>
/// How many of those who were asked a question answered it: a score speaks for them alone. By the days of the sending and of the answering, so that an answer
/// that comes days later counts on its own day.
/// </summary>
/// <param name="Sent">How often the question was sent in the window; 0 where that is not told.</param>
/// <param name="Seen">How often it was seen; 0 where that is not told.</param>
/// <param name="Answered">The answers of the window.</param>
/// <param name="IsOverSeen">Whether the rate is taken over what was seen, since nothing tells what was sent.</param>
/// <param name="Rate">Answers over what was asked, with its 95 % interval, robust to days that scatter; above 1 where answers are more.</param>
public sealed record ResponseRate(long Sent, long Seen, long Answered, bool IsOverSeen, Estimate Rate)
{
    // The card says nothing of a rate that moved by chance more often than this.
    private const double Doubt = 0.01;

    /// <summary>The rate of the days that the score is held against; null where that is not known.</summary>
    public double? Before { get; private init; }

    /// <summary>The rate less the one before, with its 95 % interval.</summary>
    public Estimate? Change { get; private init; }

    /// <summary>Whether the rate surely moved: those who answer may be others than before.</summary>
    public bool HasMoved { get; private init; }

    /// <summary>Null where the window has no signal that the question was asked.</summary>
    /// <param name="before">The days the score is held against, both ends included; null: all before the window.</param>
    internal static ResponseRate? Of(
        Kpi kpi,
        Totals window,
        IReadOnlyList<(LocalDate Day, Totals Totals)> days,
        CardDays card,
        (LocalDate From, LocalDate To)? before
    )
    {
        var (sent, seen) = (window.Asked(SignalKind.SurveySent, kpi.Name), window.Asked(SignalKind.SurveySeen, kpi.Name));
        if (sent == 0 && seen == 0)
            return null;
        var asked = sent > 0 ? SignalKind.SurveySent : SignalKind.SurveySeen;
        var answered = window.Answers(SignalKind.SurveyAnswer, kpi.Name).N;
        RatioDay[] all = [.. RatioSeries.Carried(days.Select(day => OfDay(day.Day, day.Totals)))];
        var spread = all.Sum(day => day.Sum) <= all.Sum(day => day.Weight) ? Spread.OfTrials : Spread.OfEvents;
        RatioDay[] now = [.. all.Where(day => card.Holds(Date(day)))];
        var then = before ?? (LocalDate.MinIsoValue, card.From.PlusDays(-1));
        RatioDay[] past = [.. all.Where(day => Date(day) >= then.From && Date(day) <= then.To && !card.Holds(Date(day)))];
        if (now.Length == 0)
            return null;
        var level = LevelEstimate.Of(now, spread);
        var half =
            Math.Sqrt(level.Variance) * (level.Days > 1 ? LevelComparison.Quantile(1 - Confidence.Default, level.Days - 1) : Confidence.Z(Confidence.Default));
        var n = asked == SignalKind.SurveySent ? sent : seen;
        var plain = answered <= n ? Wilson.Interval(answered, n) : Poisson.Ratio(answered, n);
        var most = spread == Spread.OfTrials ? 1 : double.PositiveInfinity;
        var rate = plain with { Low = Math.Min(plain.Low, Math.Max(0, plain.Value - half)), High = Math.Max(plain.High, Math.Min(most, plain.Value + half)) };
        var found = new ResponseRate(sent, seen, answered, asked == SignalKind.SurveySeen, rate);
        if (past.Length == 0)
            return found;
        var yardstick = LevelEstimate.Of(past, spread);
        var comparison = LevelComparison.Of(level, yardstick, spread);
        var width = comparison.HalfWidth(Confidence.Default);
        return found with
        {
            Before = yardstick.Rate,
            Change = new(comparison.Difference, comparison.Difference - width, comparison.Difference + width, (long)Math.Min(n, yardstick.Weight)),
            HasMoved = comparison.PValue < Doubt,
        };

        RatioDay OfDay(LocalDate day, Totals totals) =>
            totals.Answers(SignalKind.SurveyAnswer, kpi.Name).N is var answers
                ? new RatioDay(day.ToDateOnly().DayNumber, answers, totals.Asked(asked, kpi.Name), answers)
                : default;
    }

    private static LocalDate Date(RatioDay day) => LocalDate.FromDateOnly(DateOnly.FromDayNumber(day.Day));
}
