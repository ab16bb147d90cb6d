namespace CustomerPerformanceTracker.Tracker.Intake.Mappings;

/// <summary>The row of a CSV source that is being read, its fields found by the header's names, or by number where the mapping says <c>{#3}</c>.</summary>
internal sealed class CsvColumns : Row
{
    private readonly int[] places;
    private string[] fields = [];

    /// <exception cref="IntakeException">A column the mapping names is not in the header, or is there twice.</exception>
    public CsvColumns(IReadOnlyCollection<Column> columns, string[] header)
    {
        Count = header.Length;
        places = new int[columns.Count];
        foreach (var column in columns)
            places[column.Number] = PlaceOf(column.Name, header);
    }

    /// <summary>How many fields every row has.</summary>
    public int Count { get; }

    public override string? this[Column column] => this.fields[places[column.Number]] is { Length: > 0 } text ? text : null;

    public void Read(string[] fields) => this.fields = fields;

    private static int PlaceOf(string name, string[] header)
    {
        var place = Array.IndexOf(header, name);
        if (place >= 0 && Array.IndexOf(header, name, place + 1) >= 0)
            throw new IntakeException("missing_column", $"The header has the column '{name}' twice; name it by its number, as {{#{place + 1}}}.");
        if (place >= 0)
            return place;
        if (name is ['#', .. var number] && int.TryParse(number, out var n) && n >= 1 && n <= header.Length)
            return n - 1;
        throw new IntakeException(
            "missing_column",
            $"The mapping names the column '{name}', and the source has: {string.Join(", ", header.Select(h => $"'{h}'"))}.");
    }
}
