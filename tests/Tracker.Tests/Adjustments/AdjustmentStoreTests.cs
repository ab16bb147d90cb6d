using CustomerPerformanceTracker.Loop.Access;
using CustomerPerformanceTracker.Loop.Audit;

namespace CustomerPerformanceTracker.Tracker.Tests.Adjustments;

/// <summary>Adjustments as the journal holds them.</summary>
public sealed class AdjustmentStoreTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    private AdjustmentStore Book => engine.Adjustments;

    public async ValueTask InitializeAsync() => engine = await workspaces.NewAsync(clock);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Of_fifty_approvals_at_once_one_wins_and_the_others_are_conflicts()
    {
        var proposed = await ProposeAsync();

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(i =>
                    Task.Run(async () =>
                    {
                        try
                        {
                            await Book.ApproveAsync(proposed.Id, expected: new StreamVersion(1), key: null, By($"approver {i}"), CancellationToken.None);
                            return "won";
                        }
                        catch (VersionConflictException)
                        {
                            return "conflict";
                        }
                    })
                )
        );

        outcomes.Count(outcome => outcome == "won").ShouldBe(1);
        outcomes.Count(outcome => outcome == "conflict").ShouldBe(49);
        (await Book.FindAsync(proposed.Id, CancellationToken.None))!.Version.ShouldBe(new StreamVersion(2));
    }

    [Fact]
    public async Task A_key_that_the_proposer_made_afterwards_decides_nothing()
    {
        var keys = new KeyStore(workspaces.Database, clock);
        var (earlier, _) = await keys.CreateAsync(engine, [KeyScope.Approve], "grace", "", expiresAt: null, By("ada"), CancellationToken.None);
        clock.Now += TimeSpan.FromMinutes(1);
        var proposed = await ProposeAsync();
        clock.Now += TimeSpan.FromMinutes(1);
        var (later, _) = await keys.CreateAsync(engine, [KeyScope.Approve], "somebody else", "", expiresAt: null, By(" ADA "), CancellationToken.None);

        (
            await Should.ThrowAsync<RefusedException>(() => Book.ApproveAsync(proposed.Id, null, later.Id, By("somebody else"), CancellationToken.None))
        ).Code.ShouldBe("four_eyes");
        (await Book.ApproveAsync(proposed.Id, null, earlier.Id, By("grace"), CancellationToken.None)).State.ShouldBe("approved");
    }

    [Fact]
    public async Task A_change_is_followed_from_its_reason_to_its_effect()
    {
        var (proposed, applied) = await ApplyAsync();
        applied.State.ShouldBe("applied");

        var measured = await Book.MeasureAsync(proposed.Id, expected: null, By("ada"), CancellationToken.None);

        measured.State.ShouldBe("kept", measured.Verdict);
        measured.Reading!.Effect!.Value.Value.ShouldBe(-12, 2);
        measured.Proposal.Evidence.Scorecard.ShouldNotBeNull();
        (await Book.FindAsync(proposed.Id, CancellationToken.None))!.Reading!.Effect.ShouldBe(measured.Reading.Effect);
        (await PublishedMessages.ReadAsync(engine.Journal, engine.Days, seal: null, CancellationToken.None)).ShouldBe([
            new("spring", "hero@9", ThreeCampaigns.Changed, proposed.Id),
        ]);
        var entries = (await engine.Journal.ReadAsync("", CancellationToken.None)).Where(entry => entry.Correlation == $"adjustment-{proposed.Id}").ToArray();
        entries
            .Select(entry => entry.Type)
            .ShouldBe([
                "adjustment_proposed",
                "adjustment_approved",
                "adjustment_applied",
                "message_published",
                "adjustment_measured",
                "adjustment_kept",
                "level_accepted",
            ]);
        entries.ShouldAllBe(entry => entry.Actor.Length > 0 && entry.Reason.Length > 0);
    }

    [Fact]
    public async Task An_effect_is_measured_and_judged_by_itself_once_its_days_are_over_and_not_before()
    {
        var (proposed, applied) = await ApplyAsync();
        var due = ThreeCampaigns
            .Changed.PlusDays(applied.Proposal.Success.AfterDays)
            .AtMidnight()
            .InZoneStrictly(DateTimeZoneProviders.Tzdb[engine.Workspace.Zone])
            .ToDateTimeOffset();

        clock.Now = due - TimeSpan.FromSeconds(1);
        (await Book.MeasureDueAsync(proposed.Id, applied.Version, By("workflow"), CancellationToken.None)).ShouldBeFalse();
        clock.Now = due;
        (await Book.MeasureDueAsync(proposed.Id, applied.Version.Previous, By("workflow"), CancellationToken.None)).ShouldBeFalse();
        (await Book.MeasureDueAsync(proposed.Id, applied.Version, By("workflow"), CancellationToken.None)).ShouldBeTrue();
        (await Book.MeasureDueAsync(proposed.Id, applied.Version, By("workflow"), CancellationToken.None)).ShouldBeFalse();

        (await Book.FindAsync(proposed.Id, CancellationToken.None))!.State.ShouldBe("kept");
        (await engine.Journal.ReadStreamAsync($"adjustment-{proposed.Id}", CancellationToken.None))
            .Select(entry => entry.Type)
            .ShouldBe(["adjustment_proposed", "adjustment_approved", "adjustment_applied", "adjustment_measured", "adjustment_kept"]);
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

        (await PublishedMessages.ReadAsync(engine.Journal, engine.Days, seal: null, CancellationToken.None))
            .Select(published => published.Version)
            .ShouldBe(["hero@9", "hero@8"]);
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
        (
            await Should.ThrowAsync<RefusedException>(() => Book.ProposeAsync(Draft(8, "spring") with { Alerts = ["none"] }, By("ada"), CancellationToken.None))
        ).Code.ShouldBe("unknown_alert");

    [Fact]
    public async Task A_guard_is_read_although_the_stack_does_not_count_it()
    {
        await engine.Settings.SetKpisAsync("kpis: [{ kpi: trust }]", By("olga"), expected: null, CancellationToken.None);
        await engine.ImportAsync(ThreeCampaigns.Lines());
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var measured = await MeasuredAsync(Draft(-10, "spring"), ThreeCampaigns.Changed);

        measured.State.ShouldBe("kept", measured.Verdict);
        measured.Reading!.Beside.ShouldHaveSingleItem().Kpi.ShouldBe("conversion_rate");
        measured.Guard.ShouldBeOfType<GuardOutcome.Held>();
    }

    [Theory]
    [InlineData("ctr", "spring has no signals of ctr")]
    [InlineData("refund_rate", "was the same in every row")] // no refund on any day: a share of nothing cannot be lost
    public async Task A_guard_without_signals_is_named_and_nothing_is_kept(string guard, string why)
    {
        await engine.ImportAsync(ThreeCampaigns.Lines());
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        var draft = Draft(-10, "spring");

        var measured = await MeasuredAsync(draft with { Success = draft.Success with { GuardKpi = guard } }, ThreeCampaigns.Changed);

        measured.State.ShouldBe("inconclusive");
        measured.Verdict!.ShouldContain($"the guard {guard} could not be read");
        measured.Verdict!.ShouldContain(why);
        measured.Guard.ShouldBeOfType<GuardOutcome.Unread>();
        var again = (await Book.FindAsync(measured.Id, CancellationToken.None))!;
        again.Guard.ShouldBe(measured.Guard);
    }

    [Fact]
    public async Task Two_changes_in_the_same_days_name_each_other_and_neither_is_kept()
    {
        await engine.ImportAsync(ThreeCampaigns.Lines());
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        var first = await AppliedAsync(Draft(-10, "spring"), ThreeCampaigns.Changed);
        var second = await AppliedAsync(
            Draft(-10, "spring") with
            {
                To = "banner@2",
                From = "banner@1",
                Success = new SuccessRule(4, 90, 14, "conversion_rate", 0.1),
            },
            ThreeCampaigns.Changed.PlusDays(5)
        );
        var elsewhere = await AppliedAsync(Draft(-10, "summer"), ThreeCampaigns.Changed);

        foreach (var (one, other, on, through) in ((string, string, int, int)[])[(first.Id, second.Id, 5, 18), (second.Id, first.Id, 0, 27)])
        {
            var measured = await Book.MeasureAsync(one, null, By("ada"), CancellationToken.None);
            measured.State.ShouldBe("inconclusive");
            measured.Verdict!.ShouldContain($"adjustment {other}");
            measured.Reading!.Overlaps.ShouldBe([new Overlap(other, ThreeCampaigns.Changed.PlusDays(on), ThreeCampaigns.Changed.PlusDays(through))]);
            (await engine.Traces.FollowAsync(one, Tracer.UsualRows, CancellationToken.None))
                .Steps.Single(step => step.Type == "adjustment_measured")
                .What.ShouldContain(other);
        }

        (await Book.MeasureAsync(elsewhere.Id, null, By("ada"), CancellationToken.None)).Reading!.Overlaps.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(-7, 7, true)] // its last day is the one before
    [InlineData(-6, 7, false)]
    [InlineData(27, 14, false)]
    [InlineData(28, 14, true)]
    public async Task A_change_wholly_before_another_has_nothing_to_do_with_it(int otherOn, int otherDays, bool isApart)
    {
        var one = await AppliedAsync(Draft(-10, "spring"), ThreeCampaigns.Changed);
        var other = await AppliedAsync(
            Draft(-10, "spring") with
            {
                Success = new SuccessRule(4, 90, otherDays, "conversion_rate", 0.1),
            },
            ThreeCampaigns.Changed.PlusDays(otherOn)
        );
        var all = await Book.ListAsync(CancellationToken.None);

        Overlaps
            .Of(one, ThreeCampaigns.Changed, all, DateTimeZoneProviders.Tzdb[engine.Workspace.Zone])
            .Select(overlap => overlap.Adjustment)
            .ShouldBe(isApart ? [] : [other.Id]);
        Overlaps
            .Of(other, ThreeCampaigns.Changed.PlusDays(otherOn), all, DateTimeZoneProviders.Tzdb[engine.Workspace.Zone])
            .Select(overlap => overlap.Adjustment)
            .ShouldBe(isApart ? [] : [one.Id]);
    }

    [Fact]
    public async Task A_verdict_does_not_outlive_the_news_of_another_change_in_its_days()
    {
        await engine.ImportAsync(ThreeCampaigns.Lines());
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        var kept = await MeasuredAsync(Draft(-10, "spring"), ThreeCampaigns.Changed);
        kept.State.ShouldBe("kept", kept.Verdict);

        var later = await AppliedAsync(Draft(-10, "spring"), ThreeCampaigns.Changed.PlusDays(28));
        (await Book.FindAsync(kept.Id, CancellationToken.None))!.State.ShouldBe("kept", "the later one took effect when these days were over");
        var late = await AppliedAsync(Draft(-10, "spring"), ThreeCampaigns.Changed.PlusDays(3));

        var now = (await Book.FindAsync(kept.Id, CancellationToken.None))!;
        now.State.ShouldBe("inconclusive");
        now.Verdict!.ShouldContain(late.Id);
        now.Reading!.Overlaps.ShouldHaveSingleItem().Adjustment.ShouldBe(late.Id);
        later.Id.ShouldNotBe(late.Id);
    }

    [Fact]
    public async Task A_change_that_is_taken_back_changes_the_campaign_once_more()
    {
        // Recorded time never goes back, so the clock stands where it is to before anything is recorded.
        clock.Now = new DateTimeOffset(2025, 5, 20, 9, 0, 0, TimeSpan.Zero);
        await engine.ImportAsync(ThreeCampaigns.Lines());
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        var reverted = await MeasuredAsync(Draft(8, "spring"), ThreeCampaigns.Changed);
        reverted.State.ShouldBe("reverted");
        clock.Now += TimeSpan.FromDays(1);
        var next = await AppliedAsync(Draft(8, "spring"), new LocalDate(2025, 5, 10));

        Overlaps
            .Of(next, new LocalDate(2025, 5, 10), await Book.ListAsync(CancellationToken.None), DateTimeZoneProviders.Tzdb[engine.Workspace.Zone])
            .ShouldBe([new Overlap(reverted.Id, ThreeCampaigns.Changed, new LocalDate(2025, 5, 20))]);
    }

    [Fact]
    public async Task Of_a_campaign_without_signals_nothing_is_judged_before_its_days_are_there()
    {
        var measured = await MeasuredAsync(Draft(8, "winter"), ThreeCampaigns.Changed);

        (measured.State, measured.Reading!.Refusal!.Code).ShouldBe(("measured", "no_signals"));
        (await engine.Traces.FollowAsync(measured.Id, Tracer.UsualRows, CancellationToken.None)).Steps[^1].What.ShouldContain("could not be measured");
    }

    private async Task<Adjustment> MeasuredAsync(ProposalDraft draft, LocalDate on) =>
        await Book.MeasureAsync((await AppliedAsync(draft, on)).Id, null, By("ada"), CancellationToken.None);

    private async Task<Adjustment> AppliedAsync(ProposalDraft draft, LocalDate on)
    {
        var proposed = await Book.ProposeAsync(draft, By("ada"), CancellationToken.None);
        await Book.ApproveAsync(proposed.Id, null, key: null, By("grace"), CancellationToken.None);
        return await Book.ApplyAsync(proposed.Id, on.At(new LocalTime(12, 0)).InUtc().ToInstant(), null, By("ada"), CancellationToken.None);
    }

    private static ProposalDraft Draft(double expected, string campaign) =>
        new(
            campaign,
            "messaging",
            "take the promise back",
            "hero@8",
            "hero@9",
            "it is not kept",
            "trust",
            expected,
            new SuccessRule(4, BeforeDays: 90, AfterDays: 28, "conversion_rate", 0.1),
            []
        );

    private static Authorship By(string actor) => new(actor, "so it is");

    /// <summary>A change that was proposed, approved and applied in a campaign with a past.</summary>
    private async Task<(Adjustment Proposed, Adjustment Applied)> ApplyAsync()
    {
        await engine.ImportAsync(ThreeCampaigns.Lines());
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        var proposed = await ProposeAsync(expected: -10);
        await Book.ApproveAsync(proposed.Id, expected: new StreamVersion(1), key: null, By("grace"), CancellationToken.None);
        var applied = await Book.ApplyAsync(
            proposed.Id,
            ThreeCampaigns.Changed.AtMidnight().InUtc().ToInstant(),
            expected: new StreamVersion(2),
            By("ada"),
            CancellationToken.None
        );
        return (proposed, applied);
    }

    private Task<Adjustment> ProposeAsync(double expected = 8, string campaign = "spring") =>
        Book.ProposeAsync(Draft(expected, campaign), By("ada"), CancellationToken.None);
}
