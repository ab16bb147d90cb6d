namespace CustomerPerformanceTracker.Statistics.ChangePoints;

/// <summary>
/// What it costs to call a run of points one segment: minus twice its log-likelihood with the segment's own parameters fitted, and a price for those.
/// </summary>
internal interface ISegmentCost
{
    /// <summary>The number of points.</summary>
    int Count { get; }

    /// <summary>The cost of the points <paramref name="first"/> (included) to <paramref name="end"/> (excluded); at least one point.</summary>
    double Of(int first, int end);

    /// <summary>The part of that cost which is the price of the segment's parameters and not its misfit.</summary>
    double Price(int first, int end);
}

/// <summary>A cost that is a Gaussian residual plus a price for its parameters.</summary>
internal interface IResidualCost : ISegmentCost
{
    /// <summary>Parameters fitted to each segment.</summary>
    int Parameters { get; }

    /// <summary>The weighted residual sum of squares of a run, which is about its number of points where the noise is right.</summary>
    double Residual(int first, int end);

    /// <summary>What is new in each point of a run about its fit, in standard deviations, put at the points' own places.</summary>
    void Innovations(int first, int end, Span<double> into);
}
