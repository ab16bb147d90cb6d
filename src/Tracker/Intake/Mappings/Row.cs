namespace CustomerPerformanceTracker.Tracker.Intake.Mappings;

/// <summary>A row of a source as a mapping sees it: text by column, null where there is none. Empty text counts as none.</summary>
internal abstract class Row
{
    public abstract string? this[Column column] { get; }
}

/// <summary>A column that a mapping names, numbered within the mapping, so that a row finds it without looking up its name.</summary>
internal sealed record Column(int Number, string Name);

/// <summary>The columns a mapping names, each once.</summary>
internal sealed class ColumnSet
{
    private readonly Dictionary<string, Column> _columns = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Column> All => _columns.Values;

    public Column this[string name] => _columns.TryGetValue(name, out var column) ? column : _columns[name] = new Column(_columns.Count, name);
}
