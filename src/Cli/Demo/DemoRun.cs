using System.IO.Pipelines;
using System.Text;
using CustomerPerformanceTracker.Campaign;
using CustomerPerformanceTracker.Cli.Commands;
using CustomerPerformanceTracker.Intake;
using CustomerPerformanceTracker.Loop.Audit;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Dimensions;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Journey;
using CustomerPerformanceTracker.Readings.Replay;
using CustomerPerformanceTracker.Readings.Scorecards;
using CustomerPerformanceTracker.Readings.Trends;

namespace CustomerPerformanceTracker.Cli.Demo;

/// <summary>Brings the sample campaign in and reads its story. Running it again in the same workspace adds nothing and tells the same.</summary>
internal static class DemoRun
{
    private const int WeeksAfter = 4;

    /// <summary>The last day before the change.</summary>
    private static readonly LocalDate Eve = SampleCampaign.MendDate().PlusDays(-1);
    private static readonly string[] Policies = ["high-conversion-falling-trust", "falling-trust-by-segment-and-touchpoint"];

    public static async Task<DemoStory> RunAsync(Session session, ulong seed, string data, bool isOwn, CancellationToken cancel)
    {
        var engine = session.Engine;
        await RequireNoOthersAsync(session, cancel);
        var by = new Authorship("demo", "settings of the demo");
        await engine.Settings.SetJourneyAsync(Document("journey"), by, expected: null, cancel);
        foreach (var policy in Policies)
            await engine.Settings.SetPolicyAsync(Document(policy), by, expected: null, cancel);

        var import = await ImportAsync(session, SampleCampaign.Lines(seed, new SampleOptions { Days = SampleCampaign.MendDay }), cancel);
        var (before, after) = (SampleCampaign.BreakDate().PlusDays(-1), SampleCampaign.BreakDate().PlusDays(7 * WeeksAfter - 1));
        var raised = (await engine.Alerts.ChangesAsync(Position.None, int.MaxValue, cancel))
            .Where(change => change.Type is "alert_raised" or "alert_recurred")
            .Select(change => change.Alert);
        var recovery = await RecoverAsync(session, SampleCampaign.Lines(seed).Skip((int)import.Read), cancel);

        var replay = new ReplayQuestion(SampleCampaign.SpringLaunch, [.. Policies.Select(name => Policy.Parse(Document(name)))], To: Eve);
        return new DemoStory(
            seed,
            data,
            isOwn,
            import,
            await ScorecardAsync(session, before, by: null, cancel),
            await ScorecardAsync(session, after, SplitBy.Segment, cancel),
            await ScorecardAsync(session, after, SplitBy.Touchpoint, cancel),
            Present(await engine.Trends.ReadAsync(new TrendQuestion(SampleCampaign.SpringLaunch, To: Eve), cancel)),
            [.. raised.Where(alert => alert.On <= Eve).OrderBy(alert => alert.On)],
            Present(await engine.Replays.RunAsync(replay, cancel)),
            recovery,
            await LogVerification.RunAsync(
                engine.Database,
                engine.Workspace,
                await session.Notary.Kept.ReadAsync(cancel),
                progress: null,
                await session.Notary.Keys.KnownAsync(cancel),
                cancel
            )
        );
    }

    // The change is decided on what is known before its days come in, and judged on them.
    private static async Task<DemoRecovery> RecoverAsync(Session session, IEnumerable<string> rest, CancellationToken cancel)
    {
        var engine = session.Engine;
        var applied = await DemoLoop.DecideAsync(engine, cancel);
        var import = await ImportAsync(session, rest, cancel);
        var judged = await DemoLoop.JudgeAsync(engine, applied, cancel);
        await engine.CatchUpAsync(progress: null, cancel);
        await session.KeepCheckpointAsync(cancel);

        var lastDay = SampleCampaign.MendDate().PlusDays(new SampleOptions().Days - SampleCampaign.MendDay - 1);
        return new DemoRecovery(
            judged,
            await DemoLoop.OwnApprovalAsync(engine.Adjustments, judged, cancel),
            import,
            await ScorecardAsync(session, lastDay, by: null, cancel),
            Present(await engine.Trends.ReadAsync(new TrendQuestion(SampleCampaign.SpringLaunch), cancel)),
            await engine.Alerts.ListAsync(cancel),
            await engine.Traces.FollowAsync(SampleCampaign.MessageMended, Tracer.UsualRows, cancel)
        );
    }

    private static async Task RequireNoOthersAsync(Session session, CancellationToken cancel)
    {
        var others = (await session.Engine.Cells.CampaignsAsync(cancel))
            .Select(campaign => campaign.Name)
            .Except([SampleCampaign.SpringLaunch, SampleCampaign.AutumnBrand], StringComparer.Ordinal)
            .ToArray();
        if (others.Length > 0)
            throw new UsageException(
                $"The workspace {session.Engine.Workspace.Name} has campaigns of its own, and the demo's are invented. Give it another one: `cpt demo "
                    + "--workspace demo`."
            );
    }

    private static async Task<ImportSummary> ImportAsync(Session session, IEnumerable<string> lines, CancellationToken cancel)
    {
        var pipe = new Pipe();
        var written = WriteAsync(pipe.Writer, lines);
        await using var source = pipe.Reader.AsStream();
        var (summary, _) = await ImportRun.RunAsync(
            session,
            source,
            "demo",
            new IntakeOptions { History = true, Days = session.Engine.Days },
            new Authorship("demo", "the invented campaign"),
            cancel
        );
        await source.DisposeAsync();
        await written;
        return summary.Complete ? summary : throw new OperationCanceledException(cancel);
    }

    // Generated while it is imported; once nobody reads any more the writing ends.
    private static async Task WriteAsync(PipeWriter pipe, IEnumerable<string> lines)
    {
        var reading = true;
        foreach (var line in lines.TakeWhile(_ => reading))
        {
            Encoding.UTF8.GetBytes(line, pipe);
            "\n"u8.CopyTo(pipe.GetSpan(1));
            pipe.Advance(1);
            reading = pipe.UnflushedBytes < 1 << 16 || !(await pipe.FlushAsync(CancellationToken.None)).IsCompleted;
        }

        await pipe.CompleteAsync();
    }

    private static async Task<CampaignScorecard> ScorecardAsync(Session session, LocalDate at, SplitBy? by, CancellationToken cancel) =>
        Present(
            await session.Engine.Scorecards.ReadAsync(
                new ScorecardQuestion(SampleCampaign.SpringLaunch, 7 * WeeksAfter, new Cursors(At: new DayCursor(at, null)), by),
                cancel
            )
        );

    private static T Present<T>(T? reading)
        where T : class =>
        reading ?? throw new InvalidOperationException($"The workspace does not hold the signals of {SampleCampaign.SpringLaunch} that were just imported.");

    private static string Document(string name)
    {
        using var stream =
            typeof(DemoRun).Assembly.GetManifestResourceStream($"{name}.yaml")
            ?? throw new InvalidOperationException($"The program was built without {name}.yaml.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
