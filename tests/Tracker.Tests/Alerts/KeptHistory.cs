using CustomerPerformanceTracker.Readings.Rates;

namespace CustomerPerformanceTracker.Tracker.Tests.Alerts;

/// <summary>
/// Pieces of a random history in the order in which they come in. Trust of two campaigns falls and comes back, answers stop for a while, visits are told only
/// from some day on, a second currency, which has a rate on most days, and a second segment come later. Days come in blocks, some of them long after later
/// ones; some lines come days late, some are taken back.
/// </summary>
internal sealed class KeptHistory
{
    public const int Days = 190;

    private readonly Random random;
    private readonly int[] falls;
    private readonly int visitsFrom;
    private readonly int dollarsFrom;
    private readonly int loyalFrom;
    private readonly List<(int Received, string Line)> retractions = [];

    public KeptHistory(int seed)
    {
        random = new Random(seed);
        (falls, visitsFrom, dollarsFrom, loyalFrom) = (
            [random.Next(70, 110), random.Next(70, 110)],
            random.Next(20, 90),
            random.Next(20, 60),
            random.Next(0, 60)
        );
    }

    /// <summary>Lines to be imported at once, and the newest received day among all that came so far.</summary>
    public IEnumerable<(string[] Lines, int Newest)> Pieces()
    {
        var newest = 0;
        var late = new List<string[]>();
        var from = 0;
        while (from < Days)
        {
            var to = Math.Min(Days, from + random.Next(1, 30));
            string[] lines =
            [
                .. Enumerable.Range(from, to - from).SelectMany(day => Lines(day)),
                .. retractions.Where(_ => random.Next(3) > 0).Select(taken => taken.Line),
            ];
            retractions.Clear();
            if (random.Next(4) == 0 && to < Days)
                late.Add(lines);
            else
                yield return (lines, newest = to - 1);
            if (late.Count > 0 && random.Next(3) == 0)
                yield return (Taken(late), newest);
            from = to;
        }

        while (late.Count > 0)
            yield return (Taken(late), newest);
    }

    private string[] Taken(List<string[]> late)
    {
        var i = random.Next(late.Count);
        var lines = late[i];
        late.RemoveAt(i);
        return lines;
    }

    private IEnumerable<string> Lines(int day) =>
        new[] { 0, 1 }.SelectMany(campaign => Lines(day, campaign)).Where(_ => random.Next(40) > 0).Concat(Rates(day));

    private IEnumerable<string> Rates(int day)
    {
        if (random.Next(4) == 0)
            yield break;
        var (id, received) = ($"rate-{day}", Received(day));
        var cents = day % 60 < 30 ? 9_000 : 20_000;
        yield return Text(day, received, RateReader.Campaign, "rate", id, Rate(cents));
        if (random.Next(8) == 0)
            retractions.Add(
                (
                    received,
                    Text(day, Math.Min(Days - 1, received + 1), RateReader.Campaign, "rate", id + "-corrected", $"\"corrects\":\"{id}\",{Rate(cents / 2)}")
                )
            );
    }

    private static string Rate(int cents) =>
        string.Create(CultureInfo.InvariantCulture, $"\"base\":\"EUR\",\"count\":100,\"currency\":\"USD\",\"amount\":\"{cents / 100}.{cents % 100:00}\"");

    private int Received(int day) => Math.Min(Days - 1, day + (random.Next(12) == 0 ? random.Next(1, 8) : 0));

    private IEnumerable<string> Lines(int day, int campaign)
    {
        var fall = falls[campaign];
        var happy = (day >= fall && day < fall + 25) || day >= fall + 70 ? 52 : 80;
        var silent = campaign == 1 && day >= fall - 40 && day < fall - 20;
        foreach (var segment in day < loyalFrom ? new[] { "new" } : ["new", "loyal"])
        {
            if (day >= visitsFrom)
                yield return Line(day, campaign, segment, "visit", $"\"count\":{random.Next(900, 1_100)}");
            yield return Line(day, campaign, segment, "click", $"\"count\":{random.Next(1_400, 1_600)}");
            yield return Line(
                day,
                campaign,
                segment,
                "conversion",
                $"\"count\":{random.Next(90, 110)},\"amount\":\"{random.Next(4_000, 5_000)}\",\"currency\":\"{(day >= dollarsFrom && random.Next(3) > 0 ? "USD" : "EUR")}\""
            );
            if (silent)
                continue;
            var good = Math.Min(50, (happy / 2) + random.Next(-4, 5) + (segment == "loyal" ? 3 : 0));
            yield return Line(day, campaign, segment, "survey_answer", Answers(1, good));
            yield return Line(day, campaign, segment, "survey_answer", Answers(0, 50 - good), "-not");
        }
    }

    private static string Answers(int score, int count) => $"\"kpi\":\"trust\",\"score\":{score},\"scale\":[0,1],\"count\":{count}";

    private string Line(int day, int campaign, string segment, string type, string rest, string more = "")
    {
        var received = Received(day);
        var id = $"{campaign}-{segment}-{type}{more}-{day}";
        if (random.Next(60) == 0)
            retractions.Add((received, Text(day, received, $"c{campaign}", "retraction", id + "-taken-back", $"\"corrects\":\"{id}\"")));
        return Text(day, received, $"c{campaign}", type, id, $"\"segment\":\"{segment}\",{rest}");
    }

    private static string Text(int day, int received, string campaign, string type, string id, string rest) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"id\":\"{id}\",\"type\":\"{type}\",\"campaign\":\"{campaign}\",\"occurredAt\":\"{DayHistory.First.PlusDays(day):uuuu-MM-dd}T09:00:00Z\",\"receivedAt\":\"{DayHistory.First.PlusDays(received):uuuu-MM-dd}T10:00:00Z\",{rest}}}"
        );
}
