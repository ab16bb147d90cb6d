using static CustomerPerformanceTracker.Tracker.Tests.Divergence.Streams;

namespace CustomerPerformanceTracker.Tracker.Tests.Divergence;

/// <summary>The days to notice that a watch promises are those in which the watch notices, and the answers that would halve them do.</summary>
public sealed class PromiseTests
{
    private static readonly Policy Default = Policy.Parse(
        """
        name: p
        logic: { kpi: conversion_rate }
        emotion: { kpi: trust }
        """
    );

    [Theory]
    [InlineData(100, 0, 3)]
    [InlineData(100, 0, 5)]
    [InlineData(100, 0, 10)]
    [InlineData(100, 4, 5)]
    [InlineData(100, 4, 10)]
    [InlineData(20, 0, 5)]
    [InlineData(20, 0, 10)]
    [InlineData(20, 4, 5)]
    [InlineData(20, 4, 10)]
    [InlineData(500, 4, 5)]
    public void Explore(int answers, double sd, double points)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var promises = Enumerable.Range(0, 6).Select(seed => PowerSimulation.PromiseOf(Default, Days(400, answers, sd, seed))).ToArray();
        var took = watch.Elapsed;
        var promised = promises.Select(p => ((WatchPower.Known)p.Power).Falls.First(f => f.Points == points).MedianDays).ToArray();
        var told = Enumerable.Range(0, 200).Select(path => Noticed(new Random(10_000 + path), answers, sd, points)).Order().ToArray();
        Console.WriteLine(
            $"XX n {answers} sd {sd} fall {points}: promised {string.Join(' ', promised)} mean {promised.Average():0.0}, true {told[99]}, took {took.TotalSeconds / 6:0.00} s each; halved {string.Join(' ', promises.Select(p => $"{p.AnswersAWeek:0}->{p.Halved?.AnswersAWeek}"))}"
        );
    }

    private static int Noticed(Random random, int answers, double sd, double points)
    {
        var told = new DivergenceWatch(Default)
            .CloseAll(Enumerable.Range(0, 765).Select(day => Scattered(random, day, day < 400 ? 0.78 : 0.78 - points / 100, answers, sd)))
            .FirstOrDefault(alarm => alarm.On >= Day(400));
        return told is null ? int.MaxValue : Period.DaysBetween(Day(400), told.On) + 1;
    }

    private static DayBatch[] Days(int count, int answers, double sd, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(day => Scattered(random, day, 0.78, answers, sd))];
    }

    private static DayBatch Scattered(Random random, int day, double share, int answers, double sd) =>
        Drawn(
            random,
            day,
            Math.Clamp(share + sd / 100 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()), 0, 1),
            answers,
            trials: 1
        ) with
        {
            LogicSuccesses = 100,
            LogicTrials = 1000,
        };
}
