namespace CustomerPerformanceTracker.Tracker.Tests.Adjustments;

/// <summary>Given what happened, when somebody decides, then this happens or is refused.</summary>
public sealed class AdjustmentTests
{
    private static readonly Instant Now = Instant.FromUtc(2025, 6, 1, 12, 0);
    private static readonly LocalDate Changed = new(2025, 6, 1);

    [Fact]
    public void Who_proposed_does_not_decide_however_the_name_is_written()
    {
        foreach (var name in (string[])["Ada Lovelace", "ada lovelace", " Ada  Lovelace ", "ADA LOVELACE", "Ada\tLovelace"])
        {
            Should.Throw<RefusedException>(() => Given().Approve(name)).Code.ShouldBe("four_eyes");
            Should.Throw<RefusedException>(() => Given().Reject(name)).Code.ShouldBe("four_eyes");
        }

        Given().Approve("Grace Hopper").ShouldBe(new AdjustmentEvent.Approved());
    }

    [Fact]
    public void It_goes_from_proposed_to_a_verdict_one_step_after_the_other()
    {
        Should.Throw<RefusedException>(() => Given().Apply(Now, Now)).Code.ShouldBe("wrong_state");
        Should.Throw<RefusedException>(() => Given(new AdjustmentEvent.Rejected()).Apply(Now, Now)).Code.ShouldBe("wrong_state");
        Should.Throw<RefusedException>(() => Given(new AdjustmentEvent.Approved()).Approve("Grace Hopper")).Code.ShouldBe("wrong_state");
        Should.Throw<RefusedException>(() => Given(new AdjustmentEvent.Approved()).Measure(Reading(9, 7, 11), new SealNumber(7))).Code.ShouldBe("wrong_state");
        Given(new AdjustmentEvent.Approved()).Apply(Now, Now).ShouldBe(new AdjustmentEvent.Applied(Now, Retrospective: false));
        Should.Throw<RefusedException>(() => Judged("kept").Measure(Reading(9, 7, 11), new SealNumber(7))).Code.ShouldBe("wrong_state");
    }

    [Fact]
    public void What_took_effect_before_it_was_proposed_says_so_and_nothing_takes_effect_ahead()
    {
        var approved = Given(new AdjustmentEvent.Approved());

        approved.Apply(Now - Duration.FromDays(9), Now).ShouldBe(new AdjustmentEvent.Applied(Now - Duration.FromDays(9), Retrospective: true));
        Should.Throw<RefusedException>(() => approved.Apply(Now + Duration.FromDays(1), Now)).Code.ShouldBe("applied_ahead");
    }

    [Theory]
    [InlineData(9, 7, 11, "kept")]
    [InlineData(3, 1, 5, "inconclusive")] // less than was asked for
    [InlineData(6, -1, 13, "inconclusive")] // not told from nothing
    [InlineData(-5, -8, -2, "reverted")]
    public void The_rule_fixed_at_the_proposal_gives_the_verdict(double value, double low, double high, string verdict) =>
        Applied().Measure(Reading(value, low, high), new SealNumber(7)).OfType<AdjustmentEvent.Judged>().ShouldHaveSingleItem().Name.ShouldBe(verdict);

    [Fact]
    public void A_cure_that_kills_conversion_is_taken_back()
    {
        var cured = Reading(9, 7, 11);

        Verdicts.Of(Proposal(), cured with { Beside = [Conversion(-0.03, -0.04, -0.02)] }).Name.ShouldBe("reverted");
        Verdicts.Of(Proposal(), cured with { Beside = [Conversion(-0.012, -0.02, -0.005)] }).Name.ShouldBe("kept");
        Verdicts.Of(Proposal(), cured with { Beside = [Conversion(0.03, 0.02, 0.04)] }).Name.ShouldBe("kept");
    }

