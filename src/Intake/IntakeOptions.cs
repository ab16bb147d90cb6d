using CustomerPerformanceTracker.Intake.Mappings;

namespace CustomerPerformanceTracker.Intake;

/// <summary>How a source is read.</summary>
public sealed record IntakeOptions
{
    /// <summary>Native NDJSON of what is happening now.</summary>
    public static IntakeOptions Native { get; } = new();

    /// <summary>How rows become signals; null reads native NDJSON, or CloudEvents where <see cref="CloudEvents"/> says so.</summary>
    public Mapping? Mapping { get; init; }

    /// <summary>Rows are CloudEvents 1.0 in their JSON format, one a line or in one JSON array, each with a native signal as its data.</summary>
    public bool CloudEvents { get; init; }

    /// <summary>
    /// The source holds past days, so a row's <c>receivedAt</c> is believed. Without it a row that has one is rejected
    /// (<see cref="RejectCode.ReceivedAtNotAllowed"/>): ignoring it would stamp the past as received today without anybody noticing.
    /// </summary>
    public bool History { get; init; }

    /// <summary>The zone whose days a date without a time means: the workspace's.</summary>
    public DateTimeZone Days { get; init; } = DateTimeZone.Utc;

    /// <summary>How many of the first rows that gave anything are kept as they stood, to be shown beside what they gave.</summary>
    public int Samples { get; init; }
}
