using NodaTime;

namespace CustomerPerformanceTracker.Campaign;

/// <summary>How long and how busy the sample campaigns are.</summary>
public sealed record SampleOptions
{
    /// <summary>The first day, in UTC.</summary>
    public LocalDate Start { get; init; } = new(2025, 1, 1);

    /// <summary>
    /// Days in all, at least 1; to begin with six weeks more than it takes until trust mends. What falls due after the last day (a refund, a cancellation) is
    /// left out.
    /// </summary>
    public int Days
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A campaign lasts at least one day.");
    } = SampleCampaign.MendDay + 42;

    /// <summary>People reached, as a multiple of the usual size; above 0. Conversions and answers grow with it, daily counts stay one line each.</summary>
    public double Scale
    {
        get;
        init =>
            field = value is > 0 and <= 1_000 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The scale is above 0 and at most 1,000.");
    } = 1;
}
