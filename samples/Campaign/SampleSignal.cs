namespace CustomerPerformanceTracker.Campaign;

/// <summary>One signal before it has its id. The second is counted from the first moment of the campaign's first day.</summary>
internal sealed record SampleSignal(string Type, string Campaign, long Second)
{
    public string? Message { get; init; }
    public string? Touchpoint { get; init; }
    public string? Channel { get; init; }
    public string? Segment { get; init; }
    public string? Customer { get; init; }
    public int? Count { get; init; }
    public string? Kpi { get; init; }

    /// <summary>In hundredths, so that no binary fraction reaches the text.</summary>
    public int? ScoreHundredths { get; init; }

    public (int Lowest, int Highest)? Scale { get; init; }
    public int? Cents { get; init; }
    public string? Order { get; init; }
    public string? Source { get; init; }
    public string? Comment { get; init; }
}
