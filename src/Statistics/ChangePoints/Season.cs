namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>
/// A pattern that repeats every so many points. Its length is the one whose pattern of steps explains the steps best for its number of
/// parameters (BIC); its effects are the mean distances from a moving average over one length, and sum to nothing.
/// </summary>
internal sealed record Season(double[] Effects)
{
    private const int Longest = 60;

    // A season has to be seen this often before it is believed.
    private const int Seen = 4;

    /// <summary>The season of <paramref name="values"/> at the positions <paramref name="at"/>; null where there is none.</summary>
    public static Season? Of(double[] values, int[] at)
    {
        var steps = values.Skip(1).Zip(values, (after, before) => after - before).ToArray();
        var length = Enumerable.Range(1, Math.Max(1, Math.Min(Longest, values.Length / Seen))).MinBy(period => Criterion(steps, at, period));
        return length > 1 ? new(EffectsOf(values, at, length)) : null;
    }

    private static double Criterion(double[] steps, int[] at, int period)
    {
        var means = PhaseMeans(steps, at.AsSpan(1), period);
        var residual = 0.0;
        for (var i = 0; i < steps.Length; i++)
        {
            var distance = steps[i] - means[at[i + 1] % period];
            residual += distance * distance;
        }

        return (steps.Length * Math.Log(Math.Max(residual, 1e-300))) + (period * Math.Log(steps.Length));
    }

    private static double[] EffectsOf(double[] values, int[] at, int length)
    {
        var half = length / 2;
        var distances = new List<double>();
        var places = new List<int>();
        for (var i = half; i + half < values.Length; i++)
        {
            // An even length takes half of each end, so that every phase weighs the same.
            var sum = values[(i - half)..(i + half + 1)].Sum();
            if (length % 2 == 0)
                sum -= (values[i - half] + values[i + half]) / 2;

            distances.Add(values[i] - (sum / length));
            places.Add(at[i]);
        }

        var effects = PhaseMeans([.. distances], [.. places], length);
        var mean = effects.Average();
        return [.. effects.Select(e => e - mean)];
    }

    private static double[] PhaseMeans(double[] values, ReadOnlySpan<int> at, int period)
    {
        var (sums, counts) = (new double[period], new int[period]);
        for (var i = 0; i < values.Length; i++)
        {
            sums[at[i] % period] += values[i];
            counts[at[i] % period]++;
        }

        return [.. sums.Zip(counts, (sum, count) => count == 0 ? 0 : sum / count)];
    }
}
