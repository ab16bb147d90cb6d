using CustomerPerformanceTracker.Statistics.ChangePoints;

namespace CustomerPerformanceTracker.Statistics.Tests.ChangePoints;

/// <summary>Seeded noise of many kinds, for series whose truth is known.</summary>
internal sealed class Draws(int seed)
{
    private readonly Random random = new(seed);

    public double Uniform() => random.NextDouble();

    public int Between(int low, int high) => random.Next(low, high + 1);

    public double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    // Student's t with three degrees of freedom.
    public double Wild() => Gaussian() / Math.Sqrt(Enumerable.Range(0, 3).Sum(_ => Math.Pow(Gaussian(), 2)) / 3);

    public double[] Autocorrelated(int count, double memory, Func<double> innovation)
    {
        var noise = new double[count];
        noise[0] = innovation() / Math.Sqrt(1 - (memory * memory));
        for (var i = 1; i < count; i++)
            noise[i] = (memory * noise[i - 1]) + innovation();

        return noise;
    }

    public int Binomial(int trials, double share) => Enumerable.Range(0, trials).Count(_ => random.NextDouble() < share);

    public CountPoint Answers(int trials, double share) => new(Binomial(trials, share), trials);

    /// <summary>Scale 1. Marsaglia and Tsang (2000), ACM Transactions on Mathematical Software 26, 363-372.</summary>
    public double Gamma(double shape)
    {
        if (shape < 1)
            return Gamma(shape + 1) * Math.Pow(1 - random.NextDouble(), 1 / shape);

        var d = shape - (1.0 / 3);
        while (true)
        {
            var x = Gaussian();
            var v = Math.Pow(1 + (x / Math.Sqrt(9 * d)), 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < (x * x / 2) + d - (d * v) + (d * Math.Log(v)))
                return d * v;
        }
    }

    /// <summary>A share that varies from point to point about <paramref name="share"/> with the sd given (logistic normal, so within 0..1).</summary>
    public double Varying(double share, double sd)
    {
        var logit = Math.Log(share / (1 - share)) + (sd / (share * (1 - share)) * Gaussian());
        return 1 / (1 + Math.Exp(-logit));
    }
}
