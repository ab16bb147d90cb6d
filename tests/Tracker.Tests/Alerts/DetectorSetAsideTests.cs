namespace CustomerPerformanceTracker.Tracker.Tests.Alerts;

/// <summary>One campaign that cannot be folded, or watched, keeps no other from its readings and alerts, and comes in by a command.</summary>
public sealed class DetectorSetAsideTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private const int Break = 90;
    private const int Last = 120;

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    public async ValueTask InitializeAsync() => engine = await workspaces.NewAsync(clock);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_detector_that_fails_is_named_and_the_others_raise_their_alerts()
    {
        await SetPolicyAsync();
        await ImportAsync("autumn");
        await ImportAsync("spring");
        await engine.Projector.CatchUpAsync(engine.CellFold, progress: null, CancellationToken.None);
        await BreakAsync("spring");

        var raised = await engine.Watch.CatchUpAsync(again: false, CancellationToken.None);
        var held = (await engine.Watch.SetAsideAsync(CancellationToken.None)).ShouldHaveSingleItem();

        raised.ShouldHaveSingleItem().Campaign.ShouldBe("autumn");
        (held.Policy, held.Campaign, held.Scope, held.Since).ShouldBe(("falling-trust", "spring", "", Instant.FromDateTimeOffset(clock.GetUtcNow())));
        held.Error.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_detector_that_was_set_aside_raises_its_alert_once_when_it_is_run_again()
    {
        await SetPolicyAsync();
        await ImportAsync("spring");
        await engine.Projector.CatchUpAsync(engine.CellFold, progress: null, CancellationToken.None);
        var day = await BreakAsync("spring");
        await engine.Watch.CatchUpAsync(again: false, CancellationToken.None);

        (await engine.Watch.CatchUpAsync(again: true, CancellationToken.None)).ShouldBeEmpty();
        (await engine.Watch.SetAsideAsync(CancellationToken.None)).Count.ShouldBe(1);
        await workspaces.ExecuteAsync($"update view.campaign_day set received_day = '{day}' where received_day = '20000-01-01'");
        var raised = await engine.Watch.CatchUpAsync(again: true, CancellationToken.None);

        raised.ShouldHaveSingleItem().Campaign.ShouldBe("spring");
        (await engine.Watch.SetAsideAsync(CancellationToken.None)).ShouldBeEmpty();
        (await engine.Watch.CatchUpAsync(again: true, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_campaign_that_cannot_be_folded_says_so_in_its_readings_and_alerts_once_it_is_taken_in()
    {
        await SetPolicyAsync();
        await ImportAsync("autumn", days: 30);
        await ImportAsync("spring", days: 30);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        await ImportAsync("autumn", from: 31);
        await ImportAsync("spring", from: 31);
        var campaign = (await engine.Cells.CampaignAsync("spring", CancellationToken.None))!.Value;
        await workspaces.ExecuteAsync(
            $"alter table view.cell add constraint no_more check (not (workspace = {engine.Workspace.Id} and campaign = {campaign})) not valid"
        );
        try
        {
            await engine.CatchUpAsync(progress: null, CancellationToken.None);
        }
        finally
        {
            await workspaces.ExecuteAsync("alter table view.cell drop constraint no_more");
        }

        var (spring, autumn) = (await CardAsync("spring"), await CardAsync("autumn"));
        var trend = await engine.Trends.ReadAsync(new TrendQuestion("spring"), CancellationToken.None);
        var before = (await engine.Alerts.ListAsync(CancellationToken.None)).Select(alert => alert.Campaign).ToArray();
        var retried = await engine.Projector.RetryAsync(engine.CellFold, CancellationToken.None);
        var after = await engine.Watch.CatchUpAsync(again: false, CancellationToken.None);

        spring.NotFolded.ShouldNotBeNull().Signals.ShouldBe(4 * (Last - 30));
        spring.NotFolded!.Text.ShouldStartWith($"{4 * (Last - 30)} signals set aside since 2025-08-01T09:00:00Z are not in this reading.");
        trend!.NotFolded.ShouldBe(spring.NotFolded);
        autumn.NotFolded.ShouldBeNull();
        autumn.To.ShouldBe(DayHistory.First.PlusDays(Last));
        before.ShouldBe(["autumn"]);
        retried.ShouldBe([new Retried("spring", 4 * (Last - 30), null)]);
        after.ShouldHaveSingleItem().Campaign.ShouldBe("spring");
        (await CardAsync("spring")).NotFolded.ShouldBeNull();
        (await engine.Projector.CheckAsync(engine.CellFold, progress: null, CancellationToken.None)).Differences.ShouldBe(0);
    }

    private Task SetPolicyAsync() =>
        engine.Settings.SetPolicyAsync(DayHistory.Policy, new Authorship("ada", "to be told"), expected: null, CancellationToken.None);

    /// <summary>Imports days of a campaign whose trust breaks on day 90.</summary>
    private Task ImportAsync(string campaign, int from = 0, int days = Last) =>
        engine.ImportAsync(DayHistory.Lines(Enumerable.Range(from, days - from + 1), day => day < Break ? 80 : 55, campaign));

    /// <summary>Gives a row of the campaign a day that no calendar here reaches, so that its days cannot be read. Returns the day it had.</summary>
    private async Task<string> BreakAsync(string campaign)
    {
        await using var command = workspaces.Database.Owner.CreateCommand(
            """
            with one as (select ctid, received_day from view.campaign_day where workspace = $1 and campaign = $2 order by received_day limit 1)
            update view.campaign_day d set received_day = '20000-01-01', recorded_day = '20000-01-01' from one where d.ctid = one.ctid returning one.received_day::text
            """
        );
        command.Parameters.Add(new() { Value = engine.Workspace.Id });
        command.Parameters.Add(new() { Value = (await engine.Cells.CampaignAsync(campaign, CancellationToken.None))!.Value });
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private async Task<CampaignScorecard> CardAsync(string campaign) =>
        (await engine.Scorecards.ReadAsync(new ScorecardQuestion(campaign), CancellationToken.None)).ShouldNotBeNull();
}
