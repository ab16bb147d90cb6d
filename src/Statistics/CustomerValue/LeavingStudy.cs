namespace CustomerPerformanceTracker.Statistics.CustomerValue;

/// <summary>Who leaves, and how well the same model, one horizon earlier, told who left since.</summary>
/// <param name="Horizon">Days ahead.</param>
/// <param name="Probabilities">Of each customer, in the order they were given in; empty without a model.</param>
/// <param name="BackTest">
/// The model of one horizon earlier judged by the days since; null where the history is too short for one. Its slope, level and tenths say how far the
/// probabilities can be believed.
/// </param>
public sealed record LeavingStudy(int Horizon, LeavingModel? Model, Refusal? Refusal, IReadOnlyList<double> Probabilities, Reliability? BackTest)
{
    private const int Fewest = 10;

    /// <param name="customers">Customers who have bought by the end of the day.</param>
    public static LeavingStudy Of(IReadOnlyList<PurchaseHistory> customers, int day, int horizon)
    {
        var (model, refusal) = LeavingModel.Train(customers, day, horizon);
        return new(horizon, model, refusal, model?.Probabilities(customers, day) ?? [], model is null ? null : BackTested(customers, day, horizon));
    }

    private static Reliability? BackTested(IReadOnlyList<PurchaseHistory> customers, int day, int horizon)
    {
        var earlier = day - horizon;
        var known = customers.Where(one => one.First <= earlier).ToArray();
        return known.Length >= Fewest && LeavingModel.Train(customers, earlier, horizon).Model is { } model
            ? Reliability.Of(model.Probabilities(known, earlier), [.. known.Select(one => one.Between(earlier, day).Purchases == 0)])
            : null;
    }
}
