using CustomerPerformanceTracker.Statistics.Drivers;

namespace CustomerPerformanceTracker.Cli;

/// <summary>The rows of a table as a driver scan reads them, and the names of what the scan numbers.</summary>
internal sealed record DriverTable(IReadOnlyList<DriverRow> Rows, IReadOnlyList<string> Dimensions, IReadOnlyList<IReadOnlyList<string>> Values)
{
    /// <summary>The most values of a dimension: beyond these, single values have too few sessions to tell anything of.</summary>
    public const int MostValues = 200;

    /// <summary>A row is a number of sessions and how many of them had what is counted; the cells of the split's column are the blocks of time.</summary>
    public static DriverTable Of(NumberTable table, string value, string count, IReadOnlyList<string> dimensions, PeriodSplit split)
    {
        var (events, sessions, after) = (table.Column(value), table.Column(count), split.Of(table));
        var (_, blocks) = Numbered(table.Texts(split.Column));
        var columns = dimensions.Select(dimension => Dimension(table, dimension)).ToArray();
        var rows = new List<DriverRow>();
        for (var row = 0; row < after.Length; row++)
        {
            var n = Amount(table, sessions[row], row, count);
            var k = Amount(table, events[row], row, value);
            if (k > n)
                throw new UsageException($"{table.Place(row, value)}: {k} of {n} {count}; '{value}' counts some of '{count}', 0 to {n}. Mend the row.");
            if (n > 0)
                rows.Add(new([.. columns.Select(column => column.OfRow[row])], after[row], blocks[row], k, n));
        }

        foreach (var side in (bool[])[false, true])
            if (!rows.Exists(row => row.After == side))
                throw new UsageException(
                    $"Every row {(side ? "after" : "before")} has 0 in column '{count}'; a rate needs some on both sides. Name another column, or another "
                        + "--split."
                );
        return new(rows, dimensions, [.. columns.Select(column => column.Values)]);
    }

    /// <summary>The names of a dimension and of its value.</summary>
    public (string Dimension, string Value) Name(ScopeAttribute attribute) => (Dimensions[attribute.Dimension], Values[attribute.Dimension][attribute.Value]);

    private static double Amount(NumberTable table, double? cell, int row, string column) =>
        cell switch
        {
            null => throw new UsageException($"{table.Place(row, column)} is empty; a number of 0 or more is needed. Write 0, or leave the row out."),
            < 0 => throw new UsageException($"{table.Place(row, column)}: {cell} is below 0; a number of 0 or more is needed. Mend the row, or leave it out."),
            _ => cell.Value,
        };

    private static (string[] Values, int[] OfRow) Dimension(NumberTable table, string name)
    {
        var column = Numbered(table.Texts(name));
        return column.Values.Length <= MostValues
            ? column
            : throw new UsageException(
                $"Column '{name}' has {column.Values.Length} values; a dimension has at most {MostValues}. Give its rare values one name in the file, such as "
                    + "'other', or leave the column out of --by."
            );
    }

    private static (string[] Values, int[] OfRow) Numbered(IReadOnlyList<string> cells)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var ofRow = new int[cells.Count];
        for (var row = 0; row < ofRow.Length; row++)
        {
            numbers.TryAdd(cells[row], numbers.Count);
            ofRow[row] = numbers[cells[row]];
        }

        return ([.. numbers.Keys], ofRow);
    }
}
