using CustomerPerformanceTracker.Statistics.CustomerValue;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>What was read and what of it was not used.</summary>
/// <param name="Rows">Data rows of the file.</param>
/// <param name="Refunds">Rows with a negative amount, left out.</param>
/// <param name="WithoutMoney">Rows with an amount of 0, used as purchases.</param>
/// <param name="SameDay">Rows added to another row of the same customer and day.</param>
/// <param name="LateCustomers">Customers whose first purchase is after the day, left out.</param>
/// <param name="LatePurchases">Their days of purchase.</param>
/// <param name="AfterHoldout">Days of purchase of the other customers after the holdout, left out.</param>
/// <param name="LastRow">The latest date of the file.</param>
public sealed record PurchaseRowsView(
    int Rows,
    int Refunds,
    int WithoutMoney,
    int SameDay,
    int LateCustomers,
    int LatePurchases,
    int AfterHoldout,
    LocalDate LastRow
);

/// <summary>A parameter of a fitted model; no standard error where the data do not determine it.</summary>
public sealed record ParameterView(string Name, double Value, double? StandardError);

/// <summary>A model fitted by maximum likelihood, or why it is not.</summary>
public sealed record FittedView(
    string Model,
    int? Customers,
    double? LogLikelihood,
    IReadOnlyList<ParameterView> Parameters,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Refusal
);

/// <summary>What one model predicted; null what it does not predict.</summary>
public sealed record ContestantView(string Model, double? Auc, bool RanksAsTheBest, double? Purchases, double? Money);

/// <summary>Predictions made at the end of <paramref name="AsOf"/> beside what happened in the days after it.</summary>
public sealed record ContestView(
    LocalDate AsOf,
    LocalDate Through,
    int Days,
    int Customers,
    int Active,
    int Purchases,
    double Money,
    IReadOnlyList<ContestantView> Models,
    string? BestRanking,
    string? ClosestTotal
)
{
    internal static ContestView Of(Contest contest) =>
        new(
            CustomerValueView.Date(contest.Day),
            CustomerValueView.Date(contest.Day + contest.Days),
            contest.Days,
            contest.Customers,
            contest.Active,
            contest.Purchases,
            contest.Money,
            [.. contest.Contestants.Select(one => new ContestantView(one.Name, one.Auc, one.RanksAsTheBest, one.Purchases, one.Money))],
            contest.BestRanks?.Name,
            contest.BestTotal?.Name
        );
}

/// <summary>A feature of the ranker and its weight, in log-odds for one standard deviation.</summary>
public sealed record FeatureView(string Feature, double Weight);

/// <summary>Days that the ranker learned from: who bought in the days after <paramref name="AsOf"/>, through <paramref name="Through"/>.</summary>
public sealed record TrainingWindowView(LocalDate AsOf, LocalDate Through);

/// <summary>The logistic ranker.</summary>
public sealed record RankerView(IReadOnlyList<TrainingWindowView> Windows, IReadOnlyList<FeatureView> Features);

/// <summary>A fifth of the customers from 1 (worst) to 5 (best): how many lie in it by recency, by frequency and by money.</summary>
public sealed record FifthView(int Fifth, int Recency, int Frequency, int Money);

/// <summary>Customer value of the customers of a file, or of the log.</summary>
/// <param name="Rows">What was read of a file.</param>
public sealed record CustomerValueView(
    LocalDate Until,
    int Customers,
    int Repeaters,
    [property: JsonIgnore(Condition = WhenWritingNull)] PurchaseRowsView? Rows,
    IReadOnlyList<FittedView> Models,
    RankerView? Ranker,
    ContestView? Holdout,
    ContestView? BackTest,
    IReadOnlyList<RefusalOfModelView> BackTestRefusals,
    IReadOnlyList<FifthView> Rfm
)
{
    public static CustomerValueView Of(CustomerValueStudy study, PurchaseRowsView? rows = null)
    {
        var models = study.Models;
        string? Refusal(string model) => models.Refusals.FirstOrDefault(one => one.Model == model)?.Reason;
        FittedView Fit<T>(string name, Fitted<T>? fitted) =>
            new(
                name,
                fitted?.Customers,
                fitted?.LogLikelihood,
                [.. (fitted?.Parameters ?? []).Select(one => new ParameterView(one.Name, one.Value, one.StandardError))],
                Refusal(name)
            );
        return new(
            Date(models.Day),
            study.Customers.Count,
            study.Customers.Count(one => one.AsOf(models.Day)!.Value.Repeats > 0),
            rows,
            [
                Fit(CustomerModels.BgNbdName, models.BgNbd),
                Fit(CustomerModels.ParetoNbdName, models.ParetoNbd),
                Fit(CustomerModels.GammaGammaName, models.GammaGamma),
                .. Refusal(Statistics.CustomerValue.Ranker.Name) is { } reason
                    ? (FittedView[])[new(Statistics.CustomerValue.Ranker.Name, null, null, [], reason)]
                    : [],
            ],
            models.Ranker is { } ranker
                ? new(
                    [.. ranker.Windows.Select(window => new TrainingWindowView(Date(window.AsOf), Date(window.AsOf + window.Days)))],
                    [.. ranker.Weights.Select(one => new FeatureView(one.Feature, one.Weight))]
                )
                : null,
            study.Holdout is { } holdout ? ContestView.Of(holdout) : null,
            study.BackTest is { } backTest ? ContestView.Of(backTest) : null,
            [.. study.BackTestRefusals.Select(one => new RefusalOfModelView(one.Model, one.Reason))],
            [
                .. Enumerable
                    .Range(1, Quintiles.Count)
                    .Select(fifth => new FifthView(
                        fifth,
                        study.Rfm.Count(one => one.Recency == fifth),
                        study.Rfm.Count(one => one.Frequency == fifth),
                        study.Rfm.Count(one => one.Money == fifth)
                    )),
            ]
        );
    }

    internal static LocalDate Date(int day) => LocalDate.FromDateOnly(DateOnly.FromDayNumber(day));
}

/// <summary>A model that takes no part, and why.</summary>
public sealed record RefusalOfModelView(string Model, string Reason);