    [Fact]
    public void A_guard_that_could_not_be_read_leaves_it_open_and_says_which_and_why()
    {
        (EffectReading[] Beside, string Why)[] cases =
        [
            ([], "was not read"),
            (
                [Conversion(0, 0, 0) with { Effect = null, Refusal = new EffectRefusal("no_signals", "spring has no signals of it.") }],
                "spring has no signals of it"
            ),
            (
                [Conversion(0, 0, 0) with { Effect = null, Refusal = new EffectRefusal("no_variation", "it never moved before."), Before = 0.1, After = null }],
                "it never moved before"
            ),
            ([Conversion(0.01, double.NegativeInfinity, double.PositiveInfinity)], "has no end"),
            ([Conversion(0.01, 0, double.NaN)], "has no end"),
            ([Conversion(0.01, 0, 0.02) with { Counterfactual = null }], "no effect to be read"),
            ([Conversion(0.01, 0, 0.02) with { Counterfactual = new Effect(0, 0, 0, null) }], "nothing of conversion_rate was to be expected"),
        ];
        foreach (var (beside, why) in cases)
        {
            var reading = Reading(9, 7, 11) with { Beside = beside };
            var judged = Verdicts.Of(Proposal(), reading);
            judged.Name.ShouldBe("inconclusive", why);
            judged.Why.ShouldContain("the guard conversion_rate could not be read");
            judged.Why.ShouldContain(why);
            GuardOutcome.Of(Rule(), reading).ShouldBeOfType<GuardOutcome.Unread>();
            Verdicts.Of(Proposal(), Reading(-9, -11, -7) with { Beside = beside }).Name.ShouldBe("reverted", "it went the other way, whatever the guard did");
        }
    }

    [Fact]
    public void A_rule_without_a_guard_is_decided_by_its_kpi_alone() =>
        Verdicts.Of(Proposal() with { Success = Rule() with { GuardKpi = null } }, Reading(9, 7, 11) with { Beside = [] }).Name.ShouldBe("kept");

    [Fact]
    public void A_guard_that_was_the_same_on_every_day_before_and_after_held()
    {
        var steady = Conversion(0, 0, 0) with
        {
            Effect = null,
            Refusal = new EffectRefusal("no_variation", "it never moved before."),
            Before = 0.1,
            After = 0.1,
        };

        Verdicts.Of(Proposal(), Reading(9, 7, 11) with { Beside = [steady] }).Name.ShouldBe("kept");
    }

    [Fact]
    public void A_change_of_the_guarded_kpi_is_guarded_by_its_own_reading()
    {
        var rule = new SuccessRule(AtLeast: 0.005, 120, 28, "conversion_rate", 0.1);

        Verdicts
            .Of(Proposal() with { Kpi = "conversion_rate", Expected = 0.01, Success = rule }, Conversion(0.02, 0.01, 0.03) with { Beside = [] })
            .Name.ShouldBe("kept");
    }

    [Theory]
    [InlineData(9, 7, 11)]
    [InlineData(-9, -11, -7)]
    public void What_the_days_of_two_changes_show_is_no_verdict_on_one_of_them(double value, double low, double high)
    {
        var judged = Verdicts.Of(Proposal(), Reading(value, low, high) with { Overlaps = [new Overlap("b2", Changed.PlusDays(3), Changed.PlusDays(30))] });

        judged.Name.ShouldBe("inconclusive");
        judged.Why.ShouldContain("adjustment b2 (2025-06-04 to 2025-07-01)");
    }

    [Fact]
    public void Before_all_of_its_days_are_there_it_is_measured_and_not_judged()
    {
        var early = Reading(9, 7, 11) with { To = Changed.PlusDays(20) };

        Applied().Measure(early, new SealNumber(7)).ShouldBe([new AdjustmentEvent.Measured(early, new SealNumber(7), IsWhole: false)]);
        Applied().Measure(Reading(9, 7, 11), new SealNumber(7)).Count.ShouldBe(2);
    }

    [Fact]
    public void A_refused_measurement_is_inconclusive_and_says_why()
    {
        var refused = Reading(0, 0, 0) with { Effect = null, Refusal = new EffectRefusal("control_broke", "a control broke too") };

        var judged = Verdicts.Of(Proposal(), refused);

        judged.Name.ShouldBe("inconclusive");
        judged.Why.ShouldContain("a control broke too");
    }

