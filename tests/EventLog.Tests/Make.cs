namespace CustomerPerformanceTracker.EventLog.Tests;

/// <summary>Signals and journal events for tests that do not care what they say.</summary>
internal static class Make
{
    public const long March = 1_740_787_200_000_000; // 2025-03-01T00:00:00Z

    public static Signal Click(string id, string campaign = "spring") =>
        new()
        {
            Id = SignalId.From(id),
            Kind = SignalKind.Click,
            Campaign = campaign,
            OccurredAt = March,
        };

    public static Signal Conversion(string id, long amount) => Click(id) with { Kind = SignalKind.Conversion, Amount = amount, Currency = "EUR" };

    public static Signal Correction(string id, string corrects, long amount) => Conversion(id, amount) with { Corrects = SignalId.From(corrects) };

    /// <summary>An answer in which every column of the log has a value.</summary>
    public static Signal Answer(string id, string customer = "c-17", string comment = "could not find the price") =>
        new()
        {
            Id = SignalId.From(id),
            Kind = SignalKind.SurveyAnswer,
            Campaign = "spring",
            OccurredAt = March,
            ReceivedAt = March + 60_000_000,
            Message = "hero@8",
            Touchpoint = "checkout",
            Channel = "email",
            Segment = "new",
            Customer = customer,
            Count = 3,
            Kpi = "trust",
            Score = 7_500,
            Amount = 4_990,
            Currency = "EUR",
            Corrects = SignalId.From(id + " as first told"),
            Comment = comment,
            Attributes = Encoding.UTF8.GetBytes("""{"scale":[1,5],"score":4}"""),
        };

    public static JournalEvent Event(string type = "campaign_named", string data = """{"name":"Spring","goal":1.5}""") => new(type, JsonElement.Parse(data));

    public static StreamAppend To(string stream, ExpectedVersion expected, int events = 1) =>
        new(stream, expected, [.. Enumerable.Range(1, events).Select(i => Event(data: $$"""{"step":{{i}}}"""))]);
}
