namespace CustomerPerformanceTracker.Tracker.Tests.Laws;

/// <summary>
/// A campaign in daily totals, level on the logic side, in which trust and nothing else changes. Without noise, so that what a watch finds in it is no
/// accident.
/// </summary>
internal static class DayHistory
{
    public const string Campaign = "spring";
    public static readonly LocalDate First = new(2025, 1, 1);

    public const string Policy = SamplePolicies.FallingTrust;

    /// <param name="days">Numbers of the days in question; day 0 is <see cref="First"/>.</param>
    /// <param name="happy">Of a day's hundred trust answers those that are good; null on a day without answers.</param>
    public static IEnumerable<string> Lines(IEnumerable<int> days, Func<int, int?> happy, string campaign = Campaign) =>
        days.SelectMany(day => Day(day, happy(day), campaign));

    public static IEnumerable<string> Day(int day, int? happy, string campaign = Campaign)
    {
        yield return Line(day, "visit", campaign, "\"count\":2000");
        yield return Line(day, "conversion", campaign, "\"count\":200");
        if (happy is not { } good)
            yield break;
        if (good > 0)
            yield return Answers(day, good, 1, campaign);
        if (good < 100)
            yield return Answers(day, 100 - good, 0, campaign);
    }

    /// <summary>One of many appends on a day that is not over: use as always, enough of it to be sure, and some answers.</summary>
    public static IEnumerable<string> Live(int day, int happy, int unhappy, int append) =>
        [
            Line(day, "visit", Campaign, "\"count\":20000", $"live {append}"),
            Line(day, "conversion", Campaign, "\"count\":2000", $"live {append}"),
            Answers(day, happy, 1, more: $" live {append}"),
            Answers(day, unhappy, 0, more: $" live {append}"),
        ];

    public static string Answers(int day, int count, int score, string campaign = Campaign, string more = "") =>
        Line(
            day,
            "survey_answer",
            campaign,
            string.Create(CultureInfo.InvariantCulture, $"\"kpi\":\"trust\",\"score\":{score},\"scale\":[0,1],\"count\":{count}"),
            score + more
        );

    /// <summary>At noon, so that no zone moves it to another day.</summary>
    private static string Line(int day, string type, string campaign, string rest, string more = "") =>
        $$"""{"id":"{{type}}-{{more}}-{{day}}","type":"{{type}}","campaign":"{{campaign}}","occurredAt":"{{First.PlusDays(day):uuuu-MM-dd}}T12:00:00Z",{{rest}}}""";
}
