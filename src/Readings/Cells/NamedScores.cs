namespace CustomerPerformanceTracker.Readings.Cells;

/// <summary>The answers of one day to one question that name the same message, touchpoint, channel, segment and own values; '' where they name none.</summary>
/// <param name="ScoreSum">Sum of count times score, in basis points.</param>
/// <param name="ScoreSquares">Sum of count times squared score.</param>
public sealed record NamedScores(
    LocalDate Day,
    string Message,
    string Touchpoint,
    string Channel,
    string Segment,
    OwnValues? Own,
    long Count,
    double ScoreSum,
    double ScoreSquares
)
{
    /// <summary>What these answers name of a dimension; '' for nothing.</summary>
    public string Of(Dimension dimension) =>
        dimension == Dimension.Message ? Message
        : dimension == Dimension.Touchpoint ? Touchpoint
        : dimension == Dimension.Channel ? Channel
        : dimension == Dimension.Segment ? Segment
        : Own?.Find(dimension.Name) ?? "";
}
