using CsvHelper;

namespace CustomerPerformanceTracker.Cli;

/// <summary>The rows of a CSV file with a header row, one after the other; cells are without the space around them.</summary>
internal sealed class CsvRows : IDisposable
{
    private readonly string file;
    private readonly FileStream source;
    private readonly CsvReader csv;
    private readonly string[] header;
    private bool isMalformed;
    private int row;

    /// <exception cref="UsageException">The file has no header row.</exception>
    public CsvRows(string file)
    {
        this.file = file;
        source = File.OpenRead(file);
        csv = CsvReader.Create(
            source,
            new CsvReaderOptions
            {
                HasHeader = false,
                SkipEmptyLines = false,
                TrackLineNumbers = true,
                OnMalformedRecord = _ => isMalformed = true,
            }
        );
        header = Fields() ?? throw new UsageException($"{file} is empty; a header row with column names is needed.");
    }

    /// <summary>The names of the columns, in their order.</summary>
    public IReadOnlyList<string> Header => header;

    /// <summary>The line of the file on which the row that was read last begins, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>The place of a column in each row.</summary>
    /// <exception cref="UsageException">No column has that name, or several have.</exception>
    public int Place(string column) =>
        Array.IndexOf(header, column) is var at && at < 0 ? throw new UsageException($"{file} has no column '{column}'. It has: {string.Join(", ", header)}.")
        : Array.LastIndexOf(header, column) == at ? at
        : throw new UsageException($"{file} has several columns '{column}'. Give each a name of its own.");

    /// <summary>The cells of the next row; null behind the last one.</summary>
    /// <exception cref="UsageException">The row's quotes do not match, so that its end is not known.</exception>
    public string[]? Next()
    {
        row++;
        return Fields();
    }

    /// <summary>A cell, as an error names it.</summary>
    public static string Name(string file, int row, string column) => $"{file}, data row {row}, column '{column}'";

    public void Dispose()
    {
        csv.Dispose();
        source.Dispose();
    }

    private string[]? Fields()
    {
        if (!csv.Read())
            return null;
        Line = (int)csv.LineNumber;
        return isMalformed
            ? throw new UsageException($"{file}, data row {row}: its quotes do not match. Close each quote, and write a quote inside of one twice.")
            : [.. Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i).Trim())];
    }
}
