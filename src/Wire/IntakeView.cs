using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>What became of one item of a request.</summary>
/// <param name="Status">accepted, duplicate, conflict, rejected, or ignored where nothing maps the item.</param>
/// <param name="Code">Why the item was rejected; stable.</param>
/// <param name="Pointer">JSON pointer into the body.</param>
/// <param name="Reason">For a person.</param>
public readonly record struct ItemView(
    string Status,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Code = null,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Pointer = null,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Reason = null
);

/// <summary>How many items of a request came to what, and each item's own outcome in the order of the request.</summary>
public sealed record IntakeAnswerView(int Accepted, int Duplicate, int Conflict, int Rejected, IReadOnlyList<ItemView> Items);
