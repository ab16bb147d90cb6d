namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>
/// Notices that a usually dense stream of answers stopped while other signals go on: a gap can be the signal.
/// </summary>
/// <remarks>
/// The window is the policy's silence, or two of the stream's own beats where it speaks more seldom (weekly data: 14 days). Dense means that windows of
/// that length over the baseline's days, ending where the open one begins, held at least the least number of answers, all but the lowest twentieth.
/// Silent means that the open window holds at most a tenth of that low quantile. Other signals go on when they come at
/// half of their usual rate or more; a stream that stopped as a whole is a broken source, not a silent customer.
/// Time passes by the days that are closed: silence is told on the first of them that lies far enough behind the last answers.
/// An episode ends when a window again holds half of what was usual, or when the whole baseline has passed in silence.
/// </remarks>
internal static class SilenceWatch
{
    private const double LowQuantile = 0.05;
    private const double PracticallyNone = 0.1;
    private const double StillGoing = 0.5;
    private const double Back = 0.5;

    /// <summary>How far back a day's judgement looks.</summary>
    public static int DaysKept(Policy policy) => policy.Baseline.Days + Math.Max(policy.SilenceDays ?? 0, policy.Baseline.Days / 2);

    public static Alarm.Silence? Judge(IReadOnlyList<DayBatch> days, LocalDate today, Policy policy)
    {
        if (policy.SilenceDays is not { } least)
            return null;

        var length = Length(days, today, least);
        var from = today.PlusDays(-length);
        var start = from.PlusDays(-policy.Baseline.Days);
        DayBatch[] baseline = [.. Between(days, start, from)];
        if (baseline.Length == 0 || !(days[0].Day <= start.PlusDays(length)))
            return null;

        var usual = Level.Quantile([.. Windows(baseline, start, from, length)], LowQuantile);
        DayBatch[] open = [.. Between(days, from, today)];
        var (answers, others) = (open.Sum(day => day.Answers), open.Sum(day => day.OtherSignals));
        var usualOthers = baseline.Sum(day => day.OtherSignals) * (double)length / policy.Baseline.Days;
        return usual >= policy.MinimumAnswers && answers <= PracticallyNone * usual && others > 0 && others >= StillGoing * usualOthers
            ? new(today, Onset(days, from), length, answers, usual, others)
            : null;
    }

    public static bool AreBack(Alarm.Silence told, IReadOnlyList<DayBatch> days, LocalDate today) =>
        Between(days, today.PlusDays(-told.Days), today).Sum(day => day.Answers) >= Back * told.Usual;

    public static bool IsOld(Alarm.Silence told, LocalDate today, Policy policy) => Period.DaysBetween(told.On, today) > policy.Baseline.Days;

    private static int Length(IReadOnlyList<DayBatch> days, LocalDate today, int least)
    {
        DayBatch[] answered = [.. days.Where(day => day.Answers > 0 && day.Day <= today)];
        return Math.Max(least, 2 * (int)Math.Ceiling(Cadence.Of(answered)));
    }

    // The day after the last answers before the window, which is the window's first day where they came until then.
    private static LocalDate Onset(IReadOnlyList<DayBatch> days, LocalDate from)
    {
        var last = days.Where(day => day.Answers > 0 && day.Day <= from).Select(day => day.Day).DefaultIfEmpty(from).Last();
        return last.PlusDays(1);
    }

    private static IEnumerable<double> Windows(DayBatch[] days, LocalDate start, LocalDate end, int length)
    {
        for (var to = end; to.PlusDays(-length) >= start; to = to.PlusDays(-length))
            yield return Between(days, to.PlusDays(-length), to).Sum(day => (double)day.Answers);
    }

    // After the first, up to and including the second.
    private static IEnumerable<DayBatch> Between(IReadOnlyList<DayBatch> days, LocalDate after, LocalDate through) =>
        days.Where(day => day.Day > after && day.Day <= through);
}
