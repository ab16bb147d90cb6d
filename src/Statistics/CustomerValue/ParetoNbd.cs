using CustomerPerformanceTracker.Statistics.Intervals;
using CustomerPerformanceTracker.Statistics.Sequential;

namespace CustomerPerformanceTracker.Statistics.CustomerValue;

/// <summary>
/// The Pareto/NBD model: while alive a customer buys at a rate that is gamma distributed over customers (<paramref name="R"/>, <paramref name="Alpha"/> weeks),
/// and stops at any time at a rate that is gamma distributed too (<paramref name="S"/>, <paramref name="Beta"/> weeks). Sources: Schmittlein, Morrison and
/// Colombo (1987), Management Science 33, 1-24; the form of the likelihood: Fader and Hardie (2005), "A note on deriving the Pareto/NBD model".
/// </summary>
public sealed record ParetoNbd(double R, double Alpha, double S, double Beta) : IPurchaseModel
{
    // Where a formula divides zero by zero, its value this far beside is exact to nine digits.
    private const double Beside = 1e-6;

    private static readonly string[] Names = ["r", "alpha", "s", "beta"];

    private static readonly int[] Laws = [0, 0, 1, 1];

    /// <summary>The parameters of greatest likelihood. Mean spend is not used.</summary>
    /// <exception cref="ArgumentException">No customer bought again.</exception>
    public static Fitted<ParetoNbd> Fit(IReadOnlyCollection<CustomerSummary> customers)
    {
        var rows = SummaryRow.Grouped(customers);
        var wait = MeanWait.Of(rows);
        var age = customers.Average(one => one.Age);
        double[][] starts =
        [
            [0.5, 0.5 * wait, 0.5, 0.5 * age],
            [2, 2 * wait, 1, 4 * age],
        ];

        var near = Peak.Find(Likelihood(SummaryRow.Coarse(rows)), Laws, starts);
        return Fitted<ParetoNbd>.Of(Peak.Find(Likelihood(rows), Laws, near.Values), Names, Of, customers.Count);
    }

    /// <summary>The log-likelihood of customers.</summary>
    public double LogLikelihood(IEnumerable<CustomerSummary> customers) => Likelihood(SummaryRow.Grouped(customers))([R, Alpha, S, Beta]);

    public double ProbabilityAlive(CustomerSummary customer)
    {
        var (alive, dead) = Ends(customer.Repeats, customer.Recency, customer.Age);
        return 1 / (1 + Math.Exp(dead - alive));
    }

    public double Expected(CustomerSummary customer, double weeks) =>
        Purchases(R + customer.Repeats, Alpha + customer.Age, Beta + customer.Age, weeks) * ProbabilityAlive(customer);

    public double ExpectedOfNew(double weeks) => Purchases(R, Alpha, Beta, weeks);

    private static ParetoNbd Of(double[] values) => new(values[0], values[1], values[2], values[3]);

    private static Func<double[], double> Likelihood(SummaryRow[] rows) => values => LogTotal.Of(rows.Length, (from, to) => Of(values).Sum(rows, from, to));

    // Rows are in the order of x, so that what depends on x alone is known from the row before.
    private double Sum(SummaryRow[] rows, int from, int to)
    {
        var (sum, x, constant) = (0.0, -1, 0.0);
        for (var i = from; i < to; i++)
        {
            var row = rows[i];
            if (row.Repeats != x)
            {
                x = row.Repeats;
                constant = Gamma.Log(R + x) - Gamma.Log(R) + (R * Math.Log(Alpha)) + (S * Math.Log(Beta));
            }

            var (alive, dead) = Ends(x, row.Recency, row.Age);
            sum += row.Customers * (constant + LogSpace.Add(alive, dead));
        }

        return sum;
    }

    /// <summary>
    /// The two parts of the likelihood without their common constant, as logarithms: the customer is still alive at T, or stopped between t_x and T. The
    /// second part is s times the integral of (alpha + y)^-(r+x) (beta + y)^-(s+1) over that time, which is an integral to infinity less another one.
    /// </summary>
    private (double Alive, double Dead) Ends(int x, double recency, double age)
    {
        var (logAlpha, logBeta) = (Math.Log(Alpha + age), Math.Log(Beta + age));
        var alive = (-(R + x) * logAlpha) - (S * logBeta);
        var sinceLast = LogTail(x, recency, Math.Log(Alpha + recency), Math.Log(Beta + recency));
        var share = 1 - Math.Exp(LogTail(x, age, logAlpha, logBeta) - sinceLast);
        return (alive, share > 0 ? Math.Log(S * share) + sinceLast : double.NegativeInfinity);
    }

    // The integral from t to infinity is 2F1(c, s+1 or r+x; c+1; z) / (c m^c), c = r+s+x, m the larger of alpha + t and beta + t, z = |alpha - beta| / m;
    // Euler's transformation (DLMF 15.8.1) makes the first argument of the function 1.
    private double LogTail(int x, double t, double logAlpha, double logBeta)
    {
        var c = R + S + x;
        var (larger, smaller, other) = Alpha >= Beta ? (logAlpha, logBeta, S + 1) : (logBeta, logAlpha, R + x);
        var z = Math.Abs(Alpha - Beta) / (Math.Max(Alpha, Beta) + t);
        return ((1 - other) * (smaller - larger)) + Hypergeometric.LogOfOne(c + 1 - other, c, z) - (c * larger) - Math.Log(c);
    }

    // E[Y(t)] over P(alive), with rate and times as they are after x purchases; E[X(t)] where nothing is known of the customer yet.
    private double Purchases(double rate, double alpha, double beta, double weeks)
    {
        var s = Math.Abs(S - 1) < Beside ? 1 + Beside : S;
        return rate * beta / (alpha * (s - 1)) * (1 - Math.Pow(beta / (beta + weeks), s - 1));
    }
}
