namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>The levels on both sides of a change, each with Wilson's interval (1927) of its effective trials.</summary>
internal sealed class CountLevels(CountPoint[] points, int[] at, CountNoise noise)
{
    private const double Normal975 = 1.959963984540054;

    // Where a slide leaves no days beside it, its own first and last tell what it led from and to.
    private const int Fewest = 5;
    private const double Part = 0.2;

    private readonly BinomialCost worth = new(points, noise);

    /// <summary>
    /// The level from the change before to this one, and from this one to the next; inside a slide, from where it began and to where it ended.
    /// </summary>
    public (Level Before, Level After) About(Change one, IReadOnlyList<Change> others)
    {
        var first = others
            .Select(other =>
                other.End <= one.Start ? Index(other.End)
                : other.Start < one.Start ? Index(other.Start)
                : 0
            )
            .DefaultIfEmpty(0)
            .Max();
        var last = others
            .Select(other =>
                other.Start >= one.End ? Until(other)
                : other.End > one.End ? Index(other.End)
                : points.Length
            )
            .DefaultIfEmpty(points.Length)
            .Min();
        var (until, since) = (Until(one), Index(one.End));
        var own = one.IsJump ? 0 : Math.Max(1, (int)(Part * (since - until)));
        var enough = Math.Min(Fewest, Math.Max(1, own));
        return (
            Of(first, until - first >= enough ? until : Math.Min(points.Length, until + own)),
            Of(last - since >= enough ? since : Math.Max(0, since - own), last)
        );
    }

    // The points of a slide's two ends lie on its levels.
    private int Until(Change change) => Index(change.Start) + (change.IsJump ? 0 : 1);

    private int Index(double time) => Array.FindIndex(at, t => t >= time) is var found and >= 0 ? found : at.Length;

    private Level Of(int first, int end)
    {
        // A change right after another leaves no point between them.
        var (n, k) = worth.Effective(Math.Clamp(first, 0, points.Length - 1), Math.Max(end, Math.Min(first, points.Length - 1) + 1));
        var square = Normal975 * Normal975;
        var centre = (k + (square / 2)) / (n + square);
        var half = Normal975 / (n + square) * Math.Sqrt((k * (n - k) / n) + (square / 4));
        return new(k / n, Math.Max(0, centre - half), Math.Min(1, centre + half));
    }
}
