namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>Student's t distribution as a yardstick for noise that may be wild: its tail and its scale are those that suit the noise best.</summary>
internal static class StudentT
{
    private const int Rounds = 20;

    // Degrees of freedom from wild to nearly Gaussian, each with -2 ln(gamma((v+1)/2) / (gamma(v/2) sqrt(pi v))), the constant of its density.
    private static readonly (double Freedom, double Constant)[] Tails = [(1, 2.28946), (2, 2.07944), (5, 1.93737), (30, 1.85454)];

    /// <summary>Minus twice the greatest log-likelihood of <paramref name="noise"/>, whose squared scale is at least <paramref name="floor"/>.</summary>
    public static double Misfit(double[] noise, double floor) => Tails.Min(tail => (noise.Length * tail.Constant) + Misfit(noise, floor, tail.Freedom));

    // The scale by the EM algorithm, whose weights are those of a mixture of Gaussians.
    private static double Misfit(double[] noise, double floor, double freedom)
    {
        var scale = 1.0;
        for (var round = 0; round < Rounds; round++)
        {
            var sum = 0.0;
            foreach (var e in noise)
                sum += (freedom + 1) * e * e / (freedom + (e * e / scale));

            scale = Math.Max(floor, sum / noise.Length);
        }

        var total = noise.Length * Math.Log(scale);
        foreach (var e in noise)
            total += (freedom + 1) * Math.Log(1 + (e * e / (freedom * scale)));

        return total;
    }
}
