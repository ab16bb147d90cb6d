using CsvHelper;

namespace CustomerPerformanceTracker.Cli;

/// <summary>Columns from a CSV file with a header row: of numbers, where an empty cell is a missing value, or of texts.</summary>
internal sealed class NumberTable
{
    private readonly string file;
    private readonly string[] header;
    private readonly List<string[]> rows = [];

    private bool isMalformed;

    private NumberTable(string file)
    {
        this.file = file;
        using var source = File.OpenRead(file);
        using var csv = CsvReader.Create(
            source,
            new CsvReaderOptions
            {
                HasHeader = false,
                SkipEmptyLines = false,
                OnMalformedRecord = _ => isMalformed = true,
            }
        );
        header = Next(csv) ?? throw new UsageException($"{file} is empty; a header row with column names is needed.");
        while (Next(csv) is { } row)
            rows.Add(row);
    }

    public static NumberTable Read(string file) => new(file);

    public IReadOnlyList<double?> Column(string name) => [.. Texts(name).Select((cell, i) => Value(cell, name, i))];

    /// <summary>The cells as they stand, without the space around them; empty where a row is too short.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        var at = Array.IndexOf(header, name);
        if (at < 0)
            throw new UsageException($"{file} has no column '{name}'. It has: {string.Join(", ", header)}.");
        return [.. rows.Select(row => row.Length > at ? row[at] : "")];
    }

    /// <summary>A cell, as an error names it.</summary>
    public string Place(int row, string column) => $"{file}, data row {row + 1}, column '{column}'";

    private string[]? Next(CsvReader csv)
    {
        if (!csv.Read())
            return null;
        return isMalformed
            ? throw new UsageException($"{file}, data row {rows.Count + 1}: its quotes do not match. Close each quote, and write a quote inside of one twice.")
            : Fields(csv);
    }

    private static string[] Fields(CsvReader csv) => [.. Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i).Trim())];

    private double? Value(string cell, string column, int row) =>
        cell.Length == 0 ? null
        : double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value
        : throw new UsageException($"{Place(row, column)}: '{cell}' is no number. Leave the cell empty where the value is missing.");
}
