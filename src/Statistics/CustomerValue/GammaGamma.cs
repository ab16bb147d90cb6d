using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Statistics.CustomerValue;

/// <summary>
/// The Gamma-Gamma model of spend: the money of a purchase is gamma distributed about the customer's own mean (shape <paramref name="P"/>), whose scale is
/// gamma distributed over customers (<paramref name="Q"/>, <paramref name="V"/> in money), whatever the number of purchases. Source: Fader and Hardie (2013),
/// "The Gamma-Gamma model of monetary value".
/// </summary>
public sealed record GammaGamma(double P, double Q, double V)
{
    private static readonly string[] Names = ["p", "q", "v"];

    private static readonly int[] Laws = [0, 1, 1];

    /// <summary>Mean money of a purchase over all customers; null where q is 1 or less, and there is no mean.</summary>
    public double? PopulationMean => Q > 1 ? P * V / (Q - 1) : null;

    /// <summary>
    /// The parameters of greatest likelihood, from the customers who have a repeat purchase and a mean spend above 0; the others say nothing about spend.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such customer.</exception>
    public static Fitted<GammaGamma> Fit(IEnumerable<CustomerSummary> customers)
    {
        var rows = Spenders(customers);
        if (rows.Length == 0)
            throw new ArgumentException("No customer has a repeat purchase with money, so there is nothing to fit spend to.", nameof(customers));

        var mean = rows.Average(row => row.MeanSpend);
        return Fitted<GammaGamma>.Of(Peak.Find(Likelihood(rows), Laws, [2, 3, mean], [6, 4, mean / 2]), Names, Of, rows.Length);
    }

    /// <summary>Whether a customer says something about spend: x and z above 0.</summary>
    public static bool IsSpender(CustomerSummary customer) => customer is { Repeats: > 0, MeanSpend: > 0 };

    /// <summary>The log-likelihood of the customers with a repeat purchase and a mean spend above 0.</summary>
    public double LogLikelihood(IEnumerable<CustomerSummary> customers) => Likelihood(Spenders(customers))([P, Q, V]);

    /// <summary>E[M | x, z]: the customer's mean money of a purchase; null where it has no mean, p x + q being 1 or less.</summary>
    public double? ExpectedSpend(CustomerSummary customer)
    {
        var known = P * customer.Repeats;
        return known + Q > 1 ? P * (V + (customer.Repeats * customer.MeanSpend)) / (known + Q - 1) : null;
    }

    private static CustomerSummary[] Spenders(IEnumerable<CustomerSummary> customers) =>
        [.. customers.Where(IsSpender).OrderBy(one => one.Repeats).ThenBy(one => one.MeanSpend)];

    private static GammaGamma Of(double[] values) => new(values[0], values[1], values[2]);

    private static Func<double[], double> Likelihood(CustomerSummary[] rows)
    {
        double[] logs = [.. rows.Select(row => Math.Log(row.MeanSpend))];
        return values => LogTotal.Of(rows.Length, (from, to) => Of(values).Sum(rows, logs, from, to));
    }

    // Rows are in the order of x, so that what depends on x alone is known from the row before.
    private double Sum(CustomerSummary[] rows, double[] logs, int from, int to)
    {
        var (sum, x, constant) = (0.0, -1, 0.0);
        for (var i = from; i < to; i++)
        {
            var row = rows[i];
            if (row.Repeats != x)
            {
                x = row.Repeats;
                constant = Gamma.Log((P * x) + Q) - Gamma.Log(P * x) - Gamma.Log(Q) + (Q * Math.Log(V)) + (P * x * Math.Log(x));
            }

            sum += constant + (((P * x) - 1) * logs[i]) - (((P * x) + Q) * Math.Log(V + (row.MeanSpend * x)));
        }

        return sum;
    }
}
