namespace CustomerPerformanceTracker.Readings.Dimensions;

/// <summary>What a scorecard can be split by: a dimension, or the team, which is the touchpoints it owns in the journey map.</summary>
public sealed record SplitBy(string Name, Dimension Dimension)
{
    public static readonly SplitBy Message = new(Dimension.Message.Name, Dimension.Message);
    public static readonly SplitBy Touchpoint = new(Dimension.Touchpoint.Name, Dimension.Touchpoint);
    public static readonly SplitBy Channel = new(Dimension.Channel.Name, Dimension.Channel);
    public static readonly SplitBy Segment = new(Dimension.Segment.Name, Dimension.Segment);
    public static readonly SplitBy Team = new("team", Dimension.Touchpoint);

    public bool IsTeam => this == Team;

    /// <summary>Whether a part's rates are of the same events as the campaign's: a touchpoint, a team or an agent sees a stretch of the journey only.</summary>
    internal bool AreRatesAlike => Dimension != Dimension.Touchpoint && !Dimension.IsOwn;
}
