using System.ComponentModel;
using CustomerPerformanceTracker.Readings.Cells;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace CustomerPerformanceTracker.Server.Reads;

/// <summary>The three cursors, as every reading takes them.</summary>
public readonly record struct CursorQuery(
    [property: FromQuery(Name = "at"), Description("What had occurred by then: a date (that day included) or an RFC 3339 instant.")] string? At,
    [property: FromQuery(Name = "known"), Description("What had been received by then: a date (that day included) or an RFC 3339 instant.")] string? Known,
    [property: FromQuery(Name = "seal"), Description("What was recorded by that seal.")] int? Seal
)
{
    internal Cursors Read(LiveWorkspace workspace)
    {
        var zone = DateTimeZoneProviders.Tzdb[workspace.Engine.Workspace.Zone];
        return new Cursors(Parse("at", At), Parse("known", Known), Query.Seal(Seal));

        DayCursor? Parse(string name, string? text)
        {
            try
            {
                return text is null ? null : DayCursor.Parse(text, zone);
            }
            catch (FormatException e)
            {
                throw new ProblemException(Problem.Bad(name, e.Message));
            }
        }
    }
}

/// <summary>Reads what a query says, or answers with what is wrong with it.</summary>
internal static class Query
{
    public const int MostRows = 1_000;

    /// <summary>
    /// A name that stands last in the path, or before so many parts behind it, as it was meant: routing leaves an escaped slash as it stands, and a name may
    /// have one.
    /// </summary>
    public static string Name(HttpContext context, string routed, int behind = 0)
    {
        if (!routed.Contains("%2F", StringComparison.OrdinalIgnoreCase))
            return routed;
        var path = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2)[0].TrimEnd('/');
        return Uri.UnescapeDataString(path.Split('/')[^(1 + behind)]);
    }

    public static LocalDate? Date(string name, string? text)
    {
        if (text is null)
            return null;
        return NodaTime.Text.LocalDatePattern.Iso.Parse(text) is { Success: true } date
            ? date.Value
            : throw new ProblemException(Problem.Bad(name, $"'{text}' is no date such as 2025-05-03."));
    }

    /// <summary>Names that are parted by commas; none where the query says nothing.</summary>
    public static IReadOnlyList<string> List(string? names) => names?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    public static SealNumber? Seal(int? seal) => seal is { } number ? new SealNumber(number) : null;

    /// <summary>What rows are read behind: those before the first where the query does not say.</summary>
    public static Position Behind(long? position) => new(position ?? 0);

    public static int Days(string text, string name = "window")
    {
        var unit = text.Length > 1 ? text[^1] : ' ';
        return unit is 'd' or 'w' && int.TryParse(text[..^1], System.Globalization.NumberStyles.None, null, out var number) && number is > 0 and <= 3660
            ? unit == 'w'
                ? 7 * number
                : number
            : throw new ProblemException(Problem.Bad(name, $"'{text}' is no window. Write days or weeks, such as 28d or 4w."));
    }

    public static int Limit(int? limit) =>
        limit switch
        {
            null => 100,
            > 0 and <= MostRows => limit.Value,
            _ => throw new ProblemException(Problem.Bad("limit", $"A page has 1 to {MostRows} rows.")),
        };
}
