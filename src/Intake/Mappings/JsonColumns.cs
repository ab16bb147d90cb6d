using System.Text.Json;

namespace CustomerPerformanceTracker.Intake.Mappings;

/// <summary>The JSON object that is being read, its values found by path. A path that leads nowhere is an absent value: objects need not be alike.</summary>
internal class JsonColumns : Row
{
    private readonly JsonPath[] paths;

    public JsonColumns(IReadOnlyCollection<Column> columns, ColumnTally tally)
        : base(tally)
    {
        paths = new JsonPath[columns.Count];
        foreach (var column in columns)
            paths[column.Number] = JsonPath.Parse(column.Name);
    }

    /// <exception cref="FormatException">A name is no path.</exception>
    public static int Check(IReadOnlyCollection<Column> columns) => columns.Select(column => JsonPath.Parse(column.Name)).Count();

    protected JsonElement Root { get; private set; }

    public void Read(JsonElement root) => Root = root;

    /// <summary>What is wrong with the object whatever the mapping makes of it.</summary>
    public virtual Fault? Check() => null;

    public override bool IsSpelled(Column column) => ElementOf(column, Root) is { ValueKind: JsonValueKind.String };

    protected override string? Find(Column column, out bool isThere)
    {
        var found = ElementOf(column, Root);
        isThere = found is not null;
        return TextOf(found);
    }

    protected JsonElement? ElementOf(Column column, JsonElement root) => paths[column.Number].Find(root);

    protected static string? TextOf(JsonElement? value) =>
        value switch
        {
            null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
            { ValueKind: JsonValueKind.String } text => text.GetString() is { Length: > 0 } some ? some : null,
            { } other => other.GetRawText(),
        };
}
