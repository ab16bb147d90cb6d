using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Readings.Divergence;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>A document as it was last set.</summary>
/// <param name="Version">Counts the times the document was set.</param>
/// <param name="Seal">The seal it was recorded by.</param>
/// <param name="Unknown">Of a policy that was just set: sentences about campaigns that the policy names and the workspace does not know.</param>
public sealed record SettingView(
    long Version,
    int Seal,
    string Actor,
    string Reason,
    string Yaml,
    [property: JsonIgnore(Condition = WhenWritingNull)] IReadOnlyList<string>? Unknown = null
)
{
    public static SettingView Of(Setting setting, IReadOnlyList<string>? unknown = null) =>
        new(setting.Version.Value, setting.Seal.Value, setting.Actor, setting.Reason, setting.Yaml, unknown is { Count: > 0 } ? unknown : null);
}

/// <summary>A policy in force, with the document as it was set.</summary>
public sealed record PolicyView(string Name, long Version, int Seal, string Actor, string Reason, string Yaml)
{
    internal static PolicyView Of(string name, Setting setting) =>
        new(name, setting.Version.Value, setting.Seal.Value, setting.Actor, setting.Reason, setting.Yaml);
}

/// <summary>The policies in force, by name.</summary>
public sealed record PolicyListView(IReadOnlyList<PolicyView> Policies)
{
    public static PolicyListView Of(IEnumerable<(Policy Policy, Setting Setting)> policies) =>
        new([.. policies.Select(one => PolicyView.Of(one.Policy.Name, one.Setting))]);
}

/// <summary>A policy in a few words, for the command line.</summary>
public sealed record PolicyRowView(string Name, long Version, int Seal, string Yaml);

/// <summary>The policies in force in a few words each, for the command line.</summary>
public sealed record PolicyRowsView(IReadOnlyList<PolicyRowView> Policies)
{
    public static PolicyRowsView Of(IEnumerable<(Policy Policy, Setting Setting)> policies) =>
        new([.. policies.Select(one => new PolicyRowView(one.Policy.Name, one.Setting.Version.Value, one.Setting.Seal.Value, one.Setting.Yaml))]);
}

/// <summary>A document with the name of its stream, for the command line.</summary>
public sealed record DocumentView(string Stream, long Version, int Seal, string Actor, string Reason, string Yaml)
{
    public static DocumentView Of(Setting setting) =>
        new(setting.Stream, setting.Version.Value, setting.Seal.Value, setting.Actor, setting.Reason, setting.Yaml);
}

/// <summary>A document that was never set.</summary>
public sealed record NoDocumentView
{
    public string? Yaml => null;
}
