using System.Collections.Concurrent;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Loop.Adjustments;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Loop.Reviews;
using CustomerPerformanceTracker.Readings.Customers;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Instruments;
using CustomerPerformanceTracker.Readings.Journey;
using CustomerPerformanceTracker.Readings.Kpis;

namespace CustomerPerformanceTracker.Loop.SelfCheck;

/// <summary>
/// Answers the five questions of a workspace. No clock is read: the window ends with the newest day of the log, ages are counted to it, and a received day is
/// over where the seal was recorded on a later one. So the same cursors give the same answers whenever they are asked for, and what was read is kept and given
/// again while the head it was read at stands: falls are played on the watches, which takes seconds.
/// </summary>
public sealed class SelfCheckReader(
    Database database,
    Workspace workspace,
    WindowReader windows,
    JoinableAnswers joinable,
    NoticeReader notices,
    WorkspaceSettings settings,
    AlertStore alerts,
    AdjustmentStore adjustments,
    ReviewStore reviews,
    CellReader cells
)
{
    /// <summary>How many policies on campaigns are played through, those with the most answers first: each takes some seconds.</summary>
    public const int MostPlayed = 4;

    private const int Kept = 100;

    private readonly ConcurrentDictionary<(int Days, Cursors Cursors), (SealNumber Head, SelfCheckReport Report)> kept = new();
    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[workspace.Zone];

    /// <param name="days">Length of the window.</param>
    /// <param name="progress">Is told how many watches were played through, of how many.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such seal.</exception>
    public async Task<SelfCheckReport> ReadAsync(int days, Cursors cursors, IProgress<(int Done, int All)>? progress, CancellationToken cancel)
    {
        var head = (await HeadRow.ReadAsync(database, workspace, cancel)).Seal;
        if (kept.TryGetValue((days, cursors), out var known) && known.Head == head)
            return known.Report;
        // Only what was read of everything up to the head stands while that does.
        var isWhole = await cells.FoldedAsync(cancel) == head;
        var report = await ReadAsync(head, days, cursors, progress, cancel);
        if (isWhole && (await HeadRow.ReadAsync(database, workspace, cancel)).Seal == head)
        {
            if (kept.Count >= Kept)
                kept.Clear();
            kept[(days, cursors)] = (head, report);
        }

        return report;
    }

    private async Task<SelfCheckReport> ReadAsync(
        SealNumber head,
        int days,
        Cursors cursors,
        IProgress<(int Done, int All)>? progress,
        CancellationToken cancel
    )
    {
        // The newest seal is all there is, which is read from fewer rows.
        var asked = cursors.Seal == head ? cursors with { Seal = null } : cursors;
        var seal = cursors.Seal ?? head;
        var to = asked.At?.Day ?? (head == SealNumber.None ? null : await windows.LastDayAsync(asked, cancel));
        if (to is not { } last || head == SealNumber.None)
            return new(workspace.Name, null, null, days, cursors, seal, Answer(await FactsAsync(default, default, asked, [], cancel)));

        var from = last.PlusDays(1 - days);
        var counts = await windows.ReadAsync(from, last, asked, cancel);
        var facts = await FactsAsync(from, last, asked, counts, cancel);
        var (played, notPlayed) = await PlayAsync(facts, await LastClosedAsync(seal, cursors, cancel), asked.Seal, progress, cancel);
        return new(workspace.Name, from, last, days, cursors, seal, Answer(facts with { Promises = played, NotPlayed = notPlayed }));
    }

    private IReadOnlyList<CheckQuestion> Answer(SelfCheckFacts facts) =>
        [MeasuredQuestion.Of(facts), ReflectedQuestion.Of(facts), CombinedQuestion.Of(facts), ChangedQuestion.Of(facts, zone), NoticedQuestion.Of(facts)];

    private async Task<SelfCheckFacts> FactsAsync(LocalDate from, LocalDate to, Cursors cursors, IReadOnlyList<WindowCount> counts, CancellationToken cancel) =>
        new(from, to)
        {
            Counts = counts,
            Stack = await settings.KpisAsync(cursors.Seal, cancel),
            Journey = await settings.JourneyAsync(cursors.Seal, cancel),
            Joinable = counts.Any(count => count.IsAnswer) ? await joinable.CountAsync(from, to, cursors, cancel) : default,
            Alerts = [.. (await alerts.ListAsync(cursors.Seal, cancel)).Where(alert => alert.On >= from && alert.On <= to && IsThere(alert.On, cursors.Known))],
            Adjustments =
            [
                .. (await adjustments.ListAsync(cursors.Seal, cancel))
                    .Where(one => IsThere(one.ProposedAt, cursors.At) && IsThere(one.ProposedAt, cursors.Known))
                    .OrderByDescending(one => one.ProposedAt)
                    .ThenBy(one => one.Id, StringComparer.Ordinal),
            ],
            Reviewed = await reviews.CampaignsAsync(cursors.Seal, cancel),
            Policies = [.. (await settings.PoliciesAsync(cursors.Seal, cancel)).Select(set => set.Policy)],
            Instruments = await settings.InstrumentsAsync(cursors.Seal, cancel),
            Promises = [],
            NotPlayed = [],
        };

    // The last received day that was over when the seal was recorded, and by the other clocks.
    private async Task<LocalDate> LastClosedAsync(SealNumber seal, Cursors cursors, CancellationToken cancel)
    {
        var over = (await AsOf.ResolveAsync(database, workspace, new Cursors(Seal: seal), cancel)).RecordedWhole;
        LocalDate?[] ends = [over, cursors.At?.Whole, cursors.Known?.Whole];
        return ends.OfType<LocalDate>().Min();
    }

    private async Task<(IReadOnlyList<CampaignPromise> Played, IReadOnlyList<WatchPair> NotPlayed)> PlayAsync(
        SelfCheckFacts facts,
        LocalDate until,
        SealNumber? seal,
        IProgress<(int Done, int All)>? progress,
        CancellationToken cancel
    )
    {
        var campaigns = facts.Counts.Select(count => (count.Id, count.Campaign)).Distinct().ToArray();
        WatchPair[] pairs =
        [
            .. facts
                .Policies.SelectMany(policy =>
                    campaigns
                        .Where(one => policy.Watches(one.Campaign))
                        .Select(one => new WatchPair(policy, one.Id, one.Campaign, facts.AnswersTo(policy.Emotion.Kpi.Name, one.Campaign)))
                )
                .OrderByDescending(pair => pair.Answers)
                .ThenBy(pair => pair.Campaign, StringComparer.Ordinal)
                .ThenBy(pair => pair.Policy.Name, StringComparer.Ordinal),
        ];
        var asked = pairs.Where(pair => pair.Answers > 0).ToArray();
        var played = new List<CampaignPromise>();
        foreach (var (done, pair) in asked.Take(MostPlayed).Index())
        {
            progress?.Report((done, Math.Min(MostPlayed, asked.Length)));
            played.AddRange(await notices.OfAsync(pair, until, seal, cancel));
        }

        played.AddRange(pairs.Where(pair => pair.Answers == 0).Select(Unasked));
        return (played, [.. asked.Skip(MostPlayed)]);
    }

    private static CampaignPromise Unasked(WatchPair pair) =>
        new(pair.Policy.Name, pair.Campaign, Scope.All, new WatchPromise(new WatchPower.NotAsked(), AnswersAWeek: 0, Halved: null))
        {
            Kpi = pair.Policy.Emotion.Kpi.Name,
        };

    private bool IsThere(Instant at, DayCursor? cursor) => cursor is not { } end || at <= Instants.EndOf(end, workspace);

    private static bool IsThere(LocalDate on, DayCursor? cursor) => cursor is not { } end || on <= end.Day;
}
