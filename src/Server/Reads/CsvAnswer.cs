using System.Text;

namespace CustomerPerformanceTracker.Server.Reads;

/// <summary>A table as <see cref="Csv"/> in UTF-8.</summary>
internal sealed class CsvAnswer(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<object?>> rows) : IResult
{
    /// <summary>Whether the caller wants CSV rather than JSON.</summary>
    public static bool IsAsked(HttpContext context) =>
        context.Request.GetTypedHeaders().Accept.OrderByDescending(type => type.Quality ?? 1).FirstOrDefault() is { MediaType: var first }
        && first == "text/csv";

    public async Task ExecuteAsync(HttpContext context)
    {
        var document = Encoding.UTF8.GetBytes(Csv.Of(header, rows));
        if (Tagged.IsKnown(context, Tagged.Of(document)))
            return;
        context.Response.ContentType = "text/csv; charset=utf-8; header=present";
        context.Response.ContentLength = document.Length;
        await context.Response.BodyWriter.WriteAsync(document, context.RequestAborted);
    }
}
