namespace CustomerPerformanceTracker.Tracker.Intake.Mappings;

/// <summary>A row of a source as a mapping sees it: text by column, null where there is none. Empty text counts as none.</summary>
internal abstract class Row
{
    public abstract string? this[Column column] { get; }

    /// <summary>What the attributes of its signals keep beside what the mapping names, by name; null where there is nothing.</summary>
    public virtual (string Name, string Text)? Kept => null;
}

/// <summary>A column that a mapping names, numbered within the mapping, so that a row finds it without looking up its name.</summary>
internal sealed record Column(int Number, string Name);

/// <summary>The columns a mapping names, each once.</summary>
internal sealed class ColumnSet
{
    private readonly Dictionary<string, Column> columns = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Column> All => columns.Values;

    public Column this[string name] => columns.TryGetValue(name, out var column) ? column : columns[name] = new Column(columns.Count, name);
}
