namespace CustomerPerformanceTracker.Cli;

/// <summary>Columns from a CSV file with a header row: of numbers, where an empty cell is a missing value, or of texts.</summary>
internal sealed class NumberTable
{
    private readonly string file;
    private readonly CsvRows csv;
    private readonly List<string[]> rows = [];

    private NumberTable(string file)
    {
        this.file = file;
        using (csv = new CsvRows(file))
        {
            while (csv.Next() is { } row)
                rows.Add(row);
        }
    }

    public static NumberTable Read(string file) => new(file);

    public IReadOnlyList<double?> Column(string name) => [.. Texts(name).Select((cell, i) => Value(cell, name, i))];

    /// <summary>The cells as they stand, without the space around them; empty where a row is too short.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        var at = csv.Place(name);
        return [.. rows.Select(row => row.Length > at ? row[at] : "")];
    }

    /// <summary>A cell, as an error names it.</summary>
    public string Place(int row, string column) => CsvRows.Name(file, row + 1, column);

    private double? Value(string cell, string column, int row) =>
        cell.Length == 0 ? null
        : double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value
        : throw new UsageException($"{Place(row, column)}: '{cell}' is no number. Leave the cell empty where the value is missing.");
}
