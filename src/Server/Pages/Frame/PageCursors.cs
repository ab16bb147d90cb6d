using CustomerPerformanceTracker.Server.Reads;
using Microsoft.AspNetCore.Mvc;

namespace CustomerPerformanceTracker.Server.Pages.Frame;

/// <summary>The three cursors as a page takes them: a form sends its empty fields, too, and an empty one is none.</summary>
internal readonly record struct PageCursors(
    [property: FromQuery(Name = "at")] string? At,
    [property: FromQuery(Name = "known")] string? Known,
    [property: FromQuery(Name = "seal")] string? Seal
)
{
    public CursorQuery Query => new(Given(At), Given(Known), Number("seal", Seal));

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    /// <summary>The number of a seal; null where the field is empty.</summary>
    /// <exception cref="ProblemException">It is none.</exception>
    public static int? Number(string name, string? text) =>
        Given(text) is not { } given ? null
        : int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var seal) ? seal
        : throw new ProblemException(Problem.Bad(name, $"{name}={given} is no seal; a seal is a whole number, from 0 on."));
}
