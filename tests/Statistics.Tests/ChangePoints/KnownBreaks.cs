using CustomerPerformanceTracker.Statistics.ChangePoints;
using Breaks = CustomerPerformanceTracker.Statistics.ChangePoints.ChangePoints;

namespace CustomerPerformanceTracker.Statistics.Tests.ChangePoints;

/// <summary>How often what was said of known series was right.</summary>
internal sealed class KnownBreaks
{
    private readonly List<(string Kind, bool Jumps, bool Told, bool Slid, bool Found)> series = [];
    private readonly List<(double Probability, bool Right)> said = [];

    /// <summary>Half of the series jump, by 10 points of 100.</summary>
    public static KnownBreaks Of(int seed, int runs)
    {
        var (draws, all) = (new Draws(seed), new KnownBreaks());
        foreach (var kind in KnownSeries.Kinds)
        {
            for (var run = 0; run < runs; run++)
                all.Add(kind, KnownSeries.Of(draws, kind, run % 4 < 2 ? 50 : 200, run % 2 == 0 ? 0 : 0.1));
        }

        return all;
    }

    public int Said(Func<double, bool> probability) => said.Count(one => probability(one.Probability));

    public double Right(Func<double, bool> probability) =>
        said.Where(one => probability(one.Probability)).Select(one => one.Right ? 1.0 : 0).DefaultIfEmpty(1).Average();

    /// <summary>The share of series of a kind, without a jump, in which one was told.</summary>
    public double False(string kind) => series.Where(one => one.Kind == kind && !one.Jumps).Average(one => one.Told ? 1.0 : 0);

    /// <summary>The share of jumps of a kind of series that were told within ten days.</summary>
    public double Found(string kind) => series.Where(one => one.Kind == kind && one.Jumps).Average(one => one.Found ? 1.0 : 0);

    /// <summary>The share of series of a kind of which a slide was told.</summary>
    public double Slid(string kind) => series.Where(one => one.Kind == kind).Average(one => one.Slid ? 1.0 : 0);

    private void Add(string kind, KnownSeries known)
    {
        var found = Breaks.OfCounts(known.Points);
        var jumps = found.Where(one => one.Shape == Shape.Jump).Select(one => (one.Probability, Right: known.IsNear(one.Index))).ToArray();
        said.AddRange(jumps);
        series.Add((kind, known.Jump is not null, jumps.Length > 0, found.Any(one => one.Shape == Shape.Slide), jumps.Any(one => one.Right)));
    }
}
