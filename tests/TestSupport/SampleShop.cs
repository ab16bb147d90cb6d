using System.Globalization;
using NodaTime;

namespace CustomerPerformanceTracker.TestSupport;

/// <summary>
/// A shop of 200 days, drawn with a seed: customers come, buy again at rates of their own, answer now and then, and from day 120 on half of those who come feel
/// worse. They answer lower and send orders back; what they buy is as of the others, or less by a factor.
/// </summary>
public static class SampleShop
{
    private const int Days = 200;
    private const int Break = 120;

    private static readonly LocalDate First = new(2025, 1, 1);

    /// <summary>The last day of the shop.</summary>
    public static LocalDate Last => First.PlusDays(Days - 1);

    /// <summary>Whether the customer of a name feels worse.</summary>
    public static bool FeelsWorse(string customer) => customer.EndsWith('w');

    /// <summary>Signals in the native form.</summary>
    /// <param name="buys">What those who feel worse buy, of what they would have bought.</param>
    public static IReadOnlyList<string> Signals(int customers, double buys = 1, int seed = 1)
    {
        var (random, lines) = (new Random(seed), new List<string>());
        for (var i = 0; i < customers; i++)
        {
            var came = random.Next(Days);
            var worse = came >= Break && random.NextDouble() < 0.5;
            var (customer, rate) = ($"c{i}{(worse ? "w" : "")}", 0.01 + (0.04 * random.NextDouble()));
            for (var day = came; day < Days; day++)
            {
                if (day == came || random.NextDouble() < rate * (worse ? buys : 1))
                    Order(lines, random, customer, day, worse && day > came && random.NextDouble() < 0.2);
                if (random.NextDouble() < 0.01)
                    Answer(lines, random, customer, day, worse);
            }
        }

        return lines;
    }

    private static void Order(List<string> lines, Random random, string customer, int day, bool isSentBack)
    {
        var paid = (20 + (20 * random.NextDouble())).ToString("0.00", CultureInfo.InvariantCulture);
        lines.Add(Line(lines.Count, "conversion", customer, day, 8, $""","channel":"search","amount":"{paid}","currency":"EUR","cost":"10.00" """));
        if (isSentBack)
            lines.Add(Line(lines.Count, "refund", customer, day, 9, $""","amount":"{paid}","currency":"EUR" """));
    }

    private static void Answer(List<string> lines, Random random, string customer, int day, bool worse) =>
        lines.Add(Line(lines.Count, "survey_answer", customer, day, 10, $""","kpi":"loyalty","score":{(worse ? 2 : 6) + random.Next(5)},"scale":[0,10]"""));

    private static string Line(int id, string type, string customer, int day, int hour, string rest) =>
        $$"""{"id":"s{{id}}","type":"{{type}}","occurredAt":"{{First.PlusDays(day):yyyy-MM-dd}}T{{hour:00}}:00:00Z","campaign":"shop","customer":"{{customer}}"{{rest.TrimEnd()}}}""";
}
