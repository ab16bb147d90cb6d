using CustomerPerformanceTracker.Readings.Levels;
using FsCheck;
using static CustomerPerformanceTracker.Tracker.Tests.Divergence.Streams;

namespace CustomerPerformanceTracker.Tracker.Tests.Divergence;

public sealed class DivergenceWatchTests
{
    [Fact]
    public void Falling_trust_under_steady_conversion_is_told_once_with_its_null_and_onset()
    {
        var watch = new DivergenceWatch(Usual);

        var alarms = watch.CloseAll(Enumerable.Range(0, 140).Select(day => Exact(day, day < 100 ? 0.8 : 0.6)));

        var alarm = alarms.ShouldHaveSingleItem().ShouldBeOfType<Alarm.Divergence>();
        alarm.On.ShouldBeInRange(Day(100), Day(104));
        alarm.Onset.ShouldBe(Day(100));
        alarm.Null.Value.ShouldBe(alarm.Null.Regained - 0.03, 1e-4);
        alarm.Null.Level.ShouldBe(0.8, 1e-3);
        alarm.Null.Regained.ShouldBeInRange(0.78, 0.80);
        alarm.Null.To.ShouldBeLessThan(alarm.Onset);
        alarm.LogEvidence.ShouldBeGreaterThanOrEqualTo(alarm.LogThreshold);
        alarm.Threshold.ShouldBe(365, 1e-9);
        alarm.Mean.ShouldBe(0.6, 1e-12);
        watch.IsDiverging.ShouldBeTrue();
    }

