using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Statistics.Experiments;

/// <summary>How many standard errors an estimate must lie from a value before the value is ruled out, so that every look counts and none costs.</summary>
public abstract record Boundary
{
    private Boundary() { }

    /// <summary>Half of the interval's width in standard errors with <paramref name="n"/> customers in both arms.</summary>
    /// <param name="alpha">The chance that the interval ever misses, above 0 and below 1; below .5 on one side.</param>
    internal abstract double StandardErrors(double n, double alpha, Sides sides);

    /// <summary>The smallest alpha at which 0 is ruled out by an estimate <paramref name="z"/> standard errors from it, at most 1.</summary>
    internal abstract double Probability(double z, double n, double alpha, Sides sides);

    /// <summary>
    /// No end: valid at every number of customers at once. The asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas (arXiv
    /// 2103.06476): √(2 (n r + 1) / (n r) · ln(√(n r + 1) / α)) standard errors with r = (-2 ln α + ln(1 - 2 ln α)) / N. On one side the logarithm is
    /// ln(1 + √(n r + 1) / 2α), and r is that of 2α.
    /// </summary>
    /// <remarks>
    /// The law is one of customers who join. Where their number stands still while their sums grow on, the promise rests on how much the sums grow: a
    /// hundredfold growth by independent gains was simulated to keep the promise. It has no proof there.
    /// </remarks>
    /// <param name="TightestAt">N: the customers in both arms at which the interval is tightest, above 0. It is named before the first look.</param>
    public sealed record Anytime(double TightestAt = Anytime.Usual) : Boundary
    {
        /// <summary>The customers at which the interval is tightest where nobody names another number.</summary>
        public const double Usual = 5_000;

        internal override double StandardErrors(double n, double alpha, Sides sides)
        {
            var growth = Growth(n, alpha, sides);
            var log = sides == Sides.Two ? Math.Log(Math.Sqrt(growth) / alpha) : Math.Log(1 + (Math.Sqrt(growth) / (2 * alpha)));
            return Math.Sqrt(2 * growth / (growth - 1) * log);
        }

        internal override double Probability(double z, double n, double alpha, Sides sides)
        {
            var growth = Growth(n, alpha, sides);
            var evidence = z * z * (growth - 1) / (2 * growth);
            return sides == Sides.Two ? Math.Min(1, Math.Sqrt(growth) * Math.Exp(-evidence))
                : z > 0 ? Math.Min(1, Math.Sqrt(growth) / (2 * (Math.Exp(evidence) - 1)))
                : 1;
        }

        // n r + 1.
        private double Growth(double n, double alpha, Sides sides)
        {
            var log = -2 * Math.Log(sides == Sides.Two ? alpha : 2 * alpha);
            return 1 + (n * (log + Math.Log(1 + log)) / TightestAt);
        }
    }

    /// <summary>
    /// An end that was declared before the first look: z(1 - α/4) √(N / n) standard errors, on one side z(1 - α/2) √(N / n), by Lévy's inequality (YEAST:
    /// Kurennoy, arXiv 2406.16523). The interval holds up to the end and not beyond; <see cref="ComparisonPath"/> sees to that.
    /// </summary>
    /// <param name="End">N: the customers in both arms at the end, 1 or more.</param>
    public sealed record DeclaredEnd(long End) : Boundary
    {
        internal override double StandardErrors(double n, double alpha, Sides sides) =>
            Confidence.Z(1 - (sides == Sides.Two ? alpha / 2 : alpha)) * Math.Sqrt(End / n);

        internal override double Probability(double z, double n, double alpha, Sides sides)
        {
            var tails = ChiSquare.Above(z * z * n / End, 1);
            return sides == Sides.Two ? Math.Min(1, 2 * tails)
                : z > 0 ? tails
                : 1;
        }
    }
}
