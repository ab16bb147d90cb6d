using CustomerPerformanceTracker.Statistics.Intervals;
using CustomerPerformanceTracker.Statistics.Sequential;

namespace CustomerPerformanceTracker.Statistics.CustomerValue;

/// <summary>
/// The BG/NBD model: while alive a customer buys at a rate that is gamma distributed over customers (<paramref name="R"/>, <paramref name="Alpha"/> weeks), and
/// after each repeat purchase stops with a probability that is beta distributed (<paramref name="A"/>, <paramref name="B"/>). Source: Fader, Hardie and Lee
/// (2005), "Counting your customers the easy way", Marketing Science 24, 275-284.
/// </summary>
public sealed record BgNbd(double R, double Alpha, double A, double B) : IPurchaseModel
{
    // Where a formula divides zero by zero, its value this far beside is exact to nine digits.
    private const double Beside = 1e-6;

    private static readonly string[] Names = ["r", "alpha", "a", "b"];

    private static readonly int[] Laws = [0, 0, 1, 1];

    /// <summary>The parameters of greatest likelihood. Mean spend is not used.</summary>
    /// <exception cref="ArgumentException">No customer bought again.</exception>
    public static Fitted<BgNbd> Fit(IReadOnlyCollection<CustomerSummary> customers)
    {
        var rows = SummaryRow.Grouped(customers);
        var wait = MeanWait.Of(rows);
        double[][] starts =
        [
            [0.5, 0.5 * wait, 1, 3],
            [2, 2 * wait, 0.3, 3],
        ];

        var near = Peak.Find(Likelihood(SummaryRow.Coarse(rows)), Laws, starts);
        return Fitted<BgNbd>.Of(Peak.Find(Likelihood(rows), Laws, near.Values), Names, Of, customers.Count);
    }

    /// <summary>The log-likelihood of customers.</summary>
    public double LogLikelihood(IEnumerable<CustomerSummary> customers) => Likelihood(SummaryRow.Grouped(customers))([R, Alpha, A, B]);

    public double ProbabilityAlive(CustomerSummary customer)
    {
        var x = customer.Repeats;
        if (x == 0)
            return 1;

        var dead = Math.Log(A / (B + x - 1)) + ((R + x) * Math.Log((Alpha + customer.Age) / (Alpha + customer.Recency)));
        return 1 / (1 + Math.Exp(dead));
    }

    public double Expected(CustomerSummary customer, double weeks) =>
        Purchases(R + customer.Repeats, B + customer.Repeats, Alpha + customer.Age, weeks) * ProbabilityAlive(customer);

    public double ExpectedOfNew(double weeks) => Purchases(R, B, Alpha, weeks);

    private static BgNbd Of(double[] values) => new(values[0], values[1], values[2], values[3]);

    private static Func<double[], double> Likelihood(SummaryRow[] rows) => values => LogTotal.Of(rows.Length, (from, to) => Of(values).Sum(rows, from, to));

    // Rows are in the order of x, so that what depends on x alone is known from the row before.
    private double Sum(SummaryRow[] rows, int from, int to)
    {
        var (sum, x, constant, stopped) = (0.0, -1, 0.0, 0.0);
        for (var i = from; i < to; i++)
        {
            var row = rows[i];
            if (row.Repeats != x)
            {
                x = row.Repeats;
                constant = Gamma.Log(R + x) - Gamma.Log(R) + (R * Math.Log(Alpha)) + LogBeta(A, B + x) - LogBeta(A, B);
                stopped = x > 0 ? Math.Log(A / (B + x - 1)) : double.NegativeInfinity;
            }

            var alive = -(R + x) * Math.Log(Alpha + row.Age);
            var dead = x > 0 ? stopped - ((R + x) * Math.Log(Alpha + row.Recency)) : double.NegativeInfinity;
            sum += row.Customers * (constant + LogSpace.Add(alive, dead));
        }

        return sum;
    }

    // E[Y(t)] over P(alive), with rate, stay and age as they are after x purchases; E[X(t)] where nothing is known of the customer yet. The function of
    // Gauss is taken as published or after Euler's transformation (DLMF 15.8.1), whichever has the smaller arguments.
    private double Purchases(double rate, double stay, double age, double weeks)
    {
        var a = Math.Abs(A - 1) < Beside ? 1 + Beside : A;
        var whole = a + stay - 1;
        if (Math.Abs(whole) < Beside)
            whole = Beside;
        var (z, left) = (weeks / (age + weeks), Math.Log(age / (age + weeks)));
        var rest =
            rate < a - 1 ? Hypergeometric.Scaled(rate, stay, whole, z, rate * left) : Hypergeometric.Scaled(whole - rate, a - 1, whole, z, (a - 1) * left);
        return whole / (a - 1) * (1 - rest);
    }

    private static double LogBeta(double a, double b) => Gamma.Log(a) + Gamma.Log(b) - Gamma.Log(a + b);
}
