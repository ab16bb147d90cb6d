namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>The changes that are looked for in a series: a jump at every point but the outermost, slides of a few lengths, and one over all of it.</summary>
internal sealed class ChangeSpace
{
    /// <summary>The fewest points on either side of a jump.</summary>
    public const int Edge = 2;

    /// <summary>Days about a date within which a break is rightly dated.</summary>
    public const int Near = 10;

    // Slides of a length begin this many to a length, and at least a point apart.
    private const int Starts = 8;

    // How likely a slide over the whole series is held among all slides; the others are alike.
    private const double Whole = 0.2;
    private static readonly double[] Lengths = [60, 100, 150];

    // Of daily points a slide shorter than those cannot be told from a jump dated to ten days; of points a week apart it can.
    private const double Shortest = 40;
    private const double Sparse = 3;

    public ChangeSpace(AnglePoints points)
    {
        Points = points;
        var (first, last) = (points.Times[0], points.Times[^1]);
        var slides = new List<Slide>();
        var usual = points.Gaps.Skip(1).Order().ElementAt((points.Count - 1) / 2);
        foreach (var length in Lengths.Prepend(Shortest).Where(length => length < last - first && (length > Shortest || usual > Sparse)))
        {
            for (var start = first; start + length <= last; start += length / Starts)
                slides.Add(Between(start, start + length));
        }

        Slide[] parts = [.. slides.Where(slide => slide.End - slide.First > 2).Distinct()];
        var whole = parts.Length == 0 ? 1 : Whole;
        Slides = [.. parts, Between(first, last)];
        LogShares = [.. parts.Select(_ => Math.Log((1 - whole) / parts.Length)), Math.Log(whole)];
    }

    public AnglePoints Points { get; }

    public IReadOnlyList<Slide> Slides { get; }

    /// <summary>The logarithm of how likely each slide is held among all before the points are seen.</summary>
    public double[] LogShares { get; }

    public bool IsNear(int one, int other) => Math.Abs(Points.Times[one] - Points.Times[other]) <= Near;

    // From the last point at the start or before it to the first at the end or after it.
    private Slide Between(double start, double end)
    {
        var (from, to) = (Array.FindLastIndex(Points.Times, time => time <= start), Array.FindIndex(Points.Times, time => time >= end));
        return new(new(Points.Times[from], Points.Times[to]), from + 1, to + 1, Points.Times[to] - Points.Times[from]);
    }
}
