namespace CustomerPerformanceTracker.Statistics.Experiments;

/// <summary>
/// What is kept of one arm: sums over its customers so far of each one's value y and weight w, from which the mean Σy / Σw and its variance follow. The
/// customer is the unit, whose orders and answers may depend on each other as they like (linearised ratio: Cochran 1977, Sampling Techniques, chapter 6).
/// </summary>
/// <remarks>
/// Sums of doubles: the order in which customers come may change the last bits. Sums of whole numbers are exact up to 2^53. Values that lie far from 0 and
/// close together, such as 1e9 and 1e9 + 1, lose their spread in the squares; the same number taken off the values of both arms changes no difference.
/// </remarks>
/// <param name="Customers">Customers so far.</param>
/// <param name="Value">Σy.</param>
/// <param name="ValueSquares">Σy².</param>
/// <param name="Weight">Σw.</param>
/// <param name="WeightSquares">Σw².</param>
/// <param name="Products">Σyw.</param>
public readonly record struct ArmSums(long Customers, double Value, double ValueSquares, double Weight, double WeightSquares, double Products)
{
    /// <summary>Customers with one value each: how many, the sum of their values and the sum of their squares.</summary>
    public static ArmSums OfValues(long customers, double sum, double squares) => new(customers, sum, squares, customers, customers, sum);

    /// <summary>Customers who each succeeded or did not. Independent trials of any kind are the same.</summary>
    public static ArmSums OfShare(long customers, double successes) => OfValues(customers, successes, successes);

    /// <summary>Σy / Σw; not a number without weight.</summary>
    public double Mean => Value / Weight;

    /// <summary>
    /// Variance of the mean: Σ(y - m w)² / (n - 1) over n (Σw / n)². Shares of customers who each succeeded or did not have m (1 - m) / n. At least 0; not a
    /// number with fewer than two customers or without weight.
    /// </summary>
    public double SquaredError
    {
        get
        {
            var (mean, perCustomer) = (Mean, Weight / Customers);
            var residuals = ValueSquares - (2 * mean * Products) + (mean * mean * WeightSquares);
            return Math.Max(0, residuals) / (Customers - (IsShare ? 0 : 1)) / (Customers * perCustomer * perCustomer);
        }
    }

    // Of values 0 and 1 alone the sum of squares is the sum.
    private bool IsShare => ValueSquares == Value && Products == Value && WeightSquares == Customers;

    /// <summary>With one customer more.</summary>
    public ArmSums With(CustomerSum customer) => Plus(customer, 1, 1);

    /// <summary>With another sum of a customer who is in the arm already.</summary>
    public ArmSums With(CustomerSum before, CustomerSum after) => Plus(before, -1, 0).Plus(after, 1, 0);

    /// <summary>Both arms as one.</summary>
    public static ArmSums operator +(ArmSums a, ArmSums b) =>
        new(
            a.Customers + b.Customers,
            a.Value + b.Value,
            a.ValueSquares + b.ValueSquares,
            a.Weight + b.Weight,
            a.WeightSquares + b.WeightSquares,
            a.Products + b.Products
        );

    private ArmSums Plus(CustomerSum one, int sign, int customers) =>
        new(
            Customers + customers,
            Value + (sign * one.Value),
            ValueSquares + (sign * one.Value * one.Value),
            Weight + (sign * one.Weight),
            WeightSquares + (sign * one.Weight * one.Weight),
            Products + (sign * one.Value * one.Weight)
        );
}
