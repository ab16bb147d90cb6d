using System.Text;

namespace CustomerPerformanceTracker.Server.Reads;

/// <summary>
/// A table as RFC 4180 text in UTF-8. A text that a spreadsheet would take for a formula is made safe by an apostrophe before it; numbers are
/// written as they are.
/// </summary>
internal sealed class CsvAnswer(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<object?>> rows) : IResult
{
    private const string FormulaStarts = "=+-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20";

    /// <summary>Whether the caller wants CSV rather than JSON.</summary>
    public static bool IsAsked(HttpContext context) =>
        context.Request.GetTypedHeaders().Accept.OrderByDescending(type => type.Quality ?? 1).FirstOrDefault() is { MediaType: var first }
        && first == "text/csv";

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

    public async Task ExecuteAsync(HttpContext context)
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(header))
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        var document = Encoding.UTF8.GetBytes(text.ToString());
        if (Tagged.IsKnown(context, Tagged.Of(document)))
            return;
        context.Response.ContentType = "text/csv; charset=utf-8; header=present";
        context.Response.ContentLength = document.Length;
        await context.Response.BodyWriter.WriteAsync(document, context.RequestAborted);
    }
}
