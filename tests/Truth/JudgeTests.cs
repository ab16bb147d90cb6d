using Shouldly;

namespace CustomerPerformanceTracker.Truth;

/// <summary>Each way in which a card can be wrong is found, and a card that says what is so is not.</summary>
public sealed class JudgeTests
{
    private const int On = 150;

    private static readonly TrueCampaign Broken = new(
        "c",
        Kind.BrokenAndLeft,
        1,
        400,
        100,
        Instrument.YesNo,
        new Course(0.7, -0.1, On),
        new Course(0.05),
        new Course(0.03)
    );

    private static readonly SaidBy Quiet = new("sustainable", Saying.No, Saying.No, Saying.No, []);
    private static readonly SaidBy Fell = Quiet with { Word = "misleading", Feeling = Saying.Worse, Marked = ["trust worse"] };

    [Fact]
    public void What_is_so_may_be_said()
    {
        Faults(Broken, On - 1, Quiet).ShouldBeEmpty();
        Faults(Broken, On + 40, Fell).ShouldBeEmpty();
    }

    [Fact]
    public void A_break_that_is_not_said_is_a_fault()
    {
        Faults(Broken, On + 40, Quiet with { Word = "declining" }).ShouldBe([Fault.FeelingNotSaid]);
    }

    [Fact]
    public void A_break_is_not_said_by_a_card_that_is_called_sustainable()
    {
        Faults(Broken, On + 40, Fell with { Word = "sustainable" }).ShouldBe([Fault.FeelingNotSaid, Fault.SustainableWhileBroken]);
        Faults(Broken, On + 12, Fell with { Word = "sustainable" }).ShouldBeEmpty();
    }

    [Fact]
    public void What_did_not_move_must_not_be_said()
    {
        Faults(Broken, On - 1, Fell).ShouldBe([Fault.FeelingSaidFalsely]);
        Faults(Broken, On - 1, Quiet with { Demand = Saying.Better, Regret = Saying.Worse }).ShouldBe([Fault.DemandSaidFalsely, Fault.RegretSaidFalsely]);
        Faults(Broken, On + 5, Fell with { Feeling = Saying.Better }).ShouldBe([Fault.FeelingSaidFalsely]);
    }

    [Fact]
    public void Enough_answers_are_enough()
    {
        var unsure = Quiet with { Word = "not_enough_answers" };

        Faults(Broken, On - 1, unsure).ShouldBe([Fault.AnswersMissed]);
        Faults(Broken with { AnswersADay = 20 }, On - 1, unsure).ShouldBeEmpty();
        Faults(Broken with { Outage = (On - 20, On + 1) }, On - 1, unsure).ShouldBeEmpty();
    }

    [Fact]
    public void More_that_is_sold_at_the_same_rate_may_be_said_and_need_not()
    {
        var growing = Broken with { YearlyGrowth = 2 };

        Faults(growing, On - 1, Quiet with { Demand = Saying.Better }).ShouldBeEmpty();
        Faults(growing, On - 1, Quiet).ShouldBeEmpty();
        Faults(growing, On - 1, Quiet with { Demand = Saying.Worse }).ShouldBe([Fault.DemandSaidFalsely]);
        Judge.Of(growing, On - 1, Quiet).IsQuiet.ShouldBeFalse();
    }

    [Fact]
    public void An_alarm_counts_by_what_was_true_on_its_day()
    {
        WatchTruth.Of(Broken, [On - 50]).ShouldBe(new WatchTruth(1, (On - 56) / 365.0, Fell: true, Delay: null));
        WatchTruth.Of(Broken, [On + 9, On + 90]).ShouldBe(new WatchTruth(0, (On - 56) / 365.0, Fell: true, Delay: 9));
        WatchTruth.Of(Broken with { Feeling = new(0.7) }, [On]).ShouldBe(new WatchTruth(1, (400 - 56) / 365.0, Fell: false, Delay: null));
    }

    private static IReadOnlyList<Fault> Faults(TrueCampaign campaign, int day, SaidBy said) => Judge.Of(campaign, day, said).Faults;
}
