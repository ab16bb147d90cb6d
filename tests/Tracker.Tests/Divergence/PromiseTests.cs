using static CustomerPerformanceTracker.Tracker.Tests.Divergence.Streams;

namespace CustomerPerformanceTracker.Tracker.Tests.Divergence;

/// <summary>The days to notice that a watch promises are those in which the watch notices.</summary>
public sealed class PromiseTests
{
    private const int Before = 400;

    private static readonly Policy Default = Policy.Parse(
        """
        name: p
        logic: { kpi: conversion_rate }
        emotion: { kpi: trust }
        """
    );

    [Theory]
    [InlineData(100, 4, 5)]
    [InlineData(20, 0, 10)]
    public void Half_of_the_falls_are_told_within_the_days_that_were_promised(int answers, double scatter, double points)
    {
        var promised = Enumerable.Range(0, 6).Average(seed => MedianOf(Past(new Random(seed), answers, scatter), points));

        int[] told = [.. Enumerable.Range(0, 200).Select(path => Noticed(new Random(10_000 + path), answers, scatter, points)).Order()];

        ((double)told[99]).ShouldBe(promised, 0.15 * promised);
    }

    [Fact]
    public void A_watch_that_can_notice_nothing_promises_nothing()
    {
        var promise = PowerSimulation.PromiseOf(Default, Past(new Random(4), answers: 0, scatter: 0));

        promise.ShouldBe(new WatchPromise(new WatchPower.NotAsked(), AnswersAWeek: 0, Halved: null));
    }

    private static int MedianOf(IReadOnlyList<DayBatch> past, double points)
    {
        var known = PowerSimulation.PromiseOf(Default, past).Power.ShouldBeOfType<WatchPower.Known>();
        return known.Falls.Single(fall => fall.Points == points).MedianDays.ShouldNotBeNull();
    }

    private static int Noticed(Random random, int answers, double scatter, double points)
    {
        var watch = new DivergenceWatch(Default);
        watch.CloseAll(Past(random, answers, scatter));
        for (var day = Before; day < Before + 365; day++)
        {
            if (watch.Close(Scattered(random, day, 0.78 - points / 100, answers, scatter)).Count > 0)
                return day - Before + 1;
        }

        return int.MaxValue;
    }

    private static DayBatch[] Past(Random random, int answers, double scatter) =>
        [.. Enumerable.Range(0, Before).Select(day => Scattered(random, day, 0.78, answers, scatter))];

    private static DayBatch Scattered(Random random, int day, double share, int answers, double scatter)
    {
        var gauss = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return Drawn(random, day, Math.Clamp(share + (scatter / 100 * gauss), 0, 1), answers, trials: 1) with { LogicSuccesses = 100, LogicTrials = 1000 };
    }
}
