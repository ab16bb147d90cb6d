using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Levels;
using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Statistics.ChangePoints;
using AcceptedLevels = CustomerPerformanceTracker.Readings.Levels.AcceptedLevels;

namespace CustomerPerformanceTracker.Readings.Replay;

/// <summary>
/// A question for a replay; null ends mean the campaign's own first and last day. The ends choose what is told: hindsight and detectors know every day.
/// </summary>
/// <param name="Cursors">What had occurred, been received and been recorded; null: all there is.</param>
public sealed record ReplayQuestion(string Campaign, IReadOnlyList<Policy> Policies, LocalDate? From = null, LocalDate? To = null, Cursors? Cursors = null);

/// <summary>
/// What was known on the evening of a received day: the answers that came in on it, the emotional KPI over the last four weeks (0 to 100), the logic KPI
/// over the same weeks (a rate, or the sum of a count), and the evidence of the first policy as a share of what an alarm takes.
/// </summary>
public sealed record ReplayDay(LocalDate Date, long N, double? Trust, double? Logic, double Evidence);

/// <summary>An alarm a policy would have raised, and how many days after the nearest fall found with hindsight that is; negative: before it.</summary>
public sealed record ReplayAlarm(Scope Scope, Alarm Alarm, int? DaysAfterBreak);

/// <summary>What one policy would have told, and what it would notice from its last day on.</summary>
public sealed record ReplayPolicy(Policy Policy, IReadOnlyList<ReplayAlarm> Alarms, PolicyPower Power);

/// <summary>
/// A campaign's history as it would have been known day by day, the policies that were tried on it, and the line of the emotional KPI as hindsight has it.
/// </summary>
public sealed record CampaignReplay(
    string Campaign,
    string Emotion,
    string Logic,
    IReadOnlyList<ReplayDay> Days,
    IReadOnlyList<ReplayPolicy> Policies,
    TrustTrend Hindsight
)
{
    /// <summary>The cursors that were asked for.</summary>
    public required Cursors Cursors { get; init; }

    /// <summary>What was recorded later is not in it.</summary>
    public required SealNumber Seal { get; init; }

    public IReadOnlyList<TrendBreak> Breaks => Hindsight.Breaks;

    /// <summary>
    /// The campaign's last day and what is dated after it; null where nothing is. Detectors read days of receipt, so it may be among the days.
    /// </summary>
    public (LocalDate Last, Ahead What)? Ahead { get; init; }
}

/// <summary>Replays campaigns: what was known, and what policies would have told, in order of receipt.</summary>
public sealed class Replayer(CellReader cells, ReceivedDays receipts, TrendReader trends, AcceptedLevels levels)
{
    private const int RollingDays = 28;

    /// <summary>Null where the campaign has no signals at the cursors. The first policy names the KPIs of the daily line.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such seal.</exception>
    public async Task<CampaignReplay?> RunAsync(ReplayQuestion question, CancellationToken cancel)
    {
        var (first, cursors, folded) = (question.Policies[0], question.Cursors ?? Cursors.Now, await cells.FoldedAsync(cancel));
        var seal = cursors.Seal ?? folded;
        // The newest seal is all there is, which is read from fewer rows.
        var asked = cursors.Seal == folded ? cursors with { Seal = null } : cursors;
        if (
            await cells.CampaignAsync(question.Campaign, cancel) is not { } campaign
            || await trends.ReadAsync(new TrendQuestion(question.Campaign, first.Emotion.Kpi.Name, Cursors: asked), cancel) is not { } trend
        )
            return null;

        var whole = await receipts.ReadAsync(campaign, [], LocalDate.MaxIsoValue, asked, cancel);
        var closed = await ClosedAsync(seal, cursors, cancel);
        var policies = new List<ReplayPolicy>();
        foreach (var policy in question.Policies)
        {
            var by = DayBatches.By(policy);
            var received = by.Count == 0 ? whole : await receipts.ReadAsync(campaign, by, LocalDate.MaxIsoValue, asked, cancel);
            LevelInForce[] accepted = [.. (await levels.OfAsync(policy.Emotion.Kpi.Name, seal, cancel))[question.Campaign]];
            policies.Add(
                new ReplayPolicy(
                    policy,
                    [
                        .. DayBatches
                            .Of(policy, received)
                            .SelectMany(scope => Alarms(policy, accepted, scope.Key, scope.Value, trend.Breaks))
                            .Where(a => Inside(a.Alarm.On))
                            .OrderBy(a => a.Alarm.On),
                    ],
                    PowerReader.Of(policy, question.Campaign, received, closed)
                )
            );
        }

        var line = DayBatches.Of(first, whole).GetValueOrDefault(Scope.All) ?? [];
        return new CampaignReplay(
            question.Campaign,
            first.Emotion.Kpi.Name,
            first.Logic.Kpi.Name,
            [.. Days(first, line).Where(day => Inside(day.Date))],
            policies,
            trend with
            {
                Points = [.. trend.Points.Where(point => Inside(point.Date))],
                Breaks = [.. trend.Breaks.Where(one => Inside(one.Date))],
            }
        )
        {
            Ahead = trend.Ahead,
            Cursors = cursors,
            Seal = seal,
        };

        bool Inside(LocalDate day) => !(day < question.From) && !(day > question.To);
    }

    /// <summary>The last received day that was over when the seal was recorded, and by the other clocks. No clock of ours is read.</summary>
    private async Task<LocalDate> ClosedAsync(SealNumber seal, Cursors cursors, CancellationToken cancel)
    {
        LocalDate?[] ends = [(await cells.ResolveAsync(new Cursors(Seal: seal), cancel)).RecordedWhole, cursors.At?.Whole, cursors.Known?.Whole];
        return ends.OfType<LocalDate>().Min();
    }

    private static IEnumerable<ReplayAlarm> Alarms(
        Policy policy,
        IReadOnlyList<LevelInForce> accepted,
        Scope scope,
        IReadOnlyList<DayBatch> days,
        IReadOnlyList<TrendBreak> breaks
    )
    {
        LocalDate[] falls = [.. breaks.Where(one => one.Direction == Direction.Fall).Select(one => one.Date)];
        return PolicyFold.Of(policy, accepted, days).Alarms.Select(alarm => new ReplayAlarm(scope, alarm, Nearest(falls, alarm.On)));
    }

    private static int? Nearest(LocalDate[] falls, LocalDate on) =>
        falls.Length == 0 ? null : falls.Select(fall => Period.DaysBetween(fall, on)).MinBy(Math.Abs);

    private static IEnumerable<ReplayDay> Days(Policy policy, IReadOnlyList<DayBatch> days)
    {
        var watch = new DivergenceWatch(policy);
        var window = new Queue<DayBatch>();
        foreach (var day in days)
        {
            watch.Close(day);
            window.Enqueue(day);
            while (window.Peek().Day <= day.Day.PlusDays(-RollingDays))
                window.Dequeue();

            var (answers, trials, successes) = (window.Sum(d => d.Answers), window.Sum(d => d.LogicTrials), (double)window.Total(d => d.LogicSuccesses));
            yield return new ReplayDay(
                day.Day,
                day.Answers,
                answers >= policy.MinimumAnswers ? (double)window.Total(d => d.ScoreSum) / 100 / answers : null,
                trials > 0 ? successes / trials : successes,
                watch.EvidenceShare
            );
        }
    }
}
