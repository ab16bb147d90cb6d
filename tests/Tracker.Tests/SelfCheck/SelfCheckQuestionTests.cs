using CustomerPerformanceTracker.Loop.SelfCheck;
using CustomerPerformanceTracker.Readings.Customers;
using CustomerPerformanceTracker.Readings.Instruments;

namespace CustomerPerformanceTracker.Tracker.Tests.SelfCheck;

/// <summary>Given what a window holds, each question has this answer, and what is missing is a finding with a remedy.</summary>
public sealed class SelfCheckQuestionTests
{
    private static readonly DateTimeZone Zone = DateTimeZone.Utc;

    [Fact]
    public void A_campaign_that_nobody_asks_is_found_and_the_KPIs_without_answers_are_named()
    {
        var facts = Facts(Answers("spring", "trust", 300), Answers("spring", "satisfaction", 90), Count("autumn", SignalKind.Visit, 500));

        var question = MeasuredQuestion.Of(facts);

        question.Answer.ShouldBe(CheckAnswer.Partly);
        Find(question, "campaign", "autumn").Figure.ShouldBe("no answers at all; too few of trust and satisfaction");
        Find(question, "campaign", "spring").State.ShouldBe(LookState.Well);
        Find(question, "kpi_stack").Figure.ShouldContain("6 of 8 emotional KPIs");
        MeasuredQuestion.Of(Facts(Count("autumn", SignalKind.Visit, 500))).Answer.ShouldBe(CheckAnswer.No);
        MeasuredQuestion.Of(Facts(Answers("spring", "trust", 300), Answers("spring", "satisfaction", 90))).Answer.ShouldBe(CheckAnswer.Yes);
    }

    [Fact]
    public void Metrics_reflect_emotion_by_the_weight_that_was_answered()
    {
        var stack = KpiStack.Parse("kpis: [ { kpi: conversion_rate, weight: 3 }, { kpi: churn_rate, weight: 1 }, { kpi: trust, weight: 1 } ]");

        var answered = ReflectedQuestion.Of(Facts(Answers("spring", "trust", 9)) with { Stack = stack });
        var silent = ReflectedQuestion.Of(Facts(Count("spring", SignalKind.Visit, 9)) with { Stack = stack });

        answered.Answer.ShouldBe(CheckAnswer.Yes);
        Find(answered, "by_weight").Number!.Value.ShouldBe(0.5 + 0.125, 1e-12);
        Find(answered, "by_number").Figure.ShouldBe("of 3 KPIs 1 tell how customers feel, 1 whether they stay, 1 what they did");
        silent.Answer.ShouldBe(CheckAnswer.No);
        Find(silent, "answered_weight").State.ShouldBe(LookState.Attention);
    }

    [Fact]
    public void A_touchpoint_where_nobody_is_asked_is_blind_and_a_moment_of_truth_without_answers_is_found()
    {
        var facts = Facts(
            Answers("spring", "trust", 100),
            Count("spring", SignalKind.Visit, 40, "shop"),
            Count("spring", SignalKind.Contact, 7, "phone"),
            Answers("spring", "satisfaction", 5, "phone"),
            Count("spring", SignalKind.Impression, 999, "banner")
        ) with
        {
            Journey = JourneyMap.Parse("journey: [ { touchpoint: shop, stage: purchase, team: Sales, momentOfTruth: true } ]"),
            Joinable = new JoinableCount(80, 60),
        };

        var question = CombinedQuestion.Of(facts);

        question.Answer.ShouldBe(CheckAnswer.Partly);
        Find(question, "blind_touchpoint", "shop").Figure.ShouldBe("40 acts of customers and no answer; team Sales");
        question.Looks.Count(look => look.What == "blind_touchpoint").ShouldBe(1);
        Find(question, "moment_of_truth", "shop").State.ShouldBe(LookState.Attention);
        Find(question, "joined_answers").Number!.Value.ShouldBe(60 / 105.0, 1e-12);
    }

