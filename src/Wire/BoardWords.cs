using CustomerPerformanceTracker.Readings.Scorecards;

namespace CustomerPerformanceTracker.Wire;

/// <summary>What all campaigns together say, in a sentence that names how many are wrong, which and since when. Each clause follows from readings.</summary>
public static class BoardWords
{
    public static string Headline(IReadOnlyList<(string Name, Scorecard Card)> campaigns)
    {
        if (campaigns.Count == 0)
            return "Nothing has been received yet.";
        foreach (var (reading, word) in Wrong)
        {
            (string Name, Scorecard Card)[] found = [.. campaigns.Where(one => one.Card.Reading == reading)];
            if (found.Length > 0)
                return $"{Of(found.Length, campaigns.Count)} {(found.Length == 1 ? "is" : "are")} {word}: {Names(found)}.";
        }

        var unknown = campaigns.Count(one => one.Card.Reading == Reading.NotEnoughAnswers);
        return unknown == 0 ? "No campaign is surely worse than it was."
            : unknown == campaigns.Count ? "No campaign is surely worse, and none has enough answers to say that nothing is."
            : $"No campaign is surely worse; {Of(unknown, campaigns.Count).ToLowerInvariant()} {(unknown == 1 ? "has" : "have")} too few answers to say that "
                + "nothing is.";
    }

    /// <summary>What the customers of a campaign do, and how they feel, each against what it was.</summary>
    public static string Of(string campaign, KpiReading? demand, KpiReading? feeling) =>
        $"{campaign}: {Side(demand, "what people buy")}; {Side(feeling, "how they feel")}.";

    private static string Side(KpiReading? row, string side) =>
        row is null ? $"{side} is not known"
        : row.Yardstick is null ? $"{KpiText.Name(row.Kpi)} {KpiText.Value(row)}, with nothing before to be held against"
        : $"{KpiText.Name(row.Kpi)} {KpiText.Compared(row)}, was {KpiText.Yardstick(row)}{(row.Sure == Sure.No ? ", no sure change" : "")}";

    /// <param name="isOfNow">Whether the sentence stands beside readings of an earlier moment, and is of now itself.</param>
    public static string Waiting(int alerts, bool isOfNow = false) =>
        (alerts == 0 ? "No alert waits" : CountWords.Capital(CountWords.Many(alerts, "alert waits", "alerts wait")))
        + $" for somebody{(isOfNow ? " now" : "")}.";

    private static readonly (Reading Reading, string Word)[] Wrong =
    [
        (Reading.Misleading, "misleading"),
        (Reading.Declining, "declining"),
        (Reading.UnconvertedTrust, "bought less than before"),
    ];

    private static string Of(int some, int all) =>
        all == 1 ? "The one campaign" : $"{CountWords.Capital(CountWords.Count(some))} of {CountWords.Many(all, "campaign")}";

    private static string Names((string Name, Scorecard Card)[] found) =>
        string.Join(", ", found.Take(3).Select(one => one.Card.Since is { } since ? $"{one.Name}, since {CountWords.Day(since)}" : one.Name))
        + (found.Length > 3 ? $" and {CountWords.Many(found.Length - 3, "other")}" : "");
}
