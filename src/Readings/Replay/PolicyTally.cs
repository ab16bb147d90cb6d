using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Levels;

namespace CustomerPerformanceTracker.Readings.Replay;

/// <summary>What one policy told so far, campaign by campaign.</summary>
internal sealed class PolicyTally(Policy policy, bool isInUse, WhatIfQuestion question)
{
    private const double YearDays = 365.25;

    /// <summary>Two alarms tell one fall where each began no later than so many days after the other was told.</summary>
    private const int SameFallDays = 28;

    private readonly List<WhatIfAlert> alerts = [];
    private readonly List<string> campaigns = [];
    private double years;
    private double expected;
    private LocalDate? first;
    private LocalDate? last;

    public Policy Policy => policy;

    /// <summary>Folds the days of one campaign, apart by the scopes that the policy watches.</summary>
    /// <param name="shared">What the policies have read of each scope's days so far.</param>
    public void Add(
        string campaign,
        IReadOnlyDictionary<Scope, IReadOnlyList<DayBatch>> scopes,
        IReadOnlyDictionary<Scope, SharedDays> shared,
        IReadOnlyList<LevelInForce> accepted
    )
    {
        campaigns.Add(campaign);
        LocalDate? since = null;
        foreach (var (scope, days) in scopes)
        {
            var fold = PolicyFold.Of(policy, accepted, days, shared[scope]);
            alerts.AddRange(fold.Alarms.Where(alarm => IsInside(alarm.On)).Select(alarm => new WhatIfAlert(campaign, scope, alarm)));
            if (fold.Since is { } watched)
            {
                expected += days.Count(day => day.Answers > 0 && day.Day > watched && IsInside(day.Day)) / fold.ArlBatches;
                since = since is { } earlier ? LocalDate.Min(earlier, watched) : watched;
            }

            if (days.Count > 0)
                (first, last) = (Earlier(first, days[0].Day), Later(last, days[^1].Day));
        }

        var end = Earlier(question.To, scopes.Values.Where(days => days.Count > 0).Select(days => (LocalDate?)days[^1].Day).Max());
        if (Later(since, question.From) is { } begin && since is not null && end >= begin)
            years += (Period.DaysBetween(begin, end.Value) + 1) / YearDays;
    }

    /// <summary>All policies, each alert held against the first alert of a policy in use on the same fall.</summary>
    public static WhatIf Summed(IReadOnlyList<PolicyTally> tallies, int campaigns, Cursors cursors, SealNumber seal)
    {
        (Policy Policy, WhatIfAlert Alert)[] inUse =
        [
            .. tallies.Where(one => one.IsInUse).SelectMany(one => one.alerts.Select(alert => (one.Policy, alert))).OrderBy(told => told.alert.Alarm.On),
        ];
        var from = tallies.Select(one => Later(one.first, one.From)).Min();
        var to = tallies.Select(one => Earlier(one.last, one.To)).Max();
        return new(from, to, campaigns, [.. tallies.Select(one => one.Held(inUse))], cursors, seal);
    }

    private bool IsInUse => isInUse;

    private LocalDate? From => question.From;

    private LocalDate? To => question.To;

    private WhatIfPolicy Held((Policy Policy, WhatIfAlert Alert)[] inUse)
    {
        WhatIfAlert[] told =
        [
            .. alerts
                .OrderBy(alert => alert.Alarm.On)
                .ThenBy(alert => alert.Campaign, StringComparer.Ordinal)
                .ThenBy(alert => string.Join('\n', alert.Scope.Parts().Select(part => part.Value)), StringComparer.Ordinal)
                .Select(alert =>
                    inUse.FirstOrDefault(other => IsSameFall(policy, alert, other.Policy, other.Alert)) is { Policy: not null } found
                        ? alert with
                        {
                            InUse = (found.Policy.Name, found.Alert.Alarm.On),
                        }
                        : alert
                ),
        ];
        var missed = inUse.Where(other => policy.Watches(other.Alert.Campaign) && !told.Any(alert => IsSameFall(policy, alert, other.Policy, other.Alert)));
        return new(
            policy,
            isInUse,
            [.. campaigns.Order(StringComparer.Ordinal)],
            years,
            expected,
            told,
            isInUse ? [] : [.. missed.Where(other => other.Policy.Emotion.Kpi.Name == policy.Emotion.Kpi.Name).Select(other => other.Alert)]
        );
    }

    private static bool IsSameFall(Policy policy, WhatIfAlert alert, Policy other, WhatIfAlert told) =>
        policy.Emotion.Kpi.Name == other.Emotion.Kpi.Name
        && alert.Campaign == told.Campaign
        && alert.Alarm.Kind == told.Alarm.Kind
        && (alert.Scope == told.Scope || alert.Scope == Scope.All || told.Scope == Scope.All)
        && alert.Alarm.Onset <= told.Alarm.On.PlusDays(SameFallDays)
        && told.Alarm.Onset <= alert.Alarm.On.PlusDays(SameFallDays);

    private bool IsInside(LocalDate day) => !(day < question.From) && !(day > question.To);

    private static LocalDate? Earlier(LocalDate? one, LocalDate? other) => one is null || other < one ? other ?? one : one;

    private static LocalDate? Later(LocalDate? one, LocalDate? other) => one is null || other > one ? other ?? one : one;
}
