using CustomerPerformanceTracker.EventLog;
using CustomerPerformanceTracker.Tracker.Access;
using CustomerPerformanceTracker.Tracker.Adjustments;
using CustomerPerformanceTracker.Tracker.Tests.Laws;
using Shouldly;
using Xunit;

namespace CustomerPerformanceTracker.Tracker.Tests.Adjustments;

/// <summary>Adjustments as the journal holds them.</summary>
public sealed class AdjustmentBookTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    private AdjustmentBook Book => engine.Adjustments;

    public async ValueTask InitializeAsync() => engine = await workspaces.NewAsync(clock);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Of_fifty_approvals_at_once_one_wins_and_the_others_are_conflicts()
    {
        var proposed = await ProposeAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(async () =>
        {
            try
            {
                await Book.ApproveAsync(proposed.Id, expected: 1, key: null, By($"approver {i}"), CancellationToken.None);
                return "won";
            }
            catch (VersionConflictException)
            {
                return "conflict";
            }
        })));

        outcomes.Count(outcome => outcome == "won").ShouldBe(1);
        outcomes.Count(outcome => outcome == "conflict").ShouldBe(49);
        (await Book.FindAsync(proposed.Id, CancellationToken.None))!.Version.ShouldBe(2);
    }

    [Fact]
    public async Task A_key_that_the_proposer_made_afterwards_decides_nothing()
    {
        var keys = new KeyBook(workspaces.Database, clock);
        var (earlier, _) = await keys.CreateAsync(engine, [KeyScope.Approve], "grace", "", expiresAt: null, By("ada"), CancellationToken.None);
        clock.Now += TimeSpan.FromMinutes(1);
        var proposed = await ProposeAsync();
        clock.Now += TimeSpan.FromMinutes(1);
        var (later, _) = await keys.CreateAsync(engine, [KeyScope.Approve], "somebody else", "", expiresAt: null, By(" ADA "), CancellationToken.None);

        (await Should.ThrowAsync<RefusedException>(() => Book.ApproveAsync(proposed.Id, null, later.Id, By("somebody else"), CancellationToken.None))).Code.ShouldBe("four_eyes");
        (await Book.ApproveAsync(proposed.Id, null, earlier.Id, By("grace"), CancellationToken.None)).State.ShouldBe("approved");
    }

    [Fact]
    public async Task A_change_is_followed_from_its_reason_to_its_effect()
    {
        await engine.ImportAsync(ThreeCampaigns.Lines());
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        var proposed = await ProposeAsync(expected: -10);
        await Book.ApproveAsync(proposed.Id, expected: 1, key: null, By("grace"), CancellationToken.None);
        var applied = await Book.ApplyAsync(proposed.Id, ThreeCampaigns.Changed.AtMidnight().InUtc().ToInstant(), expected: 2, By("ada"), CancellationToken.None);
        applied.State.ShouldBe("applied");

        var measured = await Book.MeasureAsync(proposed.Id, expected: null, By("ada"), CancellationToken.None);

        measured.State.ShouldBe("kept", measured.Verdict);
        measured.Reading!.Effect!.Value.Value.ShouldBe(-12, 2);
        measured.Proposal.Evidence.Scorecard.ShouldNotBeNull();
        (await Book.FindAsync(proposed.Id, CancellationToken.None))!.Reading!.Effect.ShouldBe(measured.Reading.Effect);
        (await Book.PublishedAsync(CancellationToken.None)).ShouldBe([("spring", "hero@9", ThreeCampaigns.Changed, proposed.Id)]);
        var entries = (await engine.Journal.ReadAsync("", CancellationToken.None)).Where(entry => entry.Correlation == $"adjustment-{proposed.Id}").ToArray();
        entries.Select(entry => entry.Type).ShouldBe(["adjustment_proposed", "adjustment_approved", "adjustment_applied", "message_published", "adjustment_measured", "adjustment_kept"]);
        entries.ShouldAllBe(entry => entry.Actor.Length > 0 && entry.Reason.Length > 0);
    }

    [Fact]
    public async Task A_change_that_went_wrong_is_taken_back_with_its_message()
    {
        await engine.ImportAsync(ThreeCampaigns.Lines());
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        var proposed = await ProposeAsync(expected: 8);
        await Book.ApproveAsync(proposed.Id, null, key: null, By("grace"), CancellationToken.None);
        await Book.ApplyAsync(proposed.Id, ThreeCampaigns.Changed.AtMidnight().InUtc().ToInstant(), null, By("ada"), CancellationToken.None);

        (await Book.MeasureAsync(proposed.Id, null, By("ada"), CancellationToken.None)).State.ShouldBe("reverted");

        (await Book.PublishedAsync(CancellationToken.None)).Select(published => published.Version).ShouldBe(["hero@9", "hero@8"]);
    }

    [Fact]
    public async Task Campaigns_that_were_changed_in_the_same_days_are_no_controls()
    {
        await engine.ImportAsync(ThreeCampaigns.Lines());
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        foreach (var campaign in (string[])["summer", "spring"])
        {
            var proposed = await ProposeAsync(expected: 8, campaign);
            await Book.ApproveAsync(proposed.Id, null, key: null, By("grace"), CancellationToken.None);
            await Book.ApplyAsync(proposed.Id, ThreeCampaigns.Changed.AtMidnight().InUtc().ToInstant(), null, By("ada"), CancellationToken.None);
            if (campaign == "spring")
                (await Book.MeasureAsync(proposed.Id, null, By("ada"), CancellationToken.None)).Reading!.Controls.ShouldBe(["autumn"]);
        }
    }

    [Fact]
    public async Task An_alert_that_there_is_none_of_cannot_be_answered() =>
        (await Should.ThrowAsync<RefusedException>(() => Book.ProposeAsync(Draft(8, "spring") with { Alerts = ["none"] }, By("ada"), CancellationToken.None))).Code.ShouldBe("unknown_alert");

    private static ProposalDraft Draft(double expected, string campaign) => new(
        campaign, "messaging", "take the promise back", "hero@8", "hero@9", "it is not kept", "trust", expected,
        new SuccessRule(4, BeforeDays: 90, AfterDays: 28, "conversion_rate", 0.1), []);

    private static Authorship By(string actor) => new(actor, "so it is");

    private Task<Adjustment> ProposeAsync(double expected = 8, string campaign = "spring") => Book.ProposeAsync(Draft(expected, campaign), By("ada"), CancellationToken.None);
}
