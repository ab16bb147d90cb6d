namespace CustomerPerformanceTracker.Statistics.Sequential;

/// <summary>
/// The convex conjugate psi* of a bound on a cumulant generating function, with its derivative and inverse: all that the
/// choice of mixture components needs to know of a distribution (Howard, Ramdas, McAuliffe, Sekhon 2020, table 3).
/// </summary>
internal abstract class ExponentialFamily
{
    private ExponentialFamily() { }

    /// <summary>psi*(x): the best exponent of growth per observation at a shift of x.</summary>
    public abstract double Conjugate(double x);

    /// <summary>psi*'(x): the lambda that reaches it.</summary>
    public abstract double Slope(double x);

    /// <summary>The x at which psi* reaches y.</summary>
    public abstract double Inverse(double y);

    /// <summary>Gaussian with variance 1: psi*(x) = x^2 / 2.</summary>
    public sealed class SubGaussian : ExponentialFamily
    {
        public override double Conjugate(double x) => x * x / 2;

        public override double Slope(double x) => x;

        public override double Inverse(double y) => Math.Sqrt(2 * y);
    }

    /// <summary>Values in 0..1 with mean p: psi*(x) = KL(p + x || p).</summary>
    public sealed class SubBernoulli(double p) : ExponentialFamily
    {
        public override double Conjugate(double x) => (p + x) * LogSpace.Log1Plus(x / p) + (1 - p - x) * LogSpace.Log1Plus(-x / (1 - p));

        public override double Slope(double x) => LogSpace.Log1Plus(x / p) - LogSpace.Log1Plus(-x / (1 - p));

        public override double Inverse(double y) => Root.Between(0, 1 - p, x => Conjugate(x) >= y);
    }

    /// <summary>Centred exponential, the bound used for values in 0..1 taken one by one: psi*(x) = x - ln(1 + x).</summary>
    public sealed class SubExponential : ExponentialFamily
    {
        public override double Conjugate(double x) => x - LogSpace.Log1Plus(x);

        public override double Slope(double x) => x / (1 + x);

        public override double Inverse(double y)
        {
            var far = Math.Max(1, y);
            while (Conjugate(far) < y)
                far *= 2;
            return Root.Between(0, far, x => Conjugate(x) >= y);
        }
    }
}
