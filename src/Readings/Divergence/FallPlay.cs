using System.Collections.Concurrent;
using CustomerPerformanceTracker.Readings.Levels;
using CustomerPerformanceTracker.Statistics.Sequential;

namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>
/// A watch on which falls are played. Its evidence is set back, as where nothing has happened yet; eight weeks without a fall bring it to what it usually is;
/// then comes the fall. In both the watch's last eight weeks come again and again, with the answers they had, around the level that its usual days of a year
/// have, which is what a null would be declared from now: the null in force may stand higher, for it is only ever raised. Each day's share is drawn with the
/// dispersion that single days of the baseline showed.
/// </summary>
/// <param name="policy">With a logic KPI that is taken to hold.</param>
/// <param name="calm">The watch, with no evidence and no fall that was told.</param>
/// <param name="days">What was received, in order, up to the watch's last day.</param>
internal sealed class FallPlay(Policy policy, DivergenceWatch calm, IReadOnlyList<DayBatch> days, IReadOnlyList<LevelInForce>? accepted)
{
    /// <summary>How many days a fall is played on for, at the most.</summary>
    public const int Horizon = 365;

    private const int Seed = 365;
    private const int PlayedDays = 56;
    private const double WeekDays = 7;

    private readonly LocalDate last = days[^1].Day;
    private readonly DayBatch[] played = [.. days.Where(day => day.Day > days[^1].Day.PlusDays(-PlayedDays))];
    private readonly double level = LevelOf(calm, days[^1].Day, policy);
    private readonly ConcurrentDictionary<int, byte[]?> quiet = new();
    private readonly byte[] saved = calm.Save();

    /// <summary>What the long null waits for the KPI to fall below, or where there is none, the newest.</summary>
    public DeclaredNull Declared { get; } = calm.LongNull ?? calm.Nulls[^1];

    /// <summary>Answers on a day with answers, the mean over the days that are played.</summary>
    public double AnswersADay => played.Sum(day => (double)day.Answers) / Math.Max(1, played.Count(day => day.Answers > 0));

    /// <summary>Answers in a week, the mean over the days that are played.</summary>
    public double AnswersAWeek => WeekDays * played.Sum(day => (double)day.Answers) / Math.Min(PlayedDays, Period.DaysBetween(days[0].Day, last) + 1);

    /// <summary>Whether a fall of so many points leaves anything to answer.</summary>
    public bool HasRoomFor(double points) => level > points / 100;

    /// <summary>
    /// The days from a fall's first to its alarm, both counted, of each path, the soonest first; <see cref="int.MaxValue"/> where none came within
    /// <paramref name="within"/> days. A path that told a fall before there was one is left out. The same path has the same seed whatever the fall, so that a
    /// deeper one is told no later by chance.
    /// </summary>
    /// <param name="factor">How many times as many answers come from the fall on as now.</param>
    public int[] Told(double points, int paths, double factor = 1, int within = Horizon)
    {
        var told = new int[paths];
        Parallel.For(0, paths, path => told[path] = Told(path, points, factor, within));
        return [.. told.Where(days => days > 0).Order()];
    }

    // 0 where the path told a fall before there was one.
    private int Told(int path, double points, double factor, int within)
    {
        if (quiet.GetOrAdd(path, Quiet) is not { } begun)
            return 0;
        var watch = DivergenceWatch.Restore(policy, begun, accepted);
        foreach (var day in Days(level - points / 100, PlayedDays, within, factor, new Random(Seed + path)))
        {
            if (watch.Close(day).Any(alarm => alarm is Alarm.Divergence))
                return Period.DaysBetween(last, day.Day) - PlayedDays;
        }

        return int.MaxValue;
    }

    private byte[]? Quiet(int path)
    {
        var watch = DivergenceWatch.Restore(policy, saved, accepted);
        return Days(level, 0, PlayedDays, factor: 1, new Random(-1 - path)).Any(day => watch.Close(day).Count > 0) ? null : watch.Save();
    }

    // The played days once more and again, from behind so many days after the last on, for so many days.
    private IEnumerable<DayBatch> Days(double share, int behind, int within, double factor, Random random)
    {
        for (var round = 1; round <= 1 + within / PlayedDays; round++)
        {
            foreach (var day in played)
            {
                var (on, answers) = (day.Day.PlusDays(behind + round * PlayedDays), (long)Math.Round(day.Answers * factor));
                if (on <= last.PlusDays(behind + within))
                    yield return day with
                    {
                        Day = on,
                        Answers = answers,
                        ScoreSum = Score(answers, share, Declared.Effect, random),
                        Strata = [],
                    };
            }
        }
    }

    private static double LevelOf(DivergenceWatch calm, LocalDate last, Policy policy) =>
        WatchedDays.Mean([.. calm.Baseline(last, policy.Baseline.Memory).All], (calm.LongNull ?? calm.Nulls[^1]).Mix)
        ?? (calm.LongNull ?? calm.Nulls[^1]).Level;

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
