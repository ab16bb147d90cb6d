using Spectre.Console;

namespace CustomerPerformanceTracker.Cli;

/// <summary>A table whose first column names what the figures in the others are of.</summary>
internal static class FigureTable
{
    public static Table Of(params ReadOnlySpan<string> columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var name in columns)
        {
            var column = new TableColumn(name).PadLeft(0).PadRight(1);
            table.AddColumn(table.Columns.Count == 0 ? column : column.RightAligned());
        }

        return table;
    }
}
