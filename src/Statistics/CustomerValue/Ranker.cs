using CustomerPerformanceTracker.Statistics.Regression;

namespace CustomerPerformanceTracker.Statistics.CustomerValue;

/// <summary>A window that a ranker learned from: features as of the end of <paramref name="AsOf"/>, labels from the <paramref name="Days"/> after it.</summary>
public readonly record struct TrainingWindow(int AsOf, int Days);

/// <summary>
/// Ranks customers by the log-odds that they buy in the days to come, from seven plain features. The odds are learned by logistic regression with a ridge from
/// earlier windows of the same history: what was known as of a day, and who bought in the window after it. Windows do not overlap, none reaches beyond the day
/// of the ranking, and each is as long as the horizon or as half of the history where that is shorter, so scores rank and are not probabilities.
/// </summary>
public sealed class Ranker
{
    public const string Name = "Ranker";

    /// <summary>Customers who bought in the windows, and customers who did not, that it takes.</summary>
    public const int Fewest = 20;

    private const int MostWindows = 3;

    // One observation's worth of doubt for each feature.
    private const double Ridge = 1;

    private readonly double[] weights;

    private Ranker(double[] weights, IReadOnlyList<TrainingWindow> windows) => (this.weights, Windows) = (weights, windows);

    /// <summary>What it learned from, the latest window first.</summary>
    public IReadOnlyList<TrainingWindow> Windows { get; }

    /// <summary>The weight of each feature, in log-odds for one standard deviation.</summary>
    public IReadOnlyList<(string Feature, double Weight)> Weights => [.. RankerFeatures.Names.Zip(weights.Skip(1))];

    /// <summary>A ranker from what is known by the end of <paramref name="day"/>, or why there is none.</summary>
    /// <param name="customers">Customers of any time; purchases after the day are not looked at.</param>
    /// <param name="day">The day of the ranking.</param>
    /// <param name="horizon">Days ahead that the ranking is for, 1 or more.</param>
    public static (Ranker? Ranker, Refusal? Refusal) Train(IReadOnlyList<PurchaseHistory> customers, int day, int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        var windows = WindowsOf(customers, day, horizon);
        var (rows, labels) = (new List<double[]>(), new List<bool>());
        foreach (var window in windows)
        {
            var known = customers.Where(one => one.First <= window.AsOf).ToArray();
            rows.AddRange(RankerFeatures.AsOf(known, window.AsOf));
            labels.AddRange(known.Select(one => one.Between(window.AsOf, window.AsOf + window.Days).Purchases > 0));
        }

        var bought = labels.Count(yes => yes);
        var fewer = Math.Min(bought, labels.Count - bought);
        return fewer < Fewest
            ? (
                null,
                new(Name, $"{bought} bought and {labels.Count - bought} did not in earlier windows; {Fewest} of each are needed, {Fewest - fewer} are missing.")
            )
            : (new Ranker(LogisticRidge.Fit(rows, labels, Ridge), windows), null);
    }

    /// <summary>The score of each customer as of the end of a day by which all have bought; higher is likelier to buy.</summary>
    public double[] Scores(IReadOnlyList<PurchaseHistory> customers, int day) =>
        [.. RankerFeatures.AsOf(customers, day).Select(row => LogisticRidge.LogOdds(weights, row))];

    // Before each window lies a history that is at least as long as the window.
    private static List<TrainingWindow> WindowsOf(IReadOnlyList<PurchaseHistory> customers, int day, int horizon)
    {
        var windows = new List<TrainingWindow>();
        if (customers.Count == 0)
            return windows;

        var first = customers.Min(one => one.First);
        var length = Math.Min(horizon, (day - first) / 2);
        for (var asOf = day - length; length > 0 && asOf - first >= length && windows.Count < MostWindows; asOf -= length)
            windows.Add(new(asOf, length));
        return windows;
    }
}
