using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Statistics.Experiments;

/// <summary>How two arms are compared. All of it is fixed before the first look; a design chosen after a look promises nothing.</summary>
/// <remarks>
/// The intervals are asymptotic: they rest on the mean of each arm being nearly normal from <see cref="FewestCustomers"/> customers an arm on. Few very large
/// amounts break that, see <see cref="AmountCap"/>. Customers come by themselves and independently of each other, and each belongs to one arm.
/// </remarks>
public sealed record ComparisonDesign
{
    /// <summary>The customers an arm has before anything is said of it.</summary>
    public const long FewestCustomers = 30;

    /// <summary>The bound, with no end unless one was declared.</summary>
    public Boundary Boundary { get; init; } = new Boundary.Anytime();

    /// <summary>The chance that the interval ever misses, above 0 and below .5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Another number.</exception>
    public double Alpha
    {
        get;
        init => field = value is > 0 and < 0.5 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Alpha lies strictly between 0 and 0.5.");
    } = 1 - Confidence.Default;

    public Sides Sides { get; init; } = Sides.Two;

    public BetterWhen BetterWhen { get; init; } = BetterWhen.Higher;

    /// <summary>Compares the arms as they stand at one look. What earlier looks showed changes nothing.</summary>
    public ComparisonOutcome Compare(ArmSums control, ArmSums treatment)
    {
        if (Refusal(control, treatment) is { } refusal)
            return refusal;

        var n = control.Customers + treatment.Customers;
        var error = Math.Sqrt(control.SquaredError + treatment.SquaredError);
        var value = treatment.Mean - control.Mean;
        var sign = BetterWhen == BetterWhen.Higher ? 1 : -1;
        var difference = Interval(value, error, n);
        var verdict =
            (sign > 0 ? difference.Low > 0 : difference.High < 0) ? Verdict.Better
            : (sign > 0 ? difference.High < 0 : difference.Low > 0) ? Verdict.Worse
            : Verdict.NoDifferenceShown;
        var p = Boundary.Probability(sign * value / error, n, Alpha, Sides);
        return new ComparisonOutcome.Compared(new(control, treatment, difference, Relative(control, treatment, n), p, verdict));
    }

    private ComparisonOutcome.Refused? Refusal(ArmSums control, ArmSums treatment)
    {
        var (fewest, n) = (Math.Min(control.Customers, treatment.Customers), control.Customers + treatment.Customers);
        if (fewest < FewestCustomers)
            return new(
                ComparisonRefusals.TooFewCustomers,
                $"The smaller arm has {fewest} customers; {FewestCustomers} are needed, {FewestCustomers - fewest} are missing. Wait for them."
            );
        if (Boundary is Boundary.DeclaredEnd { End: var end } && n > end)
            return new(
                ComparisonRefusals.PastEnd,
                $"The declared end is {end} customers in both arms, and {n} came: {n - end} too many. The bound without an end holds for these, too."
            );
        return control.SquaredError + treatment.SquaredError > 0
            ? null
            : new(
                ComparisonRefusals.NoVariation,
                $"All {n} customers of both arms have the values {control.Mean:R} and {treatment.Mean:R} without exception; some that differ within an arm are "
                    + "needed. Wait for them."
            );
    }

    private Estimate Interval(double value, double error, long n)
    {
        var half = error * Boundary.StandardErrors(n, Alpha, Sides);
        return (Sides, BetterWhen) switch
        {
            (Sides.One, BetterWhen.Higher) => new(value, value - half, double.PositiveInfinity, n),
            (Sides.One, _) => new(value, double.NegativeInfinity, value + half, n),
            _ => new(value, value - half, value + half, n),
        };
    }

    // Of t / c - 1 the delta method's variance is that of t over c², and that of c times t² over the fourth power of c.
    private Estimate? Relative(ArmSums control, ArmSums treatment, long n)
    {
        var (c, t) = (control.Mean, treatment.Mean);
        if (!(c > Math.Sqrt(control.SquaredError) * Boundary.StandardErrors(n, Alpha, Sides.Two)))
            return null;
        var error = Math.Sqrt(treatment.SquaredError + (control.SquaredError * t * t / (c * c))) / c;
        return Interval((t / c) - 1, error, n);
    }
}
