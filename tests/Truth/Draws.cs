namespace CustomerPerformanceTracker.Truth;

/// <summary>Seeded chance. Large counts are drawn from the normal distribution, which a day's total cannot be told from.</summary>
internal sealed class Draws(ulong seed)
{
    private const double LargeVariance = 60;

    private readonly Random random = new(unchecked((int)(seed ^ (seed >> 32))));

    public double Uniform(double from = 0, double to = 1) => from + ((to - from) * random.NextDouble());

    /// <summary>Uniform on <paramref name="first"/> .. <paramref name="last"/>, both included.</summary>
    public int Between(int first, int last) => random.Next(first, last + 1);

    public bool Happens(double probability) => random.NextDouble() < probability;

    public T OneOf<T>(params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];

    /// <summary>Standard normal (Box and Muller 1958).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    public int Poisson(double mean)
    {
        if (mean > LargeVariance)
            return (int)Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * Normal())));
        var (count, product, end) = (0, random.NextDouble(), Math.Exp(-mean));
        for (; product > end; product *= random.NextDouble())
            count++;
        return count;
    }

    public int Binomial(int trials, double probability)
    {
        var (mean, variance) = (trials * probability, trials * probability * (1 - probability));
        if (variance > LargeVariance)
            return (int)Math.Clamp(Math.Round(mean + (Math.Sqrt(variance) * Normal())), 0, trials);
        var successes = 0;
        for (var i = 0; i < trials; i++)
            successes += Happens(probability) ? 1 : 0;
        return successes;
    }

    /// <summary>How many of the trials fall on each of the shares, which add up to 1.</summary>
    public int[] Multinomial(int trials, params ReadOnlySpan<double> shares)
    {
        var counts = new int[shares.Length];
        var (left, rest) = (trials, 1.0);
        for (var i = 0; i < shares.Length - 1; i++)
        {
            counts[i] = rest > 0 ? Binomial(left, Math.Clamp(shares[i] / rest, 0, 1)) : 0;
            (left, rest) = (left - counts[i], rest - shares[i]);
        }

        counts[^1] = left;
        return counts;
    }

    /// <summary>A share from a beta distribution with small parameters (Jöhnk 1964, Metrika 8, 5-15).</summary>
    public double Beta(double a, double b)
    {
        while (true)
        {
            var (x, y) = (Math.Pow(random.NextDouble(), 1 / a), Math.Pow(random.NextDouble(), 1 / b));
            if (x + y is > 0 and <= 1)
                return x / (x + y);
        }
    }
}
