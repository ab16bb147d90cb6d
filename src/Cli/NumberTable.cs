using CsvHelper;

namespace CustomerPerformanceTracker.Cli;

/// <summary>Columns of numbers from a CSV file with a header row; an empty cell is a missing value.</summary>
internal sealed class NumberTable
{
    private readonly string file;
    private readonly string[] header;
    private readonly List<string[]> rows = [];

    private NumberTable(string file, CsvReader csv)
    {
        this.file = file;
        header = csv.Read() ? Fields(csv) : throw new UsageException($"{file} is empty; a header row with column names is needed.");
        while (csv.Read())
            rows.Add(Fields(csv));
    }

    public static NumberTable Read(string file)
    {
        using var source = File.OpenRead(file);
        using var csv = CsvReader.Create(source, new CsvReaderOptions { HasHeader = false, SkipEmptyLines = false });
        return new NumberTable(file, csv);
    }

    public IReadOnlyList<double?> Column(string name)
    {
        var at = Array.IndexOf(header, name);
        if (at < 0)
            throw new UsageException($"{file} has no column '{name}'. It has: {string.Join(", ", header)}.");
        return [.. rows.Select((row, i) => Value(row.Length > at ? row[at] : "", name, i))];
    }

    private static string[] Fields(CsvReader csv) => [.. Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i).Trim())];

    private double? Value(string cell, string column, int row) =>
        cell.Length == 0 ? null
        : double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value
        : throw new UsageException($"{file}, data row {row + 1}, column '{column}': '{cell}' is no number. Leave the cell empty where the value is missing.");
}
