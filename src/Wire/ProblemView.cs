using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>An answer of RFC 9457: why a request was not carried out.</summary>
/// <param name="Type">urn:cpt:problem: and the code.</param>
/// <param name="Title">The code in words.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Code">Stable; for programs.</param>
/// <param name="Detail">Which rule was broken and what to do; for a person.</param>
/// <param name="Pointer">JSON pointer into the body, or the name of the parameter or header at fault.</param>
/// <param name="Known">The names that are known in that place, where a name is not.</param>
/// <param name="Position">Of a request that was carried out before: the journal position of what it decided.</param>
/// <param name="Stream">Of a request that was carried out before: the journal stream of what it decided.</param>
public sealed record ProblemView(
    string Type,
    string Title,
    int Status,
    string Code,
    string Detail,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Pointer,
    [property: JsonIgnore(Condition = WhenWritingNull)] IReadOnlyList<string>? Known,
    [property: JsonIgnore(Condition = WhenWritingNull)] long? Position,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Stream
);
