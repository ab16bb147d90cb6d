using static CustomerPerformanceTracker.Tracker.Tests.Divergence.Streams;

namespace CustomerPerformanceTracker.Tracker.Tests.Divergence;

/// <summary>Who answers changes, and how content each of them is does not: no fall. And a fall of everybody is one, whoever answers.</summary>
public sealed class MixShiftTests
{
    private const int Year = 365;

    private static readonly bool Long = Environment.GetEnvironmentVariable("CPT_TRUTH") == "long";
    private static readonly int Paths = Long ? 300 : 12;

    private static readonly Policy Default = Policy.Parse(
        """
        name: p
        logic: { kpi: visits, tolerance: 20% }
        emotion: { kpi: trust }
        """
    );

    private static readonly double[] Two = [0.88, 0.62];
    private static readonly double[] Six = [0.92, 0.86, 0.80, 0.74, 0.66, 0.55];

    /// <summary>Shares of the answers on a day: where they were, and how far they have gone to where they end.</summary>
    public enum Shift
    {
        /// <summary>Most of one stratum at first, most of the other from one day to the next.</summary>
        AtOnce,

        /// <summary>The same over half a year.</summary>
        Slowly,

        /// <summary>To and fro, a month each.</summary>
        ToAndFro,

        /// <summary>The contented stop to answer.</summary>
        OneGone,

        /// <summary>Somebody answers who never did, and is the least content.</summary>
        Newcomers,
    }

    [Theory]
    [InlineData(Shift.AtOnce, 100, 2)]
    [InlineData(Shift.AtOnce, 20, 2)]
    [InlineData(Shift.AtOnce, 100, 6)]
    [InlineData(Shift.AtOnce, 500, 6)]
    [InlineData(Shift.AtOnce, 20, 6)]
    [InlineData(Shift.Slowly, 100, 2)]
    [InlineData(Shift.ToAndFro, 100, 6)]
    [InlineData(Shift.OneGone, 100, 2)]
    [InlineData(Shift.Newcomers, 100, 6)]
    public void Constant_strata_of_a_shifting_mix_alarm_in_one_path_of_twenty_at_most(Shift shift, int answers, int strata)
    {
        var rates = strata == 2 ? Two : Six;
        var alarmed = Enumerable.Range(0, Paths).Count(seed => Alarms(shift, answers, rates, seed, apart: true).Any(alarm => alarm.On >= Day(Year)));

        TestContext.Current.SendDiagnosticMessage($"mix {shift}, {answers} answers of {strata} strata: {alarmed / (double)Paths:F3} of paths");
        (alarmed / (double)Paths).ShouldBeLessThanOrEqualTo(Long ? 0.05 : 1.0 / Paths);
    }

    [Fact]
    public void The_same_answers_not_apart_by_strata_are_told_as_a_fall() =>
        Enumerable.Range(0, 3).ShouldAllBe(seed => Alarms(Shift.AtOnce, 100, Two, seed, apart: false).Any(alarm => alarm.On >= Day(Year)));

    [Theory]
    [InlineData(100, 2, 45)]
    [InlineData(100, 6, 50)]
    public void A_fall_of_five_points_in_every_stratum_is_told_while_the_mix_gets_better(int answers, int strata, int median)
    {
        var rates = strata == 2 ? Two : Six;
        int[] delays = [.. Enumerable.Range(0, Paths).Select(seed => Delay(answers, rates, seed)).Order()];

        TestContext.Current.SendDiagnosticMessage(
            $"fall of 5 points in each of {strata} strata, {answers} answers, a mix that gets better: told "
                + $"{delays.Count(delay => delay <= Year) / (double)Paths:F3}, median {delays[Paths / 2]} days"
        );
        delays[Paths / 2].ShouldBeLessThanOrEqualTo(Long ? median : 2 * median);
        (delays.Count(delay => delay <= Year) / (double)Paths).ShouldBeGreaterThanOrEqualTo(0.9);
    }

