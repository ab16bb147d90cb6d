using CustomerPerformanceTracker.Loop.Stored;
using CustomerPerformanceTracker.Readings.Value;
using CustomerPerformanceTracker.Statistics.CustomerValue;

namespace CustomerPerformanceTracker.Loop.Customers;

/// <summary>A parameter of a model, as stored.</summary>
internal sealed record StoredParameter(string Name, double Value, double? StandardError);

/// <summary>A fitted model, as stored.</summary>
internal sealed record StoredModel(string Model, int? Customers, double? LogLikelihood, IReadOnlyList<StoredParameter> Parameters)
{
    /// <summary>Every model of a study that was fitted, and the weights of what ranks.</summary>
    public static IReadOnlyList<StoredModel> Of(CustomerModels models) =>
        [
            .. Fitted(CustomerModels.BgNbdName, models.BgNbd),
            .. Fitted(CustomerModels.ParetoNbdName, models.ParetoNbd),
            .. Fitted(CustomerModels.GammaGammaName, models.GammaGamma),
            .. models.Ranker is { } ranker ? (StoredModel[])[Weights(Ranker.Name, ranker.Weights)] : [],
        ];

    public static StoredModel Weights(string model, IEnumerable<(string Feature, double Weight)> weights) =>
        new(model, null, null, [.. weights.Select(one => new StoredParameter(one.Feature, one.Weight, null))]);

    private static IEnumerable<StoredModel> Fitted<T>(string name, Fitted<T>? fitted) =>
        fitted is null
            ? []
            :
            [
                new(
                    name,
                    fitted.Customers,
                    fitted.LogLikelihood,
                    [.. fitted.Parameters.Select(one => new StoredParameter(one.Name, one.Value, one.StandardError))]
                ),
            ];
}

/// <summary>The data of customer_value_fitted: models as of a day, and which of them told the time before best.</summary>
internal sealed record StoredFit(
    string? Campaign,
    LocalDate Until,
    StoredCursors ReadAt,
    string? Currency,
    int Customers,
    IReadOnlyList<StoredModel> Models,
    string? BestRanking,
    string? ClosestTotal
)
{
    public static StoredFit Of(ValueReading reading) =>
        new(
            reading.Question.Campaign,
            reading.Until,
            StoredCursors.Of(reading.Question.Cursors, reading.Seal),
            reading.Currency,
            reading.Study.Customers.Count,
            StoredModel.Of(reading.Study.Models),
            reading.Study.BackTest?.BestRanks?.Name,
            reading.Study.BackTest?.BestTotal?.Name
        );
}

/// <summary>
/// The data of customers_listed: that a list of customers was taken, what it rests on and the SHA-256 of the list. The list itself names customers and is not
/// stored.
/// </summary>
internal sealed record StoredList(
    string List,
    string? Campaign,
    LocalDate Until,
    StoredCursors ReadAt,
    int HorizonDays,
    int SignDays,
    int Customers,
    string Model,
    IReadOnlyList<StoredModel> Models,
    double? FeltWorse,
    string Digest
);
