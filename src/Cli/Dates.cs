using NodaTime.Text;

namespace CustomerPerformanceTracker.Cli;

/// <summary>Dates as a person types them.</summary>
internal static class Dates
{
    public static LocalDate? Parse(string? text) =>
        text is null ? null
        : LocalDatePattern.Iso.Parse(text) is { Success: true } date ? date.Value
        : throw new UsageException($"'{text}' is no date. Write it as 2025-05-03.");

    public static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);
}
