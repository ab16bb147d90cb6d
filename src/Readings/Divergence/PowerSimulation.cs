using CustomerPerformanceTracker.Readings.Levels;
using CustomerPerformanceTracker.Statistics.Sequential;

namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>
/// Plays falls on a watch as it stands, to say what it would notice.
/// </summary>
/// <remarks>
/// The watch has folded the days that are there; its evidence is set back, as where nothing has happened yet. Then its last eight weeks come again and again,
/// with the answers they had, around the level of its long null less the fall, each day's share drawn with the dispersion that single days of the baseline
/// showed. Who answers is taken to stay. The logic KPI is taken to hold. The seed is fixed, so the same days give the same figures.
/// </remarks>
public static class PowerSimulation
{
    private const int Seed = 365;
    private const int Paths = 40;
    private const int Horizon = 365;
    private const int PlayedDays = 56;

    private static readonly double[] Points = [3, 5, 10];

    /// <param name="days">What was received, in order, each day once and over.</param>
    public static WatchPower Of(Policy policy, IReadOnlyList<DayBatch> days, IReadOnlyList<LevelInForce>? accepted = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(days);
        // The gate stays open, and the rise of the logic KPI is not asked for: this is about the fall.
        var open = policy with
        {
            Logic = policy.Logic with { State = LogicState.HoldingOrRising, Tolerance = 1 },
            SilenceDays = null,
        };
        var watch = new DivergenceWatch(open, accepted);
        foreach (var day in days)
            watch.Close(day);
        return Objection(policy, watch, days) ?? Play(open, watch.Calm()!, days, accepted);
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

    private static WatchPower.Known Play(Policy policy, DivergenceWatch calm, IReadOnlyList<DayBatch> days, IReadOnlyList<LevelInForce>? accepted)
    {
        var last = days[^1].Day;
        DayBatch[] played = [.. days.Where(day => day.Day > last.PlusDays(-PlayedDays))];
        var (declared, saved) = ((calm.LongNull ?? calm.Nulls[^1]), calm.Save());
        var falls = Points
            .Where(points => declared.Level > points / 100)
            .Select(points =>
            {
                int[] told =
                [
                    .. Enumerable
                        .Range(0, Paths)
                        .Select(path => Told(DivergenceWatch.Restore(policy, saved, accepted), Fall(played, last, declared, points, new Random(Seed + path)))),
                ];
                return new FallPower(points, Share(told, 30), Share(told, 90), Share(told, Horizon));
            });
        return new(declared, played.Sum(day => (double)day.Answers) / Math.Max(1, played.Count(day => day.Answers > 0)), [.. falls]);
    }

    private static double Share(int[] told, int within) => told.Count(days => days <= within) / (double)told.Length;

    // Days from the fall's first to the alarm, both counted.
    private static int Told(DivergenceWatch watch, IEnumerable<DayBatch> fall)
    {
        var start = watch.LastDay!.Value;
        foreach (var day in fall)
        {
            if (watch.Close(day).Any(alarm => alarm is Alarm.Divergence))
                return Period.DaysBetween(start, day.Day);
        }

        return int.MaxValue;
    }

    private static IEnumerable<DayBatch> Fall(DayBatch[] played, LocalDate last, DeclaredNull declared, double points, Random random)
    {
        var share = declared.Level - points / 100;
        for (var round = 1; round <= 1 + Horizon / PlayedDays; round++)
        {
            foreach (var day in played)
            {
                var on = day.Day.PlusDays(round * PlayedDays);
                if (on <= last.PlusDays(Horizon))
                    yield return day with
                    {
                        Day = on,
                        ScoreSum = Score(day.Answers, share, declared.Effect, random),
                        Strata = [],
                    };
            }
        }
    }

    private static Int128 Score(long answers, double share, DesignEffect effect, Random random)
    {
        if (answers == 0)
            return 0;
        var dispersion = effect.SingleOf(answers);
        var drawn = share + Math.Sqrt(share * (1 - share) * dispersion / answers) * Gauss(random);
        return (Int128)Math.Round(Math.Clamp(drawn, 0, 1) * answers * 10_000);
    }

    // Box and Muller (1958).
    private static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
