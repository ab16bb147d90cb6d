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
    public CursorQuery Query => new(Given(At), Given(Known), Given(Seal) is { } seal ? Number(seal) : null);

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seal)
            ? seal
            : throw new ProblemException(Problem.Bad("seal", $"seal={text} is no seal; a seal is a whole number, from 0 on."));
}
