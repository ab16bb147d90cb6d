using CustomerPerformanceTracker.Statistics.Regression;

namespace CustomerPerformanceTracker.Statistics.CustomerValue;

/// <summary>
/// The probability that a customer leaves: buys on none of the days of a horizon. It is learned by logistic regression with a ridge from earlier windows of
/// the horizon's length: what was known as of a day, and who did not buy in the window after it. Windows do not overlap and none reaches beyond the day of
/// the model. Features are those of the <see cref="Ranker"/> as they are, with the squares and products of the times: a pause says more of one who buys often,
/// and the first weeks of it say less than those that follow.
/// </summary>
public sealed class LeavingModel
{
    public const string Name = "leaving";

    /// <summary>Customers who left in the windows, and customers who did not, that it takes.</summary>
    public const int Fewest = 50;

    private const int MostWindows = 6;
    private const double Ridge = 1;

    private readonly double[] weights;
    private readonly double[] means;
    private readonly double[] deviations;

    private LeavingModel(double[] weights, double[] means, double[] deviations, IReadOnlyList<TrainingWindow> windows) =>
        (this.weights, this.means, this.deviations, Windows) = (weights, means, deviations, windows);

    /// <summary>What it learned from, the latest window first.</summary>
    public IReadOnlyList<TrainingWindow> Windows { get; }

    /// <summary>The weight of the constant and of each feature, in log-odds to leave for one standard deviation.</summary>
    public IReadOnlyList<(string Feature, double Weight)> Weights => [("constant", weights[0]), .. Features.Zip(weights.Skip(1))];

    private static string[] Features =>
        [.. RankerFeatures.Names, "purchases_x_since_last", "since_last_squared", "since_first_squared", "since_last_x_since_first"];

    /// <summary>A model from what is known by the end of <paramref name="day"/>, or why there is none.</summary>
    /// <param name="customers">Customers of any time; purchases after the day are not looked at.</param>
    /// <param name="day">The last day that the model knows.</param>
    /// <param name="horizon">Days ahead, 1 or more.</param>
    public static (LeavingModel? Model, Refusal? Refusal) Train(IReadOnlyList<PurchaseHistory> customers, int day, int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        var first = customers.Count == 0 ? day : customers.Min(one => one.First);
        if (day - first < 2 * horizon)
            return (null, new(Name, TooShort(Math.Max(0, day - first), horizon)));

        List<TrainingWindow> windows = [];
        var (rows, left) = (new List<double[]>(), new List<bool>());
        for (var asOf = day - horizon; asOf - first >= horizon && windows.Count < MostWindows; asOf -= horizon)
        {
            windows.Add(new(asOf, horizon));
            var known = customers.Where(one => one.First <= asOf).ToArray();
            rows.AddRange(Rows(known, asOf));
            left.AddRange(known.Select(one => one.Between(asOf, asOf + horizon).Purchases == 0));
        }

        var gone = left.Count(yes => yes);
        var fewer = Math.Min(gone, left.Count - gone);
        return fewer < Fewest
            ? (null, new(Name, $"{gone} left and {left.Count - gone} did not in earlier windows; {Fewest} of each are needed, {Fewest - fewer} are missing."))
            : (Fit(rows, left, windows), null);
    }

    /// <summary>The probability of each customer, as of the end of a day by which all have bought, to buy on none of the horizon's days after it.</summary>
    public double[] Probabilities(IReadOnlyList<PurchaseHistory> customers, int day) =>
        [.. Rows(customers, day).Select(row => 1 / (1 + Math.Exp(-LogisticRidge.LogOdds(weights, Standardised(row)))))];

    private static LeavingModel Fit(List<double[]> rows, List<bool> left, IReadOnlyList<TrainingWindow> windows)
    {
        double[] centres = [.. Features.Select((_, j) => rows.Average(row => row[j]))];
        double[] spreads = [.. centres.Select((centre, j) => Spread(rows, j, centre))];
        var model = new LeavingModel([], centres, spreads, windows);
        return new(LogisticRidge.Fit([.. rows.Select(model.Standardised)], left, Ridge), centres, spreads, windows);
    }

    // A column of one value says nothing: divided by infinity it is 0 for everybody.
    private static double Spread(List<double[]> rows, int j, double centre)
    {
        const double Constant = 1e-9;
        var deviation = Math.Sqrt(rows.Average(row => (row[j] - centre) * (row[j] - centre)));
        return deviation > Constant ? deviation : double.PositiveInfinity;
    }

    private double[] Standardised(double[] row) => [.. row.Select((value, j) => (value - means[j]) / deviations[j])];

    private static IEnumerable<double[]> Rows(IReadOnlyList<PurchaseHistory> customers, int day) =>
        RankerFeatures.Plain(customers, day).Select(row => Bent(row));

    private static double[] Bent(double[] row)
    {
        var (purchases, sinceLast, sinceFirst) = (row[0], row[1], row[2]);
        return [.. row, purchases * sinceLast, sinceLast * sinceLast, sinceFirst * sinceFirst, sinceLast * sinceFirst];
    }

    private static string TooShort(int there, int horizon) =>
        $"The history has {there} days before the last; {horizon} days ahead need {2 * horizon}, {(2 * horizon) - there} are missing. "
        + (there >= 2 ? $"At most {there / 2} days ahead can be told." : "No time ahead can be told.");
}
