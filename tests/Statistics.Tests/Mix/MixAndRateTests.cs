using System.IO.Compression;

namespace CustomerPerformanceTracker.Statistics.Tests.Mix;

public sealed class MixAndRateTests
{
    [Fact]
    public void Mix_and_rate_add_up_to_the_change()
    {
        var random = new Random(3);
        for (var draw = 0; draw < 200; draw++)
        {
            TwoPeriods[] segments = [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => Drawn(random)).Append(new(3, 10, 4, 10))];

            var change = MixAndRate.Of(segments);

            (change.Mix + change.Rate).ShouldBe(change.After - change.Before, 1e-12);
        }
    }

    [Fact]
    public void Periods_the_other_way_round_change_the_signs()
    {
        TwoPeriods[] there = [new(10, 100, 30, 50), new(60, 300, 5, 200)];
        TwoPeriods[] back = [.. there.Select(one => new TwoPeriods(one.EventsAfter, one.TrialsAfter, one.EventsBefore, one.TrialsBefore))];

        MixAndRate.Of(back).Mix.ShouldBe(-MixAndRate.Of(there).Mix, 1e-15);
        MixAndRate.Of(back).Rate.ShouldBe(-MixAndRate.Of(there).Rate, 1e-15);
    }

    // Shares .5/.5 to .8/.2 at rates .1 and .3.
    [Fact]
    public void Other_shares_alone_are_mix()
    {
        var change = MixAndRate.Of([new(10, 100, 16, 160), new(30, 100, 12, 40)]);

        change.Rate.ShouldBe(0, 1e-15);
        change.Mix.ShouldBe(-0.06, 1e-15);
    }

    [Fact]
    public void Other_rates_alone_are_rate()
    {
        var change = MixAndRate.Of([new(10, 100, 20, 100), new(30, 100, 60, 100)]);

        change.Mix.ShouldBe(0, 1e-15);
        change.Rate.ShouldBe(0.2, 1e-15);
    }

    // The two that are empty on one side have the rates .2 before and .2 after, and the same share.
    [Fact]
    public void Segments_that_went_are_held_against_those_that_came()
    {
        var change = MixAndRate.Of([new(50, 100, 50, 100), new(20, 100, 0, 0), new(0, 0, 20, 100)]);

        change.OneSided.ShouldBe(2);
        change.Mix.ShouldBe(0, 1e-15);
        change.Rate.ShouldBe(0, 1e-15);
    }

    // Gone: share .5 to 0 and rate .2 to 0. The other: share .5 to 1 at the rate .5.
    [Fact]
    public void Segment_that_nothing_came_for_is_half_mix_and_half_rate()
    {
        var change = MixAndRate.Of([new(50, 100, 50, 100), new(20, 100, 0, 0)]);

        change.Rate.ShouldBe(-0.05, 1e-15);
        change.Mix.ShouldBe(0.2, 1e-15);
    }

    [Fact]
    public void Period_without_trials_is_refused() => Should.Throw<ArgumentException>(() => MixAndRate.Of([new(1, 2, 0, 0)]));

    // UCI Online Shoppers: conversion of November and of March, by kind of visitor, of which one has no session in March.
    [Fact]
    public void Online_shoppers_lost_their_conversion_within_the_segments()
    {
        var change = MixAndRate.Of([.. Shoppers()]);

        change.Before.ShouldBe(0.2535, 5e-5);
        change.After.ShouldBe(0.1007, 5e-5);
        change.Mix.ShouldBe(-0.0004, 5e-5);
        change.Rate.ShouldBe(-0.1525, 5e-5);
        change.OneSided.ShouldBe(1);
        (change.Mix + change.Rate).ShouldBe(change.After - change.Before, 1e-15);
    }

    private static IEnumerable<TwoPeriods> Shoppers()
    {
        using var file = File.OpenRead(TestSupport.Reference.Path("data", "online_shoppers", "online_shoppers_intention_8cols.csv.gz"));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        var rows = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd().Split(',')).ToArray();
        int Column(string name) => Array.IndexOf(rows[0], name);
        var (month, visitor, revenue) = (Column("Month"), Column("VisitorType"), Column("Revenue"));
        return rows.Skip(1)
            .GroupBy(row => row[visitor], StringComparer.Ordinal)
            .Select(kind => new TwoPeriods(
                kind.Count(row => row[month] == "Nov" && row[revenue] == "TRUE"),
                kind.Count(row => row[month] == "Nov"),
                kind.Count(row => row[month] == "Mar" && row[revenue] == "TRUE"),
                kind.Count(row => row[month] == "Mar")
            ));
    }

    private static TwoPeriods Drawn(Random random)
    {
        var (before, after) = (random.Next(3) * random.Next(400), random.Next(3) * random.Next(400));
        return new(random.NextDouble() * before, before, random.NextDouble() * after, after);
    }
}
