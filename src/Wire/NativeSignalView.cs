using System.ComponentModel;

namespace CustomerPerformanceTracker.Wire;

/// <summary>A native signal as a sender writes one.</summary>
public sealed record NativeSignalView(
    [property: Description("impression, click, visit, conversion, refund, spend, contact, churn, survey_answer or sentiment.")] string Type,
    string Campaign,
    [property: Description("RFC 3339 with its offset.")] string OccurredAt,
    [property: Description("Identity within the campaign; without an id one is derived from the content.")] string? Id = null,
    string? Message = null,
    string? Touchpoint = null,
    string? Channel = null,
    string? Segment = null,
    string? Customer = null,
    [property: Description("How many alike, 1 by default.")] int? Count = null,
    [property: Description("What was asked about, such as trust.")] string? Kpi = null,
    double? Score = null,
    [property: Description("Lowest and highest score.")] IReadOnlyList<double>? Scale = null,
    [property: Description("In units of the currency; never rounded.")] decimal? Amount = null,
    [property: Description("ISO 4217.")] string? Currency = null,
    [property: Description("Id of the signal that this one replaces.")] string? Corrects = null,
    [property: Description("Free text, kept encrypted under the customer's key.")] string? Comment = null
);
