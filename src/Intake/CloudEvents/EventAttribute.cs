namespace CustomerPerformanceTracker.Intake.CloudEvents;

/// <summary>The attributes of an event that are read here; any other is an extension.</summary>
internal enum EventAttribute
{
    SpecVersion,
    Id,
    Source,
    Type,
    Time,
    Subject,
    RecordedTime,
    DataContentType,
    DataSchema,
    Data,
    DataBase64,
}
