namespace CustomerPerformanceTracker.Tracker.Tests.Adjustments;

/// <summary>
/// Three campaigns that move alike, in daily totals with chance in them: from the day of the change on, trust in "spring" falls by twelve points while more
/// of its visits convert; "summer" and "autumn" go on as before.
/// </summary>
internal static class ThreeCampaigns
{
    public const int Seed = 41;
    public const int Before = 90;
    public const int Days = 118;
    public static readonly LocalDate First = new(2025, 1, 1);
    public static readonly LocalDate Changed = First.PlusDays(Before);

    public static EffectQuestion Question(string kpi = "trust") => new("spring", kpi, Changed);

    /// <param name="brokenControl">Another campaign in which trust falls at the same time.</param>
    public static IEnumerable<string> Lines(int from = 0, int to = Days, params string[] brokenControl)
    {
        var random = new Random(Seed);
        var common = 0.0;
        for (var day = 0; day < Days; day++)
        {
            common = (0.8 * common) + (2 * Gaussian(random));
            foreach (var campaign in (string[])["spring", "summer", "autumn"])
            {
                var after = day >= Before;
                var falls = after && (campaign == "spring" || brokenControl.Contains(campaign, StringComparer.Ordinal));
                var trust = 75 + common + Gaussian(random) - (falls ? 12 : 0);
                var happy = (int)Math.Clamp(Math.Round(2 * trust), 0, 200);
                var converted = (int)Math.Round((after && campaign == "spring" ? 260 : 200) + (2 * common) + (14 * Gaussian(random)));
                if (day < from || day >= to)
                    continue;
                yield return Line(day, campaign, "visit", "\"count\":2000");
                yield return Line(day, campaign, "conversion", Text($"\"count\":{converted},\"amount\":\"{converted * 20}.00\",\"currency\":\"EUR\""));
                yield return Line(day, campaign, "survey_answer", Text($"\"kpi\":\"trust\",\"score\":1,\"scale\":[0,1],\"count\":{happy}"), "up");
                yield return Line(day, campaign, "survey_answer", Text($"\"kpi\":\"trust\",\"score\":0,\"scale\":[0,1],\"count\":{200 - happy}"), "down");
            }
        }
    }

    /// <summary>The same money spent every day in every campaign; contacts of which the change more than doubles those of "spring".</summary>
    public static IEnumerable<string> Costs() =>
        Enumerable
            .Range(0, Days)
            .SelectMany(day =>
                ((string[])["spring", "summer", "autumn"]).SelectMany(campaign =>
                    (string[])
                        [
                            Line(day, campaign, "spend", "\"amount\":\"800.00\",\"currency\":\"EUR\""),
                            Line(day, campaign, "contact", Text($"\"count\":{(day >= Before && campaign == "spring" ? 104 : 38 + (day % 5))}")),
                        ]
                )
            );

    private static double Gaussian(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // At noon, so that no zone moves it to another day.
    private static string Line(int day, string campaign, string type, string rest, string more = "") =>
        $$"""
            {"id":"{{type}}{{more}}-{{day}}","type":"{{type}}","campaign":"{{campaign}}","occurredAt":"{{First.PlusDays(day):uuuu-MM-dd}}T12:00:00Z",{{rest}}}
            """;
}