    [Fact]
    public void Folding_on_from_a_saved_state_comes_to_the_same_bytes()
    {
        var (random, whole, again) = (new Random(5), new DivergenceWatch(Default), new DivergenceWatch(Default));
        for (var day = 0; day < 500; day++)
        {
            var next = Next(random, day, Shares(Shift.ToAndFro, day, Six.Length), Six, 60, apart: true, day < Year + 20 ? 0 : 0.1);
            whole.Close(next).Select(alarm => alarm.On).ShouldBe(again.Close(next).Select(alarm => alarm.On));
            if (day % 7 == 0)
                again = DivergenceWatch.Restore(Default, again.Save());
        }

        whole.IsDiverging.ShouldBeTrue();
        whole.Save().ShouldBe(again.Save());
    }

    [Fact]
    public void Days_of_one_stratum_tell_on_the_days_on_which_days_without_any_do()
    {
        var apart = Alarms(Shift.AtOnce, 100, [0.78], seed: 3, apart: true, fall: 0.08);
        var plain = Alarms(Shift.AtOnce, 100, [0.78], seed: 3, apart: false, fall: 0.08);

        apart.ShouldNotBeEmpty();
        apart.Select(alarm => (alarm.On, alarm.Onset)).ShouldBe(plain.Select(alarm => (alarm.On, alarm.Onset)));
    }

    // The shares go the other way round, so that the plain mean falls by less than each stratum does, or rises.
    private static int Delay(int answers, double[] rates, int seed)
    {
        var alarms = Alarms(Shift.AtOnce, answers, [.. rates.Reverse()], seed, apart: true, fall: 0.05);
        return alarms
            .Where(alarm => alarm.On >= Day(Year))
            .Select(alarm => NodaTime.Period.DaysBetween(Day(Year), alarm.On) + 1)
            .DefaultIfEmpty(int.MaxValue)
            .First();
    }

    private static List<Alarm> Alarms(Shift shift, int answers, double[] rates, int seed, bool apart, double fall = 0)
    {
        var (random, watch) = (new Random(7_000 + seed), new DivergenceWatch(Default));
        return watch.CloseAll(
            Enumerable.Range(0, 2 * Year).Select(day => Next(random, day, Shares(shift, day, rates.Length), rates, answers, apart, day < Year ? 0 : fall))
        );
    }

    private static DayBatch Next(Random random, int day, double[] shares, double[] rates, int answers, bool apart, double fall)
    {
        var (counts, yes) = (new int[rates.Length], new int[rates.Length]);
        for (var i = 0; i < answers; i++)
        {
            var stratum = Drawn(random, shares);
            counts[stratum]++;
            yes[stratum] += random.NextDouble() < rates[stratum] - fall ? 1 : 0;
        }

        StratumBatch[] strata = [.. counts.Select((count, i) => new StratumBatch(10 + i, count, 10_000L * yes[i])).Where(stratum => stratum.Answers > 0)];
        return new(Day(day), 1000, 0, 10_000L * yes.Sum(), answers, 1000) { Strata = apart ? strata : [] };
    }

    private static double[] Shares(Shift shift, int day, int strata)
    {
        double[] before = [.. Enumerable.Range(0, strata).Select(i => Math.Pow(2, -2.0 * i / Math.Max(1, strata - 1)))];
        double[] after = shift == Shift.OneGone ? [.. before.Select((share, i) => i == 0 ? 0 : share)] : [.. before.Reverse()];
        if (shift == Shift.Newcomers)
            before[^1] = 0;
        var (gone, since) = (before.Zip(after), day - Year);
        var part =
            since < 0
                ? 0
                : shift switch
                {
                    Shift.Slowly => Math.Min(1, since / 180.0),
                    Shift.ToAndFro => since / 30 % 2 == 0 ? 1 : 0,
                    _ => 1.0,
                };
        double[] mixed = [.. gone.Select(share => (1 - part) * share.First / before.Sum() + part * share.Second / after.Sum())];
        return mixed;
    }

    private static int Drawn(Random random, double[] shares)
    {
        var left = random.NextDouble() * shares.Sum();
        var i = 0;
        while (i < shares.Length - 1 && left >= shares[i])
            left -= shares[i++];
        return i;
    }
}
