using System.Text.Json;

namespace CustomerPerformanceTracker.Tracker.Intake.Mappings;

/// <summary>The JSON object that is being read, its values found by path. A path that leads nowhere is an absent value: objects need not be alike.</summary>
internal sealed class JsonColumns : Row
{
    private readonly JsonPath[] paths;
    private JsonElement root;

    public JsonColumns(IReadOnlyCollection<Column> columns)
    {
        paths = new JsonPath[columns.Count];
        foreach (var column in columns)
            paths[column.Number] = JsonPath.Parse(column.Name);
    }

    public override string? this[Column column] => paths[column.Number].Find(this.root) switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString() is { Length: > 0 } some ? some : null,
        { } other => other.GetRawText(),
    };

    public void Read(JsonElement root) => this.root = root;
}
