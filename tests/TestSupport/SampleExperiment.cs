using System.Globalization;
using NodaTime;

namespace CustomerPerformanceTracker.TestSupport;

/// <summary>
/// A campaign of 30 days, drawn with a seed, whose customers come one by one and are shown one of two versions of a message. What each buys and how each
/// answers afterwards follows the rates that are asked for, so the truth is known. Nothing but the first impression names the version.
/// </summary>
public static class SampleExperiment
{
    public const string Campaign = "spring";
    public const string Control = "hero@8";
    public const string Treatment = "hero@9";
    public const int Days = 30;

    public static readonly LocalDate First = new(2025, 5, 1);

    /// <summary>The last day.</summary>
    public static LocalDate Last => First.PlusDays(Days - 1);

    /// <summary>Signals in the native form, in the order of time.</summary>
    /// <param name="lift">How many times as often customers of the treatment buy.</param>
    /// <param name="trust">Of a customer of the treatment who is asked, the chance to trust; in control it is .8.</param>
    /// <param name="controlShare">The share of customers who are shown control.</param>
    public static IReadOnlyList<string> Signals(int customers, double lift = 1, double trust = 0.8, double controlShare = 0.5, int seed = 1)
    {
        const double Trust = 0.8;
        var (random, lines) = (new Random(seed), new List<(int Day, string Line)>());
        for (var i = 0; i < customers; i++)
        {
            var (customer, came, isTreated) = ($"s{seed}-{i}", random.Next(Days), random.NextDouble() >= controlShare);
            Add("impression", customer, came, 9, $""","message":"{(isTreated ? Treatment : Control)}" """);
            for (var day = came; day < Days; day++)
            {
                if (random.NextDouble() < 0.03 * (isTreated ? lift : 1))
                    Add("conversion", customer, day, 10, $""","amount":"{Paid(random)}","currency":"EUR" """);
                if (random.NextDouble() < 0.04)
                    Add(
                        "survey_answer",
                        customer,
                        day,
                        11,
                        $""","kpi":"trust","score":{(random.NextDouble() < (isTreated ? trust : Trust) ? 1 : 0)},"scale":[0,1] """
                    );
            }
        }

        return [.. lines.OrderBy(line => line.Day).Select(line => line.Line)];

        void Add(string type, string customer, int day, int hour, string rest) =>
            lines.Add((day, Line($"e{seed}-{lines.Count}", type, customer, day, hour, rest)));
    }

    /// <summary>A signal of the campaign, so many days after the first one.</summary>
    /// <param name="rest">Further members, beginning with a comma.</param>
    public static string Line(string id, string type, string customer, int day, int hour, string rest = "") =>
        $$"""{"id":"{{id}}","type":"{{type}}","occurredAt":"{{First.PlusDays(day):yyyy-MM-dd}}T{{hour:00}}:00:00Z","campaign":"{{Campaign}}","customer":"{{customer}}"{{rest.TrimEnd()}}}""";

    private static string Paid(Random random) => (20 + (20 * random.NextDouble())).ToString("0.00", CultureInfo.InvariantCulture);
}
