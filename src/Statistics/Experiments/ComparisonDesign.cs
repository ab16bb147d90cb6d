using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Statistics.Experiments;

/// <summary>How two arms are compared. All of it is fixed before the first look; a design chosen after a look promises nothing.</summary>
/// <remarks>
/// The intervals are asymptotic: they rest on the difference of the means being nearly normal from <see cref="FewestCustomers"/> customers an arm on. Few
/// amounts that are very large break that, see <see cref="AmountCap"/>. Customers are independent of each other, and each belongs to one arm.
/// </remarks>
public sealed record ComparisonDesign
{
    /// <summary>The customers an arm has before anything is said about it.</summary>
    public const long FewestCustomers = 30;

    /// <summary>The chance that an interval ever misses where nobody names another one.</summary>
    public const double UsualAlpha = 0.05;

    /// <summary>The bound, with no end unless one was declared.</summary>
    public Boundary Boundary { get; init; } = new Boundary.Anytime();

    /// <summary>The chance that the interval ever misses, above 0 and below .5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Another number.</exception>
    public double Alpha
    {
        get;
        init => field = value is > 0 and < 0.5 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Alpha lies strictly between 0 and 0.5.");
    } = UsualAlpha;

    public Sides Sides { get; init; } = Sides.Two;

    public BetterWhen BetterWhen { get; init; } = BetterWhen.Higher;

    /// <summary>Compares the arms as they stand at one look. What earlier looks showed changes nothing.</summary>
    public ComparisonOutcome Compare(ArmPair arms)
    {
        if (Refusal(arms) is { } refusal)
            return refusal;

        var errors = arms.SquaredErrors;
        var error = Math.Sqrt(errors.Control + errors.Treatment);
        var difference = Interval(arms.Difference, error, arms.Customers);
        var sign = BetterWhen == BetterWhen.Higher ? 1 : -1;
        var p = Boundary.Probability(sign * arms.Difference / error, arms.Customers, Alpha, Sides);
        return new ComparisonOutcome.Compared(new(arms, difference, Relative(arms), p, Judge(difference)));
    }

    private Verdict Judge(Estimate difference) =>
        (difference.Low > 0, difference.High < 0, BetterWhen) switch
        {
            (true, _, BetterWhen.Higher) or (_, true, BetterWhen.Lower) => Verdict.Better,
            (true, _, _) or (_, true, _) => Verdict.Worse,
            _ => Verdict.NoDifferenceShown,
        };

    private ComparisonOutcome.Refused? Refusal(ArmPair arms)
    {
        var (fewest, n) = (Math.Min(arms.Control.Customers, arms.Treatment.Customers), arms.Customers);
        if (fewest < FewestCustomers)
            return new(
                ComparisonRefusals.TooFewCustomers,
                $"The smaller arm has {fewest}; {FewestCustomers} in each arm are needed, {FewestCustomers - fewest} are missing. Wait for them."
            );
        if (Boundary is Boundary.DeclaredEnd { End: var end } && n > end)
            return new(
                ComparisonRefusals.PastEnd,
                $"The declared end is {end} in both arms, and there are {n}. The bound without an end holds for these, too."
            );
        return (arms.Control + arms.Treatment).SquaredError > 0
            ? null
            : new(
                ComparisonRefusals.NoVariation,
                $"All {n} in both arms have the mean {arms.Control.Mean:G6}, and 0 differ from it; 1 that differs is needed, 1 is missing. Wait for it."
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
    private Estimate? Relative(ArmPair arms)
    {
        var (c, t, errors) = (arms.Control.Mean, arms.Treatment.Mean, arms.SquaredErrors);
        if (!(c > Math.Sqrt(errors.Control) * Boundary.StandardErrors(arms.Customers, Alpha, Sides.Two)))
            return null;
        var error = Math.Sqrt(errors.Treatment + (errors.Control * t * t / (c * c))) / c;
        return Interval((t / c) - 1, error, arms.Customers);
    }
}
