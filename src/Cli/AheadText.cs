using CustomerPerformanceTracker.Readings.Cells;

namespace CustomerPerformanceTracker.Cli;

/// <summary>What lies ahead of a reading, in a sentence.</summary>
internal static class AheadText
{
    public static void Print(LocalDate last, Ahead? ahead)
    {
        if (ahead is { } some)
            Console.WriteLine(Output.Paragraph(Sentence(last, some)));
    }

    public static string Sentence(LocalDate last, Ahead ahead) =>
        ahead.Signals == 1
            ? $"1 signal lies ahead of {Dates.Iso(last)}, on {Dates.Iso(ahead.Newest)}; it is not in this reading."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{ahead.Signals:N0} signals lie ahead of {Dates.Iso(last)}, the newest on {Dates.Iso(ahead.Newest)}; they are not in this reading."
            );
}
