namespace CustomerPerformanceTracker.Cli;

/// <summary>Which rows of a table are <em>after</em>: those whose cell of a column equals a value, or is at least the value; all others are before.</summary>
internal sealed record PeriodSplit(string Column, string Value, bool FromThere)
{
    private const string AtLeast = ">=";

    /// <summary>Reads <c>COLUMN=VALUE</c> or <c>COLUMN&gt;=VALUE</c>.</summary>
    public static PeriodSplit Parse(string text)
    {
        var from = text.IndexOf(AtLeast, StringComparison.Ordinal);
        var at = from >= 0 ? from : text.IndexOf('=', StringComparison.Ordinal);
        var split = new PeriodSplit(at < 0 ? "" : text[..at].Trim(), at < 0 ? "" : text[(at + (from >= 0 ? AtLeast.Length : 1))..].Trim(), from >= 0);
        return split is { Column.Length: > 0, Value.Length: > 0 }
            ? split
            : throw new UsageException($"--split {text}: name a column and a value, as in month=Mar or day>=2026-05-01.");
    }

    /// <summary>Of each row whether it is after.</summary>
    public bool[] Of(NumberTable table)
    {
        var cells = table.Texts(Column);
        var after = new bool[cells.Count];
        for (var row = 0; row < after.Length; row++)
            after[row] =
                cells[row].Length == 0 ? throw new UsageException($"{table.Place(row, Column)} is empty; --split needs a value in every row. Fill it in.")
                : FromThere ? Order(table, row, cells[row]) >= 0
                : string.Equals(cells[row], Value, StringComparison.Ordinal);
        if (after.Distinct().Count() == 2)
            return after;
        var some = string.Join(", ", cells.Distinct(StringComparer.Ordinal).Take(5));
        throw new UsageException(
            $"--split {Column}{(FromThere ? AtLeast : "=")}{Value} puts {(after.Contains(true) ? "every row after, none before" : "no row after")}. Rows are "
                + (some.Length > 0 ? $"needed on both sides; '{Column}' has: {some}." : "needed on both sides; the file has none.")
        );
    }

    private int Order(NumberTable table, int row, string cell)
    {
        if (Number(cell) is { } number && Number(Value) is { } least)
            return number.CompareTo(least);
        return Time(cell) is { } time && Time(Value) is { } first
            ? time.CompareTo(first)
            : throw new UsageException(
                $"{table.Place(row, Column)}: '{cell}' and '{Value}' are neither two numbers nor two dates (2026-05-01, 2026-05-01T10:00Z). Write both alike."
            );
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
