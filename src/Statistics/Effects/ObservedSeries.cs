using CustomerPerformanceTracker.Statistics.ChangePoints;

namespace CustomerPerformanceTracker.Statistics.Effects;

/// <summary>
/// One series at equally spaced moments, one a row; a missing value leaves its row. Of counts the value is the share of a row, and its trials say how
/// much a row tells: rows of few trials are noisier. Of ratios it is a sum over what it is a sum of, and that divisor says the same.
/// </summary>
public sealed class ObservedSeries
{
    private ObservedSeries(string name, double?[] values, double[]? weights = null, CountPoint[]? counts = null) =>
        (Name, Values, Weights, Counts) = (name, values, weights, counts);

    public string Name { get; }

    public IReadOnlyList<double?> Values { get; }

    internal CountPoint[]? Counts { get; }

    /// <summary>Trials of counts, divisors of ratios; null = every row tells as much as another.</summary>
    internal double[]? Weights { get; }

    /// <summary>A series of bare values in any unit; null = missing.</summary>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public static ObservedSeries OfValues(string name, IReadOnlyList<double?> values) =>
        values.Any(v => v is { } value && !double.IsFinite(value))
            ? throw new ArgumentException("values must be finite", nameof(values))
            : new(name, [.. values]);

    /// <summary>A series of shares from 0 to 1; no trials = missing.</summary>
    /// <exception cref="ArgumentException">A count is negative or not finite, or there are more successes than trials.</exception>
    public static ObservedSeries OfCounts(string name, IReadOnlyList<CountPoint> points) =>
        points.Any(p => !p.IsValid)
            ? throw new ArgumentException("successes must lie between 0 and trials, and trials be finite", nameof(points))
            : new(name, [.. points.Select(p => p.Trials > 0 ? p.Share : (double?)null)], [.. points.Select(p => p.Trials)], [.. points]);

    /// <summary>A series of ratios, each a sum over its divisor: what a day cost over its orders. No divisor = missing.</summary>
    /// <exception cref="ArgumentException">A sum is not finite, or a divisor negative or not finite.</exception>
    public static ObservedSeries OfRatios(string name, IReadOnlyList<(double Sum, double Divisor)> rows) =>
        rows.Any(row => !double.IsFinite(row.Sum) || !double.IsFinite(row.Divisor) || row.Divisor < 0)
            ? throw new ArgumentException("sums must be finite, and divisors finite and not negative", nameof(rows))
            : new(name, [.. rows.Select(row => row.Divisor > 0 ? row.Sum / row.Divisor : (double?)null)], [.. rows.Select(row => row.Divisor)]);

    /// <summary>What a row counts for in a mean: its trials or its divisor, or 1 for a bare value, 0 where it is missing.</summary>
    internal double Weight(int row) => Values[row] is null ? 0 : Weights?[row] ?? 1;

    internal int Observed(int from, int end) => Enumerable.Range(from, end - from).Count(row => Values[row] is not null);

    internal double Answers(int from, int end) => Enumerable.Range(from, end - from).Sum(Weight);

    /// <summary>The mean of the rows, each by its weight.</summary>
    internal double Mean(int from, int end) => Enumerable.Range(from, end - from).Sum(row => Weight(row) * (Values[row] ?? 0)) / Answers(from, end);

    /// <summary>The rows before <paramref name="end"/> where the level may have changed: of counts, those that are only suspected too.</summary>
    internal IReadOnlyList<int> Suspected(int end, double least) =>
        Counts is { } counts
            ? ChangePoints.ChangePoints.SuspectedInCounts(counts[..end])
            : [.. ChangePoints.ChangePoints.OfSeries([.. Values.Take(end)]).Where(one => one.Probability >= least).Select(one => one.To)];
}
