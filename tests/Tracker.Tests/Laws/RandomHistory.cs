namespace CustomerPerformanceTracker.Tracker.Tests.Laws;

/// <summary>
/// Native lines of two campaigns over some seventy days around a change of clocks, with signals that were corrected, corrected again, and taken back. Received
/// times lie up to nine days after the event; a correction may have been received before what it corrects. No signal has two corrections: which of them stands
/// would depend on the order, and must.
/// </summary>
internal sealed class RandomHistory
{
    public static readonly string[] Campaigns = ["spring", "autumn"];
    public static readonly DateTimeOffset Start = new(2025, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Random random;
    private readonly List<Line> lines = [];

    public RandomHistory(int seed, int signals)
    {
        random = new Random(seed);
        for (var i = 0; i < signals; i++)
            Add(new Line($"s{i}", Kind(), Campaigns[random.Next(2)], null));
        foreach (var line in lines.Where(_ => random.Next(5) == 0).ToArray())
            Correct(line, depth: 0);
    }

    public int Days { get; } = 70;

    /// <summary>Each line beside when it was received.</summary>
    public IReadOnlyList<(string Text, DateTimeOffset Received)> Lines => [.. lines.Select(line => (line.Text!, line.Received))];

    private void Correct(Line line, int depth)
    {
        var retracts = random.Next(3) == 0;
        var correction = Add(new Line(line.Id + "'", retracts ? "retraction" : line.Kind, line.Campaign, line.Id));
        if (depth < 3 && random.Next(3) == 0)
            Correct(correction, depth + 1);
    }

    private Line Add(Line line)
    {
        var occurred = Start.AddSeconds(random.NextInt64(Days * 86_400L));
        var received = occurred.AddSeconds(random.NextInt64(9 * 86_400L));
        var fields = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["id"] = line.Id,
            ["type"] = line.Kind,
            ["campaign"] = line.Campaign,
            ["occurredAt"] = Text(occurred),
            ["receivedAt"] = Text(received),
        };
        if (line.Corrects is { } corrects)
            fields["corrects"] = corrects;
        if (line.Kind != "retraction")
            Fill(fields, line.Kind);
        lines.Add(line = line with { Text = JsonSerializer.Serialize(fields), Received = received });
        return line;
    }

    private void Fill(Dictionary<string, object> fields, string kind)
    {
        if (random.Next(4) > 0)
            fields["segment"] = One("new", "old", "gone");
        if (random.Next(4) > 0)
            fields["message"] = One("hero@7", "hero@8");
        if (random.Next(2) == 0)
            fields["channel"] = One("email", "search");
        if (random.Next(3) == 0)
            fields["customer"] = $"c-{random.Next(30)}";
        if (kind is not "sentiment")
            fields["count"] = random.Next(1, 40);
        switch (kind)
        {
            case "conversion" or "refund" or "spend":
                fields["amount"] = (random.Next(1, 100_000) / 100m).ToString("0.00", CultureInfo.InvariantCulture);
                fields["currency"] = One("EUR", "USD");
                break;
            case "survey_answer":
                (fields["kpi"], fields["score"], fields["scale"]) = (One("trust", "clarity", "satisfaction"), random.Next(1, 6), new[] { 1, 5 });
                break;
            case "sentiment":
                (fields["score"], fields["scale"]) = (random.Next(-100, 101) / 100m, new[] { -1, 1 });
                break;
        }
    }

    private string Kind() =>
        One(
            "impression",
            "click",
            "visit",
            "conversion",
            "refund",
            "spend",
            "contact",
            "churn",
            "survey_answer",
            "survey_answer",
            "survey_answer",
            "sentiment"
        );

    private string One(params string[] choices) => choices[random.Next(choices.Length)];

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private sealed record Line(string Id, string Kind, string Campaign, string? Corrects, string? Text = null, DateTimeOffset Received = default);
}
