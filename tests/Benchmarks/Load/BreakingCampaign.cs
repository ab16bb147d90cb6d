namespace CustomerPerformanceTracker.Benchmarks.Load;

/// <summary>
/// A campaign that is level for three months up to yesterday, in daily totals; today its use holds and its trust breaks, in one post that is evidence enough.
/// </summary>
internal sealed record BreakingCampaign(string Name, DateTimeOffset Now)
{
    private const int Days = 90;

    public const string Policy = """
        name: falling-trust
        logic:   { kpi: conversion_rate, state: holding_or_rising, tolerance: 5% }
        emotion: { kpi: trust, state: falling, drop: 3 }
        baseline: { days: 56, quantile: 0.05 }
        falseAlarm: { every: 365d }
        minimumAnswers: 30
        silence: 14d
        """;

    public IEnumerable<string> History() =>
        Enumerable.Range(1, Days).Reverse().SelectMany(ago => Day(Now.Date.AddHours(12).AddDays(-ago), use: 2_000, happy: 80, unhappy: 20));

    public byte[] Break() => Encoding.UTF8.GetBytes($"[{string.Join(',', Day(Now.UtcDateTime, use: 20_000, happy: 20, unhappy: 380))}]");

    private IEnumerable<string> Day(DateTime at, int use, int happy, int unhappy) =>
        [
            Line("visit", at, use, ""),
            Line("conversion", at, use / 10, ""),
            Line("survey_answer", at, happy, ",\"kpi\":\"trust\",\"score\":1,\"scale\":[0,1]"),
            Line("survey_answer", at, unhappy, ",\"kpi\":\"trust\",\"score\":0,\"scale\":[0,1]"),
        ];

    private string Line(string type, DateTime at, int count, string rest) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"id":"{{Guid.NewGuid()}}","type":"{{type}}","campaign":"{{Name}}","occurredAt":"{{at:yyyy-MM-ddTHH:mm:ss.fffZ}}","count":{{count}}{{rest}}}"""
        );
}
