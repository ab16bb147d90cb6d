using CustomerPerformanceTracker.Loop.Changes;
using CustomerPerformanceTracker.Readings.Changes;

namespace CustomerPerformanceTracker.Cli;

/// <summary>The book of changes as a person reads it in a terminal.</summary>
internal static class ChangeText
{
    private const int Hang = 12;
    private const int FaultsShown = 20;

    public static void Print(BookedChange change)
    {
        Console.WriteLine(Output.Item($"{Dates.Iso(change.At.Day)}  ", Line(change)));
        Console.WriteLine(Output.Paragraph(Recorded(change), Hang));
        if (change.Withdrawn is { } by)
            Console.WriteLine(Output.Paragraph($"withdrawn at seal {by.Seal} by {by.Actor}: {by.Reason}", Hang));
    }

    public static void Print(ChangeImport import, string source)
    {
        if (import.Faults.Count > 0)
        {
            foreach (var fault in import.Faults.Take(FaultsShown))
                Console.Error.WriteLine(Output.Item($"{PlainText.Clean(source)}, line {fault.Line}: ", fault.Why));
            var rest = import.Faults.Count - FaultsShown;
            Console.Error.WriteLine(
                Output.Paragraph(
                    (rest > 0 ? $"And {Count(rest)} more lines. " : "")
                        + $"{Count(import.Faults.Count)} of {Count(import.Read)} are no changes, and nothing was recorded. Mend them, and import "
                        + "the file again."
                )
            );
            return;
        }

        var withdrawn = import.Withdrawn == 0 ? "" : $", {Count(import.Withdrawn)} of them withdrawn, which they stay";
        Console.WriteLine(
            Output.Paragraph(
                $"{Count(import.Read)} read, {Count(import.Recorded.Count)} recorded"
                    + (import.Recorded.Count > 0 ? $" under seal {import.Recorded[0].Seal}" : "")
                    + $", {Count(import.Known)} in the book already{withdrawn}."
            )
        );
    }

    /// <summary>What changed, until when, what it covers and where more of it is found.</summary>
    private static string Line(BookedChange change) =>
        $"{change.Kind}: {change.What}"
        + (change.At.Instant is null ? "" : $", at {change.At}")
        + (change.Until is { } until ? $", until {until}" : "")
        + $"; of {change.Covers}"
        + (change.Ref is { } reference ? $"; {reference}" : "");

    private static string Recorded(BookedChange change) =>
        $"id {change.Id}, recorded{(change.IsRecordedLate ? $" on {Dates.Iso(change.RecordedOn)}, after it took place," : "")} by {change.Actor} at seal "
        + $"{change.Seal}: {change.Reason}";

    private static string Count(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
