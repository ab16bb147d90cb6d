using System.Text.Json;

namespace CustomerPerformanceTracker.Tracker.Intake.Mappings;

/// <summary>The JSON object that is being read, its values found by path. A path that leads nowhere is an absent value: objects need not be alike.</summary>
internal class JsonColumns : Row
{
    private readonly JsonPath[] paths;

    public JsonColumns(IReadOnlyCollection<Column> columns)
    {
        paths = new JsonPath[columns.Count];
        foreach (var column in columns)
            paths[column.Number] = JsonPath.Parse(column.Name);
    }

    public override string? this[Column column] => Find(column, Root);

    protected JsonElement Root { get; private set; }

    public void Read(JsonElement root) => Root = root;

    /// <summary>What is wrong with the object whatever the mapping makes of it.</summary>
    public virtual Fault? Check() => null;

    protected string? Find(Column column, JsonElement root) => TextOf(paths[column.Number].Find(root));

    protected static string? TextOf(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString() is { Length: > 0 } some ? some : null,
        { } other => other.GetRawText(),
    };
}
