namespace CustomerPerformanceTracker.Statistics.Tests.CustomerValue;

/// <summary>A tenth of the customers who first bought at CDNOW in the first quarter of 1997: a year and a half of purchases (Fader and Hardie).</summary>
internal static class Cdnow
{
    public const int HoldoutDays = 273;

    /// <summary>The end of the 39 weeks that the published figures are fitted to.</summary>
    public static readonly int Until = new DateOnly(1997, 9, 30).DayNumber;

    public static PurchaseHistory[] Histories() =>
        [
            .. File.ReadLines(Reference.Path("data", "cdnow", "cdnowElog.csv"))
                .Skip(1)
                .Select(line => line.Split(','))
                .GroupBy(cells => cells[0], StringComparer.Ordinal)
                .Select(customer => PurchaseHistory.Of(customer.Select(Purchase))),
        ];

    public static CustomerSummary[] Summaries() => [.. Histories().Select(one => one.AsOf(Until)!.Value)];

    /// <summary>Published figures of the models on these customers.</summary>
    public static JsonElement Published()
    {
        using var vectors = JsonDocument.Parse(File.ReadAllText(Reference.Path("data", "reference_vectors", "vectors.json")));
        return vectors.RootElement.GetProperty("clv_cdnow").Clone();
    }

    private static PurchaseDay Purchase(string[] cells) =>
        new(DateOnly.ParseExact(cells[2], "yyyyMMdd", CultureInfo.InvariantCulture).DayNumber, double.Parse(cells[4], CultureInfo.InvariantCulture));
}
