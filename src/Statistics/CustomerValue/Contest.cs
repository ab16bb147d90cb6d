namespace CustomerPerformanceTracker.Statistics.CustomerValue;

/// <summary>What one model said beforehand of the days of a contest.</summary>
/// <param name="Name">Name of the model.</param>
/// <param name="Auc">Area under the ROC curve of its ranking by who bought at all; null where all bought or none did.</param>
/// <param name="Purchases">Days of purchase predicted of all customers; null for a model that only ranks.</param>
/// <param name="Money">Money predicted of all customers; null where there is no model of spend, or it has no mean.</param>
/// <param name="RanksAsTheBest">The area is the greatest, or not below the greatest by more than 1.96 standard errors of their difference.</param>
public sealed record Contestant(string Name, double? Auc, double? Purchases, double? Money, bool RanksAsTheBest);

/// <summary>Predictions as of the end of a day, beside what happened in the days after it.</summary>
/// <param name="Day">The last day that the models knew.</param>
/// <param name="Days">Days after it that are judged.</param>
/// <param name="Customers">Customers who had bought by then.</param>
/// <param name="Active">Those who bought in the days judged.</param>
/// <param name="Purchases">Their days of purchase.</param>
/// <param name="Money">Their money.</param>
public sealed record Contest(int Day, int Days, int Customers, int Active, int Purchases, double Money, IReadOnlyList<Contestant> Contestants)
{
    private const double Surely = 1.96;

    /// <summary>The one that ranks best; null where nothing could be ranked.</summary>
    public Contestant? BestRanks => Contestants.Where(one => one.Auc is not null).MaxBy(one => one.Auc);

    /// <summary>The one whose total of purchases is the closest; null where none gave a total.</summary>
    public Contestant? BestTotal => Contestants.Where(one => one.Purchases is not null).MinBy(one => Math.Abs(one.Purchases!.Value - Purchases));

    /// <summary>The contest of models on the days after the day that they know.</summary>
    public static Contest Of(CustomerModels models, IReadOnlyList<PurchaseHistory> customers, int days)
    {
        var day = models.Day;
        var known = customers.Where(one => one.First <= day).ToArray();
        var actual = known.Select(one => one.Between(day, day + days)).ToArray();
        bool[] bought = [.. actual.Select(one => one.Purchases > 0)];
        CustomerSummary[] summaries = [.. known.Select(one => one.AsOf(day)!.Value)];
        double?[]? spend = models.GammaGamma is { } fitted ? [.. summaries.Select(fitted.Model.ExpectedSpend)] : null;

        List<(string Name, double[] Scores, bool IsCount)> predicted = [];
        foreach (var (name, model) in models.PurchaseModels)
            predicted.Add((name, [.. summaries.Select(customer => model.Expected(customer, days / PurchaseHistory.DaysOfWeek))], true));
        if (models.Ranker is { } ranker)
            predicted.Add((Ranker.Name, ranker.Scores(known, day), false));
        double?[] areas = [.. predicted.Select(one => Ranking.Auc(one.Scores, bought))];
        var best = Array.IndexOf(areas, areas.Max());
        Contestant Judged((string Name, double[] Scores, bool IsCount) one, int i) =>
            new(
                one.Name,
                areas[i],
                one.IsCount ? one.Scores.Sum() : null,
                one.IsCount ? Total(one.Scores, spend) : null,
                areas[i] is { } area && !(areas[best] - area > Surely * Ranking.DifferenceError(predicted[best].Scores, one.Scores, bought))
            );
        return new(
            day,
            days,
            known.Length,
            bought.Count(yes => yes),
            actual.Sum(one => one.Purchases),
            actual.Sum(one => one.Money),
            [.. predicted.Select(Judged)]
        );
    }

    private static double? Total(double[] purchases, double?[]? spend)
    {
        if (spend is null || Array.Exists(spend, one => one is null))
            return null;

        var sum = 0.0;
        for (var i = 0; i < purchases.Length; i++)
            sum += purchases[i] * spend[i]!.Value;
        return sum;
    }
}
