namespace CustomerPerformanceTracker.Tracker.Tests.Adjustments;

/// <summary>What a change did, from signals to the reading that is stored.</summary>
public sealed class EffectReaderTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    public async ValueTask InitializeAsync() => engine = await workspaces.NewAsync(clock);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_fall_of_trust_is_told_in_points_with_the_logic_beside_it()
    {
        await ImportAsync(ThreeCampaigns.Lines());

        var trust = await MeasureAsync(ThreeCampaigns.Question());

        trust.Refusal.ShouldBeNull();
        trust.Effect!.Value.Value.ShouldBe(-12, 2);
        trust.Effect.Value.High.ShouldBeLessThan(-8);
        trust.Effect.Value.Low.ShouldBeLessThan(trust.Effect.Value.Value);
        trust.Effect.Value.Probability!.Value.ShouldBeGreaterThan(0.99);
        (trust.After!.Value - trust.Counterfactual!.Value.Value).ShouldBe(trust.Effect.Value.Value, 1e-9);
        trust.Before!.Value.ShouldBe(75, 3);
        (trust.AnswersBefore, trust.AnswersAfter).ShouldBe((200 * ThreeCampaigns.Before, 200 * (ThreeCampaigns.Days - ThreeCampaigns.Before)));
        (trust.Unit, trust.Cumulative).ShouldBe(("score", null));
        trust.Controls.ShouldBe(["autumn", "summer"]);
        trust.Placebo!.Rank.ShouldBe(1);
        trust.Days.Count.ShouldBe(ThreeCampaigns.Days - ThreeCampaigns.Before);
        trust.Days[0].Date.ShouldBe(ThreeCampaigns.Changed);

        var conversion = trust.Beside.Single(reading => reading.Kpi == "conversion_rate");
        conversion.Effect!.Value.Value.ShouldBe(0.03, 0.01);
        conversion.Effect.Value.Low.ShouldBeGreaterThan(0);
        conversion.Cumulative!.Value.Value.ShouldBe(conversion.Effect.Value.Value * conversion.AnswersAfter, 1e-6);
        var revenue = trust.Beside.Single(reading => reading.Kpi == "revenue");
        revenue.Unit.ShouldBe("EUR");
        revenue.Effect!.Value.Value.ShouldBe(60 * 20, 300);
        trust.Beside.ShouldNotContain(reading => reading.Kpi == "refund_rate" || reading.Kpi == "ctr");
    }

    [Fact]
    public async Task Nothing_is_told_of_a_campaign_that_was_not_changed()
    {
        await ImportAsync(ThreeCampaigns.Lines());

        var reading = await MeasureAsync(ThreeCampaigns.Question() with { Campaign = "summer", ChangedCampaigns = ["spring"] });

        reading.Effect!.Value.Low.ShouldBeLessThan(0);
        reading.Effect.Value.High.ShouldBeGreaterThan(0);
        reading.Controls.ShouldBe(["autumn"]);
        reading.ControlsRefused.ShouldHaveSingleItem().ShouldBe(new RefusedControl("spring", "changed_too", "spring was changed itself in these days."));
    }

    [Fact]
    public async Task A_control_that_broke_at_the_same_time_is_named_and_not_used()
    {
        await ImportAsync(ThreeCampaigns.Lines(brokenControl: "autumn"));

        var reading = await MeasureAsync(ThreeCampaigns.Question());

        reading.Controls.ShouldBe(["summer"]);
        var refused = reading.ControlsRefused.ShouldHaveSingleItem();
        (refused.Campaign, refused.Code).ShouldBe(("autumn", "control_changed"));
        refused.Reason.ShouldContain("2025-0");
        reading.Effect!.Value.High.ShouldBeLessThan(0);
    }

    [Fact]
    public async Task Where_every_control_broke_no_effect_is_told()
    {
        await ImportAsync(ThreeCampaigns.Lines(brokenControl: ["summer", "autumn"]));

        var reading = await MeasureAsync(ThreeCampaigns.Question());

        reading.Effect.ShouldBeNull();
        reading.Refusal!.Code.ShouldBe("control_changed");
        reading.ControlsRefused.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Without_controls_the_campaign_is_compared_with_itself_and_that_is_said()
    {
        await ImportAsync(ThreeCampaigns.Lines());

        var compared = (await MeasureAsync(ThreeCampaigns.Question())).Effect!.Value;
        var alone = await MeasureAsync(ThreeCampaigns.Question() with { Controls = [] });

        alone.Note.ShouldBe("no_controls");
        alone.Controls.ShouldBeEmpty();
        alone.Effect!.Value.Value.ShouldBeLessThan(0);
        (alone.Effect.Value.High - alone.Effect.Value.Low).ShouldBeGreaterThan(2 * (compared.High - compared.Low));
    }

    [Fact]
    public async Task Six_days_after_the_change_are_too_few_and_seven_are_enough()
    {
        await ImportAsync(ThreeCampaigns.Lines(to: ThreeCampaigns.Before + 6));
        (await MeasureAsync(ThreeCampaigns.Question())).Refusal!.Code.ShouldBe("too_few_after");

        await ImportAsync(ThreeCampaigns.Lines(from: ThreeCampaigns.Before + 6, to: ThreeCampaigns.Before + 7));
        (await MeasureAsync(ThreeCampaigns.Question())).Effect!.Value.High.ShouldBeLessThan(0);
    }

    [Fact]
    public async Task A_reading_at_a_seal_stays_what_it_was()
    {
        await ImportAsync(ThreeCampaigns.Lines(to: ThreeCampaigns.Before + 10));
        var then = await MeasureAsync(ThreeCampaigns.Question());
        var seal = (await engine.Cells.HeadAsync("spring", CancellationToken.None))!.Value.Folded;
        await ImportAsync(ThreeCampaigns.Lines(from: ThreeCampaigns.Before + 10));

        var again = await MeasureAsync(ThreeCampaigns.Question() with { Cursors = new Cursors(Seal: seal) });
        var tenth = new DayCursor(ThreeCampaigns.Changed.PlusDays(9), null);
        var known = await MeasureAsync(ThreeCampaigns.Question() with { Cursors = new Cursors(Known: tenth) });

        Json(again).ShouldBe(Json(then));
        Json(known).ShouldBe(Json(then));
        (await MeasureAsync(ThreeCampaigns.Question())).To.ShouldBe(ThreeCampaigns.Changed.PlusDays(27));
    }

    [Fact]
    public async Task What_is_stored_is_read_again_as_it_was()
    {
        await ImportAsync(ThreeCampaigns.Lines(brokenControl: "autumn"));
        var readings = new[] { await MeasureAsync(ThreeCampaigns.Question()), await MeasureAsync(ThreeCampaigns.Question("cost_per_acquisition")) };

        foreach (var reading in readings)
        {
            Json(Read(Json(reading))).ShouldBe(Json(reading));
        }
    }

    [Fact]
    public async Task A_reading_of_a_release_that_counted_no_days_apart_is_still_read()
    {
        await ImportAsync(ThreeCampaigns.Lines());
        var reading = await MeasureAsync(ThreeCampaigns.Question());
        var before = string.Concat(Json(reading).Split("\"independent\":2,"));

        var read = Read(before);

        // 43 placebo days from the twentieth row on, with 28 days after each.
        (reading.Placebo!.Dates, reading.Placebo.Independent).ShouldBe((43, 2));
        (read.Placebo!.Dates, read.Placebo.Independent).ShouldBe((43, null));
        Json(read).ShouldBe(before);
    }

    [Fact]
    public async Task A_cost_an_order_a_return_and_the_events_an_order_are_told_day_by_day()
    {
        await ImportAsync([.. ThreeCampaigns.Lines(), .. ThreeCampaigns.Costs()]);

        var cost = await MeasureAsync(ThreeCampaigns.Question("cost_per_acquisition"));
        var earned = await MeasureAsync(ThreeCampaigns.Question("return_on_ad_spend"));
        var contacts = await MeasureAsync(ThreeCampaigns.Question("contact_rate"));

        // 800 EUR a day for 200 orders of 20 EUR before, for 260 after; forty contacts a day before, and 104 after.
        cost.Unit.ShouldBe("EUR");
        cost.Before!.Value.ShouldBe(4, 0.1);
        cost.Effect!.Value.Value.ShouldBe(4 * ((200.0 / 260) - 1), 0.3);
        cost.Effect.Value.High.ShouldBeLessThan(0);
        earned.Unit.ShouldBe("factor");
        earned.Before!.Value.ShouldBe(5, 0.1);
        earned.Effect!.Value.Low.ShouldBeGreaterThan(0);
        contacts.Unit.ShouldBe("ratio");
        contacts.Effect!.Value.Value.ShouldBe(0.2, 0.05);
        contacts.Effect.Value.Low.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_question_without_an_answer_says_why()
    {
        await ImportAsync(ThreeCampaigns.Lines());

        (await MeasureAsync(ThreeCampaigns.Question("cost_per_acquisition"))).Refusal!.Code.ShouldBe("no_signals");
        (await MeasureAsync(ThreeCampaigns.Question("clarity"))).Refusal!.Code.ShouldBe("no_signals");
        (await MeasureAsync(ThreeCampaigns.Question() with { Campaign = "winter" })).Refusal!.Code.ShouldBe("no_signals");
        (await MeasureAsync(ThreeCampaigns.Question() with { ChangedOn = ThreeCampaigns.First.PlusDays(10) })).Refusal!.Code.ShouldBe("too_few_before");
        (await MeasureAsync(ThreeCampaigns.Question() with { ChangedOn = new LocalDate(2026, 1, 1) })).Refusal!.Code.ShouldBe("no_signals");
    }

    private async Task ImportAsync(IEnumerable<string> lines)
    {
        await engine.ImportAsync(lines);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    private Task<EffectReading> MeasureAsync(EffectQuestion question) => engine.Effects.MeasureAsync(question, CancellationToken.None);

    private static string Json(EffectReading reading) =>
        AdjustmentForms.Stored.Element(new StoredMeasurement(1, Whole: true, StoredEffect.Of(reading))).GetProperty("reading").GetRawText();

    private static EffectReading Read(string reading) =>
        AdjustmentForms.Stored.Read<StoredMeasurement>(JsonElement.Parse($$"""{"seal":1,"whole":true,"reading":{{reading}}}""")).Reading.Read();
}
