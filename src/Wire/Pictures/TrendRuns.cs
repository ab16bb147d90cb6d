namespace CustomerPerformanceTracker.Wire.Pictures;

/// <summary>
/// A picture's points as runs of samples without a gap, at most one sample a column. Points that share a column are averaged, weighted by their counts,
/// so ten years fit eighty columns and a column never says what no day said; a gap narrower than a column is not seen.
/// </summary>
public static class TrendRuns
{
    // Beyond this neighbouring doubles lie too far apart for an axis; infinities are beyond it and NaN is below nothing.
    private const double Largest = 1e15;

    public static IReadOnlyList<IReadOnlyList<Sample>> Of(TrendPicture picture, DateAxis axis, int columns)
    {
        var runs = new List<IReadOnlyList<Sample>>();
        var run = new List<Sample>();

        foreach (var column in picture.Points.GroupBy(point => (long)axis.DayOf(point.Date) * columns / (axis.Days + 1)))
        {
            var seen = column.Where(point => IsDrawn(point.Value)).ToArray();
            if (seen.Length > 0)
                run.Add(Average(seen, axis));
            else
                Close();
        }
        Close();
        return runs;

        void Close()
        {
            if (run.Count > 0)
                runs.Add(run);
            run = [];
        }
    }

    private static Sample Average(PicturePoint[] points, DateAxis axis)
    {
        var banded = points.Where(point => IsDrawn(point.Low) && IsDrawn(point.High)).ToArray();
        return new Sample(
            points.Average(point => axis.DayOf(point.Date)),
            Weighted(points, point => point.Value!.Value),
            banded.Length == 0 ? null : Weighted(banded, point => point.Low!.Value),
            banded.Length == 0 ? null : Weighted(banded, point => point.High!.Value)
        );
    }

    private static double Weighted(PicturePoint[] points, Func<PicturePoint, double> of)
    {
        if (points.Length == 1)
            return of(points[0]);

        // A count of 0 beside a value means that the source did not say; such a point still weighs something.
        double total = 0,
            weights = 0;
        foreach (var point in points)
        {
            var weight = Math.Max(1, point.Count);
            total += weight * of(point);
            weights += weight;
        }
        return total / weights;
    }

    private static bool IsDrawn(double? value) => value is { } number && Math.Abs(number) < Largest;
}