    [Fact]
    public void An_alert_is_answered_by_an_adjustment_that_names_it_and_was_proposed_since()
    {
        var facts = Facts(Answers("spring", "trust", 9)) with
        {
            Alerts = [SampleAlerts.Make("a1")],
            Adjustments = [Naming("a1", Instant.FromUtc(2025, 5, 9, 0, 0))],
        };
        var before = facts with { Adjustments = [Naming("a1", Instant.FromUtc(2025, 5, 1, 0, 0))] };

        var question = ChangedQuestion.Of(facts, Zone);
        var late = ChangedQuestion.Of(before, Zone);

        // It is answered, and nothing is measured yet.
        question.Answer.ShouldBe(CheckAnswer.Partly);
        Find(question, "alerts").State.ShouldBe(LookState.Well);
        late.Answer.ShouldBe(CheckAnswer.No);
        Find(late, "unanswered_alert", "a1").Number.ShouldBe(Period.DaysBetween(new LocalDate(2025, 5, 3), facts.To));
        Find(late, "feedback").Command!.ShouldContain("cpt review spring --from 2025-03-03 --to 2025-05-31 --keep");
    }

    [Fact]
    public void Without_an_alert_nobody_can_tell_whether_insights_lead_to_changes()
    {
        var question = ChangedQuestion.Of(Facts(Answers("spring", "trust", 9)), Zone);

        question.Answer.ShouldBe(CheckAnswer.CannotBeTold);
        Find(question, "alerts").State.ShouldBe(LookState.NotLookedAt);
    }

    [Fact]
    public void A_campaign_that_no_policy_watches_would_not_be_noticed()
    {
        var policy = Policy.Parse("{ name: p, logic: { kpi: visits }, emotion: { kpi: trust }, scope: { campaigns: [ autumn ] } }");

        var question = NoticedQuestion.Of(Facts(Answers("spring", "trust", 9)) with { Policies = [policy] });

        question.Answer.ShouldBe(CheckAnswer.No);
        Find(question, "unwatched").Figure.ShouldBe("1 campaign that no policy watches: spring");
    }

    [Fact]
    public void Without_signals_no_question_can_be_told()
    {
        var facts = Facts();

        CheckQuestion[] all =
        [
            MeasuredQuestion.Of(facts),
            ReflectedQuestion.Of(facts),
            CombinedQuestion.Of(facts),
            ChangedQuestion.Of(facts, Zone),
            NoticedQuestion.Of(facts),
        ];

        all.ShouldAllBe(question => question.Answer == CheckAnswer.CannotBeTold && question.Looks.All(look => look.Remedy != null && look.Command != null));
    }

    private static Look Find(CheckQuestion question, string what, string? of = null) =>
        question.Looks.Where(look => look.What == what && (of is null || look.Of == of)).ShouldHaveSingleItem();

    private static SelfCheckFacts Facts(params WindowCount[] counts) =>
        new(new LocalDate(2025, 3, 3), new LocalDate(2025, 5, 31))
        {
            Counts = counts,
            Stack = KpiStack.Default,
            Journey = JourneyMap.Empty,
            Joinable = default,
            Alerts = [],
            Adjustments = [],
            Reviewed = new HashSet<string>(StringComparer.Ordinal),
            Policies = [],
            Instruments = DeclaredInstruments.None,
            Promises = [],
            NotPlayed = [],
        };

    private static WindowCount Answers(string campaign, string kpi, long count, string touchpoint = "") =>
        new(1, campaign, touchpoint, SignalKind.SurveyAnswer, kpi, count);

    private static WindowCount Count(string campaign, SignalKind kind, long count, string touchpoint = "") => new(1, campaign, touchpoint, kind, null, count);

    private static Adjustment Naming(string alert, Instant at) =>
        new(
            "b1",
            StreamVersion.First,
            new Proposal(
                "spring",
                "positioning",
                "promise less",
                null,
                null,
                "promises were not kept",
                "trust",
                8,
                new SuccessRule(4, 56, 28, null, 0.1),
                [alert],
                new ProposalEvidence(new SealNumber(1), null)
            ),
            AdjustmentStates.Proposed,
            "ada",
            "a test",
            at
        );
}
