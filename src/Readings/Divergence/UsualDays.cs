using System.Collections.Concurrent;
using CustomerPerformanceTracker.Statistics.Mix;
using CustomerPerformanceTracker.Statistics.Sequential;

namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>The usual days of a baseline, in order, and what is read of them whatever a policy asks: each when it is first asked for, and once.</summary>
internal sealed class UsualDays(DayBatch[] days)
{
    private readonly Lazy<BaselineMix?> mix = new(() => BaselineMix.Of(days.SelectMany(day => day.Parts)));
    private readonly Lazy<LogicLevel> logic = new(() => LogicLevel.Of(days));
    private readonly Lazy<(LocalDate? First, int Batches, long Answers, double Score, double Cadence)> answered = new(() =>
    {
        DayBatch[] some = [.. days.Where(day => day.Answers > 0)];
        return (some.Length == 0 ? null : some[0].Day, some.Length, some.Sum(day => day.Answers), some.Sum(day => day.Score), Divergence.Cadence.Of(some));
    });

    public DayBatch[] All => days;

    public BaselineMix? Mix => mix.Value;

    public LogicLevel Logic => logic.Value;

    /// <summary>The first of the days with answers; null where there is none.</summary>
    public LocalDate? FirstAnswered => answered.Value.First;

    /// <summary>How many days have answers.</summary>
    public int Batches => answered.Value.Batches;

    public long Answers => answered.Value.Answers;

    public double Score => answered.Value.Score;

    /// <summary>Days from one day with answers to the next, their median.</summary>
    public double Cadence => answered.Value.Cadence;
}

/// <summary>
/// What watches of several policies that fold the same days read of them alike, read once: baselines, and how their days scatter. It holds for watches none of
/// whose days are of a past fall.
/// </summary>
internal sealed class SharedDays
{
    private readonly ConcurrentDictionary<(LocalDate Last, LocalDate From), UsualDays> usual = new();
    private readonly ConcurrentDictionary<(LocalDate Last, LocalDate From, LocalDate Until, BaselineMix? Mix), Lazy<DesignEffect>> scatter = new();

    public UsualDays Usual(LocalDate last, LocalDate from, Func<UsualDays> read) => usual.GetOrAdd((last, from), _ => read());

    public DesignEffect Scatter(LocalDate last, LocalDate from, LocalDate until, BaselineMix? mix, Func<DesignEffect> read) =>
        scatter.GetOrAdd((last, from, until, mix), _ => new(read)).Value;
}
