using CustomerPerformanceTracker.Readings.Levels;
using CustomerPerformanceTracker.Statistics.Mix;

namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>
/// Plays falls on a watch as it stands, to say what it would notice.
/// </summary>
/// <remarks>
/// <see cref="FallPlay"/> says what is played. Who answers is taken to stay. The logic KPI is taken to hold. The seeds are fixed, so the same days give the
/// same figures.
/// </remarks>
public static class PowerSimulation
{
    /// <summary>Enough for a share to the tenth.</summary>
    private const int Paths = 40;

    /// <summary>Paths that are played for a year, for the shares of a promise.</summary>
    private const int YearPaths = 60;

    /// <summary>
    /// Paths that are played for twice the median of those, for a median that another set of paths gives within a tenth or so; not where that is long.
    /// </summary>
    private const int MedianPaths = 300;

    private const int LongestMedian = 90;
    private const int HalvedPaths = 100;

    private const double HalvedPoints = 5;
    private const double MostTimes = 16;
    private const int Halvings = 5;

    /// <summary>Below this many days there is no telling what half of it would take.</summary>
    private const int FewestHalved = 4;

    private static readonly double[] Points = [3, 5, 10];

    /// <param name="days">What was received, in order, each day once and over.</param>
    public static WatchPower Of(Policy policy, IReadOnlyList<DayBatch> days, IReadOnlyList<LevelInForce>? accepted = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(days);
        var (play, objection) = Begin(policy, days, accepted);
        return objection ?? Known(play!, points => Power(points, play!.Told(points, Paths)));
    }

    /// <summary>The outcome of a watch whose first answers came after the last day that is over; null where that is not so.</summary>
    internal static WatchPower? Unbegun(Policy policy, IReadOnlyList<DayBatch> days, LocalDate closed) =>
        days.FirstOrDefault(day => day.Answers > 0) is { Answers: > 0, Day: var first } && first > closed
            ? new WatchPower.NotYet(first.PlusDays(policy.Baseline.Days - 1))
            : null;

    /// <summary>The same with medians of days from more paths, and the answers that would halve the time to notice.</summary>
    /// <param name="days">What was received, in order, each day once and over.</param>
    public static WatchPromise PromiseOf(Policy policy, IReadOnlyList<DayBatch> days, IReadOnlyList<LevelInForce>? accepted = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(days);
        var (play, objection) = Begin(policy, days, accepted);
        if (objection is not null)
            return new(objection, AnswersAWeek: 0, Halved: null);
        var known = Known(play!, points => Promised(play!, points));
        return new(known, play!.AnswersAWeek, Halved(play, known));
    }

    private static (FallPlay? Play, WatchPower? Objection) Begin(Policy policy, IReadOnlyList<DayBatch> days, IReadOnlyList<LevelInForce>? accepted)
    {
        // The gate stays open, and the rise of the logic KPI is not asked for: this is about the fall.
        var open = policy with
        {
            Logic = policy.Logic with { State = LogicState.HoldingOrRising, Tolerance = 1 },
            SilenceDays = null,
        };
        var watch = Folded(open, days, accepted);
        if (Objection(policy, watch, days) is { } objection)
            return (null, objection);
        var calm = watch.Calm()!;
        if ((calm.LongNull ?? calm.Nulls[^1]).Mix is not { } mix)
            return (new FallPlay(open, calm, days, accepted), null);

        // Who answers stays, so the days are played as that mix answers them: the same level, without the strata, which take most of the time.
        DayBatch[] standard = [.. days.Select(day => Standard(day, mix))];
        return (new FallPlay(open, Folded(open, standard, accepted).Calm() ?? calm, standard, accepted), null);
    }

    private static DivergenceWatch Folded(Policy policy, IReadOnlyList<DayBatch> days, IReadOnlyList<LevelInForce>? accepted)
    {
        var watch = new DivergenceWatch(policy, accepted);
        foreach (var day in days)
            watch.Close(day);
        return watch;
    }

    private static DayBatch Standard(DayBatch day, BaselineMix mix)
    {
        var (sum, count) = day.Read(mix);
        return day with { ScoreSum = count <= 0 ? day.ScoreSum : (Int128)Math.Round(Math.Clamp(sum / count, 0, 1) * day.Answers * 10_000), Strata = [] };
    }

    private static WatchPower? Objection(Policy policy, DivergenceWatch watch, IReadOnlyList<DayBatch> days)
    {
        if (days.FirstOrDefault(day => day.Answers > 0) is not { Answers: > 0 } first)
            return new WatchPower.NotAsked();
        if (days.All(day => day.LogicSuccesses == 0))
            return new WatchPower.NoLogic();

        var (last, memory) = (days[^1].Day, policy.Baseline.Memory);
        var from = LocalDate.Max(first.Day, last.PlusDays(1 - memory));
        var aYear =
            days.Where(day => day.Day >= from).Sum(day => day.Answers) * (double)memory / Math.Max(policy.Baseline.Days, Period.DaysBetween(from, last) + 1);
        return aYear < DeclaredNull.FewestAnswers(policy) ? new WatchPower.TooFewAnswers(aYear, DeclaredNull.FewestAnswers(policy))
            : watch.Calm() is not null ? null
            : watch.Told is { } told ? new WatchPower.JustTold(told.On, LocalDate.Max(watch.NextNull!.Value, last))
            : new WatchPower.NotYet(LocalDate.Max(watch.NextNull!.Value, last));
    }

    private static WatchPower.Known Known(FallPlay play, Func<double, FallPower> power) =>
        new(play.Declared, play.AnswersADay, [.. Points.Where(play.HasRoomFor).Select(power)]);

    private static FallPower Promised(FallPlay play, double points)
    {
        var power = Power(points, play.Told(points, YearPaths));
        return power.MedianDays is { } days and <= LongestMedian
            ? power with
            {
                MedianDays = Median(play.Told(points, MedianPaths, within: 2 * days)) ?? days,
            }
            : power;
    }

    private static FallPower Power(double points, int[] told) =>
        new(points, Share(told, 30), Share(told, 90), Share(told, FallPlay.Horizon)) { MedianDays = Median(told) };

    // The answers that are needed are sought between as many as now and sixteen times as many: more is not to be had by asking more of the same customers.
    private static HalvedDays? Halved(FallPlay play, WatchPower.Known known)
    {
        if (known.Falls.FirstOrDefault(fall => fall.Points == HalvedPoints) is not { } fall || fall.MedianDays < FewestHalved)
            return null;
        var target = (fall.MedianDays ?? FallPlay.Horizon) / 2;
        if (!IsEnough(MostTimes))
            return new(fall.Points, fall.MedianDays, target, AnswersAWeek: null);

        var (few, enough) = (1.0, MostTimes);
        for (var i = 0; i < Halvings; i++)
        {
            var between = Math.Sqrt(few * enough);
            (few, enough) = IsEnough(between) ? (few, between) : (between, enough);
        }

        return new(fall.Points, fall.MedianDays, target, Math.Ceiling(play.AnswersAWeek * enough));

        bool IsEnough(double times) => Median(play.Told(fall.Points, HalvedPaths, times, target)) is not null;
    }

    private static double Share(int[] told, int within) => told.Count(days => days <= within) / (double)Math.Max(1, told.Length);

    // The days within which half of the paths were told; null where fewer were.
    private static int? Median(int[] told) => told.Length > 0 && told[(told.Length - 1) / 2] is var days and < int.MaxValue ? days : null;
}
