using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Statistics.Mix;
using CustomerPerformanceTracker.Statistics.Sequential;

namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>
/// The days that a watch remembers, in order, and the falls among them that were told and are over: the days of a past fall are neither the usual level nor its
/// scatter.
/// </summary>
/// <param name="shared">What other watches of the same days have read of them; null: this watch is alone.</param>
internal sealed class WatchedDays(Policy policy, SharedDays? shared)
{
    private const int FewestScatterBatches = 8;

    private readonly List<DayBatch> days = [];
    private readonly List<PastFall> past = [];

    // How many of the days lie before the policy's memory: cut off when the days are next looked at, for each cut moves all that stay.
    private int old;

    public IReadOnlyList<DayBatch> All => Kept();

    public IReadOnlyList<PastFall> Past => past;

    public LocalDate? Last => days.Count == 0 ? null : days[^1].Day;

    /// <summary>Takes what a state was saved with.</summary>
    public void Restore(IEnumerable<DayBatch> kept, IEnumerable<PastFall> falls)
    {
        days.AddRange(kept);
        past.AddRange(falls);
    }

    /// <exception cref="ArgumentException">The day is not later than the last, or its counts are impossible.</exception>
    public void RequireNext(DayBatch day)
    {
        if (day.Objection is { } objection)
            throw new ArgumentException(objection, nameof(day));
        if (day.Day <= Last)
            throw new ArgumentException($"{day.Day} does not follow {Last}: days are folded in order, each once", nameof(day));
    }

    /// <summary>Adds the next day, and forgets what lies before the policy's memory.</summary>
    public void Add(DayBatch day)
    {
        var from = day.Day.PlusDays(1 - Math.Max(policy.Baseline.Memory, SilenceWatch.DaysKept(policy)));
        while (old < days.Count && days[old].Day < from)
            old++;
        days.Add(day);
        past.RemoveAll(fall => fall.Last < days[old].Day);
    }

    /// <summary>The days of a fall that is over are usual no more.</summary>
    public void SetAside(PastFall fall) => past.Add(fall);

    /// <summary>The days from one on.</summary>
    public List<DayBatch> From(LocalDate first)
    {
        var kept = Kept();
        var at = kept.Count;
        while (at > 0 && kept[at - 1].Day >= first)
            at--;
        return kept.GetRange(at, kept.Count - at);
    }

    /// <summary>The days from one on that are of no past fall.</summary>
    public UsualDays UsualFrom(LocalDate first)
    {
        return shared is not null && past.Count == 0 && Last is { } last ? shared.Usual(last, first, Read) : Read();

        UsualDays Read() => new([.. From(first).Where(IsUsual)]);
    }

    /// <summary>
    /// How much the usual days with answers scatter beyond their answers' own scatter, from one day on and before another; where these are too few, without
    /// that end.
    /// </summary>
    public DesignEffect Scatter(LocalDate from, LocalDate until, BaselineMix? mix)
    {
        return shared is not null && past.Count == 0 && Last is { } last
            ? shared.Scatter(last, from, until, mix, () => Scattered(from, until, mix))
            : Scattered(from, until, mix);
    }

    private DesignEffect Scattered(LocalDate from, LocalDate until, BaselineMix? mix)
    {
        DayBatch[] usual = [.. Kept().Where(day => day.Answers > 0 && day.Day >= from && IsUsual(day))];
        DayBatch[] calm = [.. usual.Where(day => day.Day < until)];
        if (calm.Length < FewestScatterBatches)
            calm = usual;
        return DesignEffect.Of(
            calm.Select(day => (Day: Generation.Label(day.Day), Read: day.Read(mix))).Select(day => (day.Day, day.Read.Sum, day.Read.Count))
        );
    }

    /// <summary>The mean of all answers, or of the days as the mix would have answered; null where no answer can be read.</summary>
    public static double? Mean(List<DayBatch> days, BaselineMix? mix)
    {
        if (mix is null)
            return days.Sum(day => day.Answers) is > 0 and var answers ? (double)days.Total(day => day.ScoreSum) / 10_000 / answers : null;
        var (sum, count) = days.Select(day => day.Read(mix)).Aggregate((Sum: 0.0, Count: 0.0), (all, day) => (all.Sum + day.Sum, all.Count + day.Count));
        return count > 0 ? sum / count : null;
    }

    /// <summary>Whether the days after one, all of them after the alarm, are back where they were before the fall.</summary>
    public bool AreBack(Episode told, LocalDate last, int fewestAnswers)
    {
        var since = From(last.PlusDays(1));
        var answers = since.Sum(day => day.Answers);
        return last >= told.On && answers >= fewestAnswers && Mean(since, told.Mix) is { } mean && told.IsOver(mean, answers);
    }

    private List<DayBatch> Kept()
    {
        days.RemoveRange(0, old);
        old = 0;
        return days;
    }

    private bool IsUsual(DayBatch day) => !past.Exists(fall => fall.Onset <= day.Day && day.Day <= fall.Last);
}
