namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>
/// The observed values of a series, made comparable: perhaps as logarithms, perhaps without a season, scaled to variance 1, spikes pulled in.
/// </summary>
/// <param name="Values">The values so seen.</param>
/// <param name="Times">When they were observed, scaled to -1..1.</param>
/// <param name="Rounding">The variance that the rounding of the values as given leaves at least.</param>
/// <param name="Volume">What the scaling adds to minus twice the log-likelihood of the values as given.</param>
/// <param name="Parameters">Numbers learned from the values to see them so.</param>
internal sealed record SeriesView(double[] Values, double[] Times, double Rounding, double Volume, int Parameters)
{
    /// <summary>The values before any jump was taken out.</summary>
    public double[] Original { get; private init; } = Values;

    /// <summary>Every view of <paramref name="values"/> observed at the indices <paramref name="at"/>; logarithms where all are positive.</summary>
    public static IEnumerable<SeriesView> Of(double[] values, int[] at)
    {
        foreach (var logarithmic in values.Min() > 0 ? new[] { false, true } : [false])
        {
            double[] seen = logarithmic ? [.. values.Select(y => Math.Log(y))] : values;
            var stretch = logarithmic ? 2 * seen.Sum() : 0;
            yield return Scaled(seen, at, stretch, 0);
            if (Season.Of(seen, at) is { } season)
                yield return Scaled([.. seen.Select((y, i) => y - season.Effects[at[i] % season.Effects.Length])], at, stretch, season.Effects.Length - 1);
        }
    }

    /// <summary>The same view as if the values from an index on had not jumped by a size.</summary>
    public SeriesView Without(int from, double size) => this with { Values = [.. Values.Select((y, i) => i < from ? y : y - size)] };

    private static SeriesView Scaled(double[] seen, int[] at, double stretch, int parameters)
    {
        var mean = seen.Average();
        var scale = Math.Sqrt(seen.Sum(y => (y - mean) * (y - mean)) / seen.Length);
        scale = scale > 0 ? scale : 1;
        double[] values = [.. seen.Select(y => (y - mean) / scale)];
        var sd = TypicalStep(values) / Math.Sqrt(2);
        var clipped = Spikes.Clip(values, _ => sd);
        var spikes = values.Where((y, i) => y != clipped[i]).Count();
        double[] times = [.. at.Select(t => ((2.0 * (t - at[0])) / Math.Max(1, at[^1] - at[0])) - 1)];
        return new(clipped, times, Math.Max(Resolution(values), 1e-12), (2 * seen.Length * Math.Log(scale)) + stretch, parameters + spikes);
    }

    // The standard deviation of steps by their median absolute value, which neither breaks nor spikes move.
    private static double TypicalStep(double[] values)
    {
        double[] steps = [.. values.Skip(1).Zip(values, (after, before) => Math.Abs(after - before)).Order()];
        return steps[steps.Length / 2] / 0.67449;
    }

    // Values printed to a last digit d scatter uniformly by d about what they were: variance d^2/12.
    private static double Resolution(double[] values)
    {
        var sorted = values.Order().ToArray();
        var smallest = sorted.Skip(1).Zip(sorted, (after, before) => after - before).Where(gap => gap > 1e-9).DefaultIfEmpty(0).Min();
        return smallest * smallest / 12;
    }
}