    [Fact]
    public void A_proposal_says_everything_that_is_needed_of_it()
    {
        (Proposal Wrong, string Code)[] cases =
        [
            (Proposal() with { Lever = "price" }, "unknown_lever"),
            (Proposal() with { What = " " }, "what_needed"),
            (Proposal() with { Hypothesis = "" }, "hypothesis_needed"),
            (Proposal() with { To = null }, "version_needed"),
            (Proposal() with { To = "hero" }, "version_needed"),
            (Proposal() with { To = "hero@8" }, "version_needed"),
            (Proposal() with { Kpi = "Trust!" }, "unknown_kpi"),
            (Proposal() with { Expected = 0 }, "expected_needed"),
            (Proposal() with { Expected = double.NaN }, "expected_needed"),
            (Proposal() with { Success = Rule() with { AtLeast = 9 } }, "impossible_success"),
            (Proposal() with { Success = Rule() with { AfterDays = 2 } }, "impossible_success"),
            (Proposal() with { Success = Rule() with { GuardKpi = "trust" } }, "unknown_kpi"),
            (Proposal() with { Success = Rule() with { GuardMostLoss = 1 } }, "impossible_success"),
        ];
        foreach (var (wrong, code) in cases)
            Should.Throw<RefusedException>(() => Adjustment.Propose(wrong)).Code.ShouldBe(code, wrong.ToString());
        Adjustment.Propose(Proposal()).ShouldBeOfType<AdjustmentEvent.Proposed>();
        Adjustment
            .Propose(Proposal() with { Kpi = "return_on_ad_spend", Success = Rule() with { GuardKpi = "cost_per_acquisition" } })
            .ShouldBeOfType<AdjustmentEvent.Proposed>();
        Adjustment.Propose(Proposal() with { Lever = "funnel", From = null, To = null }).ShouldBeOfType<AdjustmentEvent.Proposed>();
    }

    private static SuccessRule Rule() => new(AtLeast: 4, BeforeDays: 120, AfterDays: 28, "conversion_rate", 0.1);

    private static Proposal Proposal() =>
        new(
            "spring",
            "messaging",
            "take the promise back",
            "hero@8",
            "hero@9",
            "it is not kept",
            "trust",
            8,
            Rule(),
            [],
            new ProposalEvidence(new SealNumber(7), null)
        );

    private static Adjustment Given(params IEnumerable<AdjustmentEvent> after) =>
        after
            .Prepend(new AdjustmentEvent.Proposed(Proposal()))
            .Aggregate((Adjustment?)null, (before, e) => Adjustment.Fold(before, "a1", e, before is null ? "Ada Lovelace" : "Grace Hopper", "so", Now))!;

    private static Adjustment Applied() => Given(new AdjustmentEvent.Approved(), new AdjustmentEvent.Applied(Now, Retrospective: false));

    private static Adjustment Judged(string verdict) =>
        Given(
            new AdjustmentEvent.Approved(),
            new AdjustmentEvent.Applied(Now, false),
            new AdjustmentEvent.Measured(Reading(9, 7, 11), new SealNumber(7), true),
            new AdjustmentEvent.Judged(verdict, "so")
        );

    private static EffectReading Reading(double value, double low, double high) =>
        new("spring", "trust", "score", Changed, Changed.PlusDays(-120), Changed.PlusDays(27), 1_000, 300)
        {
            Effect = new Effect(value, low, high, 0.99),
            Beside = [Conversion(0, -0.002, 0.002)],
        };

    private static EffectReading Conversion(double value, double low, double high) =>
        new("spring", "conversion_rate", "ratio", Changed, Changed.PlusDays(-120), Changed.PlusDays(27), 1_000, 300)
        {
            Effect = new Effect(value, low, high, 0.99),
            Counterfactual = new Effect(0.10, 0.09, 0.11, null),
        };
}
