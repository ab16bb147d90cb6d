using System.Globalization;
using System.Text;

namespace CustomerPerformanceTracker.Wire;

/// <summary>
/// Tables as RFC 4180 text. A text that a spreadsheet would take for a formula is made safe by an apostrophe before it; numbers are written as they are.
/// </summary>
public static class Csv
{
    private const string FormulaStarts = "=+-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20";

    /// <summary>A table with its header row.</summary>
    public static string Of(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<object?>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(header))
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        return text.ToString();
    }

    /// <summary>One cell.</summary>
    public static string Cell(object? value)
    {
        var text = value switch
        {
            null => "",
            string words => words.Length > 0 && FormulaStarts.Contains(words[0]) ? "'" + words : words,
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
