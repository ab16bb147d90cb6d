using static CustomerPerformanceTracker.Tracker.Tests.Divergence.Streams;

namespace CustomerPerformanceTracker.Tracker.Tests.Divergence;

/// <summary>The days to notice that a watch promises are those in which the watch notices.</summary>
public sealed class PromiseTests
{
    private const int Before = 400;
    private const int Pasts = 12;

    private static readonly Policy Default = Policy.Parse(
        """
        name: p
        logic: { kpi: conversion_rate }
        emotion: { kpi: trust }
        """
    );

    [Theory]
    [InlineData(100, 4, 5)]
    [InlineData(100, 0, 5)]
    [InlineData(20, 0, 10)]
    public void Half_of_the_falls_are_told_within_the_days_that_were_promised(int answers, double scatter, double points)
    {
        var promised = Enumerable.Range(0, Pasts).Average(seed => MedianOf(Past(new Random(seed), answers, scatter), points));

        int[] told = [.. Enumerable.Range(0, 401).Select(path => Noticed(new Random(10_000 + path), answers, scatter, points)).Order()];

        ((double)told[200]).ShouldBe(promised, 0.15 * promised);
    }

    [Fact]
    public void The_answers_that_are_said_to_halve_the_days_halve_them()
    {
        const int Answers = 60;
        var ofTarget = new List<double>();
        for (var seed = 0; seed < 6; seed++)
        {
            var past = Past(new Random(seed), Answers, scatter: 0);
            var halved = PowerSimulation.PromiseOf(Default, past).Halved.ShouldNotBeNull();
            if (halved.AnswersAWeek is { } enough)
                ofTarget.Add(MedianFrom(past, seed, (int)Math.Round(enough / 7)) / (double)halved.TargetDays);
        }

        ofTarget.Count.ShouldBeGreaterThan(3);
        ofTarget.Average().ShouldBe(1, 0.15);
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

    // The median over falls of five points that follow on this past, with so many answers a day.
    private static int MedianFrom(IReadOnlyList<DayBatch> past, int seed, int answers)
    {
        var watch = new DivergenceWatch(Default);
        watch.CloseAll(past);
        var saved = watch.Save();
        return Enumerable
            .Range(0, 101)
            .Select(path => Noticed(DivergenceWatch.Restore(Default, saved, null), new Random(1_000 * seed + path), answers, scatter: 0, points: 5))
            .Order()
            .ElementAt(50);
    }

    private static int Noticed(Random random, int answers, double scatter, double points)
    {
        var watch = new DivergenceWatch(Default);
        watch.CloseAll(Past(random, answers, scatter));
        return Noticed(watch, random, answers, scatter, points);
    }

    private static int Noticed(DivergenceWatch watch, Random random, int answers, double scatter, double points)
    {
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
