namespace CustomerPerformanceTracker.Intake.Mappings;

/// <summary>
/// A row of a source as a mapping sees it: text by column, null where there is none. Empty text counts as none. What is asked of it is counted.
/// </summary>
internal abstract class Row(ColumnTally tally)
{
    public string? this[Column column]
    {
        get
        {
            var text = Find(column, out var isThere);
            tally.Asked(column, isThere, isEmpty: text is null);
            return text;
        }
    }

    /// <summary>How many near matches wait for their condition to be decided; setting it lower forgets the latest.</summary>
    public int NearMatches
    {
        get => tally.NearMatches;
        set => tally.NearMatches = value;
    }

    /// <summary>Two texts were compared and differ only in case or in spaces at their ends.</summary>
    /// <param name="text">One of them.</param>
    /// <param name="wanted">The other.</param>
    /// <param name="matters">Whether the condition as a whole would have to hold, or not to hold, for this to be why.</param>
    public void NearlyMatched(string text, string wanted, bool matters) => tally.NearlyMatched(text, wanted, matters);

    /// <summary>
    /// Whether a number in this column is spelled in text, whose point may be a thousands separator; a number of JSON's has no such separator.
    /// </summary>
    public abstract bool IsSpelled(Column column);

    /// <summary>What the attributes of its signals keep beside what the mapping names, by name; null where there is nothing.</summary>
    public virtual (string Name, string Text)? Kept => null;

    /// <param name="column">A column that the mapping names.</param>
    /// <param name="isThere">Whether the row has such a column at all.</param>
    protected abstract string? Find(Column column, out bool isThere);
}

/// <summary>A column that a mapping names, numbered within the mapping, so that a row finds it without looking up its name.</summary>
internal sealed record Column(int Number, string Name)
{
    /// <summary>A count, a score or an amount is read from this column, and nothing stands in for it where it is missing.</summary>
    public bool IsFigure { get; set; }
}

/// <summary>The columns a mapping names, each once.</summary>
internal sealed class ColumnSet
{
    private readonly Dictionary<string, Column> columns = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Column> All => columns.Values;

    /// <summary>The columns asked for now are those of a count, a score or an amount.</summary>
    public bool InFigure { get; set; }

    public Column this[string name] => columns.TryGetValue(name, out var column) ? column : columns[name] = new Column(columns.Count, name);
}
