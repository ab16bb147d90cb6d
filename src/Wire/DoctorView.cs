using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>One thing that was looked at.</summary>
/// <param name="What">What was looked at, such as <c>projection</c>.</param>
/// <param name="Of">Which one of these: a projection's name, a subscription's id, a type of message.</param>
/// <param name="State"><c>ok</c>, <c>attention</c>, or <c>not_looked_at</c> where nothing is known; the figure says why.</param>
/// <param name="Figure">What was found, for a person.</param>
/// <param name="Number">What was found, as a number in the unit that <paramref name="What"/> has: seals behind, deliveries, messages, keys.</param>
/// <param name="Remedy">What to do, with the exact command; null while it is ok.</param>
public sealed record DoctorFindingView(
    string What,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Of,
    string State,
    string Figure,
    [property: JsonIgnore(Condition = WhenWritingNull)] long? Number,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Remedy
)
{
    public const string Well = "ok";
    public const string Attention = "attention";
    public const string NotLookedAt = "not_looked_at";
}

/// <summary>Whether an installation is well: <paramref name="Ok"/> where everything was looked at and nothing needs attention.</summary>
/// <param name="Retried">How many messages that had been given up were marked to be retried; null where that was not asked for.</param>
public sealed record DoctorView(
    bool Ok,
    string Workspace,
    [property: JsonIgnore(Condition = WhenWritingNull)] int? Retried,
    IReadOnlyList<DoctorFindingView> Findings
)
{
    public static DoctorView Of(string workspace, IReadOnlyList<DoctorFindingView> findings) =>
        new(findings.All(one => one.State == DoctorFindingView.Well), workspace, Retried: null, findings);
}