    [Fact]
    public void Falling_trust_under_falling_conversion_is_no_divergence()
    {
        var watch = new DivergenceWatch(Usual);

        var alarms = watch.CloseAll(Enumerable.Range(0, 107).Select(day => day < 100 ? Exact(day, 0.8) : Exact(day, 0.6, conversion: 0.08)));

        alarms.ShouldBeEmpty();
        watch.EvidenceShare.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void Before_a_baseline_has_passed_nothing_is_told()
    {
        var watch = new DivergenceWatch(Usual);

        var alarms = watch.CloseAll(Enumerable.Range(0, 55).Select(day => Exact(day, day < 30 ? 0.8 : 0.2)));

        alarms.ShouldBeEmpty();
        watch.Nulls.ShouldBeEmpty();
    }

    [Fact]
    public void A_second_fall_after_a_recovery_is_told_again()
    {
        var watch = new DivergenceWatch(Usual);
        static double Trust(int day) => day is (>= 100 and < 110) or (>= 140 and < 150) ? 0.6 : 0.8;

        var alarms = watch.CloseAll(Enumerable.Range(0, 170).Select(day => Exact(day, Trust(day))));

        alarms.OfType<Alarm.Divergence>().Select(alarm => alarm.Onset).ShouldBe([Day(100), Day(140)]);
    }

    [Fact]
    public void A_further_fall_from_a_level_that_became_usual_is_told_again()
    {
        var watch = new DivergenceWatch(Usual);
        static double Trust(int day) =>
            day < 100 ? 0.8
            : day < 200 ? 0.65
            : 0.5;

        var alarms = watch.CloseAll(Enumerable.Range(0, 300).Select(day => Exact(day, Trust(day))));

        alarms.OfType<Alarm.Divergence>().Select(alarm => alarm.Onset).ShouldBe([Day(100), Day(200)]);
    }

    [Fact]
    public void A_lasting_fall_is_told_once_and_waited_for_a_year_to_end()
    {
        var watch = new DivergenceWatch(Usual);

        var alarm = watch.CloseAll(Enumerable.Range(0, 400).Select(day => Exact(day, day < 100 ? 0.8 : 0.65))).ShouldHaveSingleItem();
        watch.IsDiverging.ShouldBeTrue();
        watch.LongNull!.From.ShouldBe(Day(100));

        watch.CloseAll(Enumerable.Range(400, 100).Select(day => Exact(day, 0.65))).ShouldBeEmpty();
        watch.IsDiverging.ShouldBeFalse();
        Day(500).ShouldBeGreaterThan(alarm.On.PlusDays(365));
    }

    [Fact]
    public void Trust_that_comes_back_after_months_ends_the_fall_and_is_watched_at_its_old_level_again()
    {
        var watch = new DivergenceWatch(Usual);
        watch.CloseAll(Enumerable.Range(0, 200).Select(day => Exact(day, 0.8)));
        var before = watch.LongNull.ShouldNotBeNull();
        watch.CloseAll(Enumerable.Range(200, 150).Select(day => Exact(day, 0.65))).ShouldHaveSingleItem();
        watch.LongNull!.Value.ShouldBeLessThan(0.65);

        var back = Enumerable.Range(350, 30).First(day => watch.CloseAll([Exact(day, 0.8)]) is [] && watch.TrustCameBack);

        back.ShouldBe(363);
        watch.IsDiverging.ShouldBeFalse();
        watch.LongNull.Value.ShouldBe(before.Value, 0.002);
        watch.CloseAll(Enumerable.Range(364, 30).Select(day => Exact(day, 0.65))).ShouldHaveSingleItem().Onset.ShouldBe(Day(364));
    }

    [Fact]
    public void The_days_of_a_fall_that_is_over_are_neither_scatter_nor_level()
    {
        var watch = new DivergenceWatch(Usual);
        static double Trust(int day) => day is >= 200 and < 260 ? 0.65 : 0.8;

        watch.CloseAll(Enumerable.Range(0, 365).Select(day => Exact(day, Trust(day)))).ShouldHaveSingleItem();

        watch.Nulls.ShouldAllBe(declared => declared.Effect.OfMean < 2 && declared.Level > 0.79);
    }

    [Fact]
    public void A_short_fall_is_over_soon_after_it_ended()
    {
        var watch = new DivergenceWatch(Usual);
        watch.CloseAll(Enumerable.Range(0, 110).Select(day => Exact(day, day < 90 ? 0.8 : 0.55))).ShouldHaveSingleItem();

        Enumerable.Range(110, 60).First(day => watch.CloseAll([Exact(day, 0.8)]) is [] && watch.TrustCameBack).ShouldBe(123);
    }

    [Fact]
    public void A_fall_within_a_fall_ends_for_itself_and_the_first_goes_on()
    {
        var watch = new DivergenceWatch(Usual);
        static double Trust(int day) =>
            day switch
            {
                < 100 => 0.8,
                < 200 => 0.65,
                < 230 => 0.5,
                < 260 => 0.65,
                _ => 0.8,
            };

        var told = watch.CloseAll(Enumerable.Range(0, 230).Select(day => Exact(day, Trust(day)))).Select(alarm => alarm.Onset);
        bool[] ended = [.. Enumerable.Range(230, 60).Select(day => watch.CloseAll([Exact(day, Trust(day))]) is [] && watch.TrustCameBack)];

        told.ShouldBe([Day(100), Day(200)]);
        ended[..30].Count(end => end).ShouldBe(1);
        ended[30..].Count(end => end).ShouldBe(1);
        watch.IsDiverging.ShouldBeFalse();
    }

    [Fact]
    public void A_slow_slide_is_told_because_the_long_null_is_never_lowered_by_it()
    {
        var watch = new DivergenceWatch(Usual);
        double Trust(int day) => day < 365 ? 0.8 : 0.8 - 0.06 * (day - 365) / 365;
        watch.CloseAll(Enumerable.Range(0, 365).Select(day => Exact(day, Trust(day), answers: 1000)));
        var before = watch.LongNull!.Value;

        var alarm = watch.CloseAll(Enumerable.Range(365, 365).Select(day => Exact(day, Trust(day), answers: 1000))).OfType<Alarm.Divergence>().First();

        alarm.Null.Value.ShouldBeGreaterThanOrEqualTo(before);
        alarm.Null.From.ShouldBeLessThan(alarm.On.PlusDays(-300));
    }

    [Fact]
    public void An_accepted_level_ends_the_fall_and_is_what_is_watched_from_then_on()
    {
        var watch = new DivergenceWatch(Usual, [new(On: Day(150), Since: Day(100))]);
        watch.CloseAll(Enumerable.Range(0, 150).Select(day => Exact(day, day < 100 ? 0.8 : 0.65))).ShouldHaveSingleItem();

        watch.CloseAll([Exact(150, 0.65)]).ShouldBeEmpty();
        watch.IsDiverging.ShouldBeFalse();
        watch.Nulls.ShouldNotBeEmpty();
        watch.Nulls.ShouldAllBe(declared => declared.From >= Day(100) && declared.Value < 0.65);
        watch.CloseAll(Enumerable.Range(151, 100).Select(day => Exact(day, day < 200 ? 0.65 : 0.5))).ShouldHaveSingleItem().Onset.ShouldBe(Day(200));
    }

    [Fact]
    public void A_level_accepted_before_it_was_told_is_not_told()
    {
        static double Trust(int day) => day < 365 ? 0.8 : 0.8 - 0.0004 * (day - 365);
        DayBatch[] days = [.. Enumerable.Range(0, 600).Select(day => Exact(day, Trust(day), answers: 1000))];

        var told = new DivergenceWatch(Usual).CloseAll(days)[0].On;
        var accepted = new LevelInForce(told.PlusDays(-1), told.PlusDays(-60));

        new DivergenceWatch(Usual, [accepted]).CloseAll(days.Where(day => day.Day <= told.PlusDays(20))).ShouldBeEmpty();
    }

    [Fact]
    public void Too_few_answers_make_no_alarm()
    {
        var watch = new DivergenceWatch(Usual);
        watch.CloseAll(Enumerable.Range(0, 100).Select(day => Exact(day, 0.8)));

        var alarms = watch.CloseAll([Exact(100, 0, answers: 20)]);

        alarms.ShouldBeEmpty();
        watch.EvidenceShare.ShouldBeGreaterThan(1);
        watch.CloseAll([Exact(101, 0, answers: 10)]).ShouldHaveSingleItem();
    }

    [Fact]
    public void An_open_day_is_peeked_without_being_folded()
    {
        var watch = new DivergenceWatch(Usual);
        watch.CloseAll(Enumerable.Range(0, 100).Select(day => Exact(day, 0.8)));
        var before = watch.Save();

        var calm = watch.Peek(Exact(100, 0.8, answers: 40));
        var peeked = watch.Peek(Exact(100, 0.3, answers: 40));

        calm.ShouldBeNull();
        peeked.ShouldNotBeNull().Onset.ShouldBe(Day(100));
        watch.Save().ShouldBe(before);
        watch.Close(Exact(100, 0.3, answers: 40)).ShouldBe([peeked]);
    }

    [Fact]
    public void What_was_told_from_a_peek_is_not_told_again_when_the_day_closes()
    {
        var watch = new DivergenceWatch(Usual);
        watch.CloseAll(Enumerable.Range(0, 100).Select(day => Exact(day, 0.8)));

        watch.Tell(watch.Peek(Exact(100, 0.3, answers: 40)).ShouldNotBeNull());
        var alarms = watch.CloseAll(Enumerable.Range(100, 20).Select(day => Exact(day, 0.3)));

        alarms.ShouldBeEmpty();
    }

    [Fact]
    public void The_unfinished_count_of_an_open_day_does_not_close_the_gate()
    {
        var watch = new DivergenceWatch(Usual with { Logic = Usual.Logic with { Kpi = Kpi.Visits } });
        static DayBatch Day(int day, double trust, long visits) => Exact(day, trust) with { LogicSuccesses = visits, LogicTrials = 0 };
        watch.CloseAll(Enumerable.Range(0, 100).Select(day => Day(day, 0.8, 10_000)));

        var peeked = watch.Peek(Day(100, 0.3, 12));

        peeked.ShouldNotBeNull().Logic.Recent.ShouldBe(70_000);
    }

    [Fact]
    public void Rising_wants_the_rise_shown()
    {
        var rising = Usual with { Logic = Usual.Logic with { State = LogicState.Rising } };
        var flat = Enumerable.Range(0, 150).Select(day => Exact(day, day < 100 ? 0.8 : 0.6));
        var risen = Enumerable.Range(0, 150).Select(day => day < 100 ? Exact(day, 0.8) : Exact(day, 0.6, conversion: 0.13));

        new DivergenceWatch(rising).CloseAll(flat).ShouldBeEmpty();
        new DivergenceWatch(rising).CloseAll(risen).ShouldHaveSingleItem().Onset.ShouldBe(Day(100));
    }

    [Fact]
    public void Rising_counts_are_tested_by_the_days_that_exceed_the_baseline()
    {
        var rising = Usual with { Logic = new(Kpi.Visits, LogicState.Rising, 0.05) };
        static DayBatch Day(int day, double trust, long visits) => Exact(day, trust) with { LogicSuccesses = visits + day % 7, LogicTrials = 0 };

        var flat = new DivergenceWatch(rising).CloseAll(Enumerable.Range(0, 150).Select(day => Day(day, day < 100 ? 0.8 : 0.6, 1000)));
        var risen = new DivergenceWatch(rising).CloseAll(Enumerable.Range(0, 150).Select(day => day < 100 ? Day(day, 0.8, 1000) : Day(day, 0.6, 1200)));

        flat.ShouldBeEmpty();
        risen.ShouldHaveSingleItem().On.ShouldBeLessThan(Streams.Day(110));
    }

    [Fact]
    public void Days_out_of_order_and_impossible_days_are_refused()
    {
        var watch = new DivergenceWatch(Usual);
        watch.Close(Exact(5, 0.8));

        Should.Throw<ArgumentException>(() => watch.Close(Exact(5, 0.8)));
        Should.Throw<ArgumentException>(() => watch.Close(Exact(6, 1.1)));
        Should.Throw<ArgumentException>(() => watch.Close(Exact(6, 0.8, conversion: 1.1)));
        watch.LastDay.ShouldBe(Day(5));
    }

    [Fact]
    public void A_state_that_is_none_is_refused()
    {
        Should.Throw<FormatException>(() => DivergenceWatch.Restore(Usual, "{}"u8));
        Should.Throw<FormatException>(() => DivergenceWatch.Restore(Usual, "nothing"u8));
    }

    [Fact]
    public void Folding_on_from_any_saved_state_gives_the_same_bits_and_alarms()
    {
        var cases = from seed in Gen.Choose(0, int.MaxValue) from cut in Gen.Choose(0, 259) select (seed, cut);

        Check.One(
            Config.QuickThrowOnFailure.WithReplay(11, 7).WithMaxTest(25),
            Prop.ForAll(
                cases.ToArbitrary(),
                drawn =>
                {
                    var days = RandomDays(new Random(drawn.seed)).ToArray();
                    var whole = new DivergenceWatch(Usual);
                    var first = new DivergenceWatch(Usual);

                    var told = whole.CloseAll(days);
                    var before = first.CloseAll(days[..drawn.cut]);
                    var second = DivergenceWatch.Restore(Usual, first.Save());
                    var after = second.CloseAll(days[drawn.cut..]);

                    return (second.Save().SequenceEqual(whole.Save()) && before.Concat(after).SequenceEqual(told)).Label($"seed {drawn.seed}, cut {drawn.cut}");
                }
            )
        );
    }

    [Fact]
    public void Random_days_do_make_alarms_of_both_kinds()
    {
        var alarms = Enumerable.Range(0, 20).SelectMany(seed => new DivergenceWatch(Usual).CloseAll(RandomDays(new Random(seed)))).ToArray();

        alarms.OfType<Alarm.Divergence>().ShouldNotBeEmpty();
        alarms.OfType<Alarm.Silence>().ShouldNotBeEmpty();
    }

    private static IEnumerable<DayBatch> RandomDays(Random random)
    {
        var (fall, gap) = (random.Next(60, 200), random.Next(60, 250));
        return Enumerable
            .Range(0, 260)
            .Select(day =>
                day >= gap && day < gap + 20 ? Exact(day, 0, answers: 0) : Drawn(random, day, day < fall ? 0.8 : 0.55, answers: random.Next(0, 60), trials: 200)
            );
    }
}
