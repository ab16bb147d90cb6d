using CustomerPerformanceTracker.Intake;
using CustomerPerformanceTracker.Intake.Accounts;

namespace CustomerPerformanceTracker.Cli;

/// <summary>What came of an import, for a person and as JSON.</summary>
internal static class ImportText
{
    private const int MostLines = 10;
    private const int MostRaw = 300;

    /// <summary>What a row of a trial would give, in words.</summary>
    public static string Gives(IntakeResult result) => result.Signal is { } signal ? SignalText.Of(signal) : $"rejected: {result.Reject!.Reason}";

    public static void Print(ImportSummary summary, string? rejects)
    {
        Console.WriteLine(
            $"read {summary.Read:N0} rows: {summary.Accepted:N0} signals accepted, {summary.Duplicate:N0} duplicate, {summary.Conflict:N0} in conflict, "
                + $"{summary.Repeated:N0} repeated; {summary.Rejected:N0} rows rejected"
        );
        if (summary is { FirstSeal: { } first, LastSeal: { } last })
            Console.WriteLine($"recorded under seals {first} to {last}");
        PrintAccount(summary);
        if (rejects is not null)
            Say($"The rejected rows and why are in {rejects}. Mend the text in \"raw\" and import that file.");
        if (!summary.Complete)
            Say("Interrupted. The figures above count what is stored; run the same command again to store the rest.");
    }

    public static void PrintTrial(ImportSummary summary, IntakeOptions options)
    {
        Console.WriteLine(
            $"dry run, nothing is stored: read {summary.Read:N0} rows, which would give {summary.Accepted:N0} new signals, {summary.Duplicate:N0} that are "
                + $"known, {summary.Repeated:N0} repeated; {summary.Rejected:N0} rows rejected"
        );
        Say($"Days are counted in {options.Days.Id}.");
        PrintAccount(summary);
        foreach (var row in summary.Samples)
        {
            Console.WriteLine($"line {row.Line}: {PlainText.Clean(Told.Clean(row.Raw, MostRaw))}");
            foreach (var result in row.Results)
                Console.WriteLine(Output.Item("  gives  ", result.Signal is { } signal ? SignalText.Of(signal) : $"a reject: {result.Reject!.Reason}"));
        }
    }

    private static void PrintAccount(ImportSummary summary)
    {
        if (summary.Read == 0)
        {
            Say("The source has no rows.");
            return;
        }

        var widest = summary.Account.Rules.Select(rule => RuleText.Head(rule).Length).DefaultIfEmpty().Max();
        foreach (var rule in summary.Account.Rules)
            Console.WriteLine(Output.Item($"  {RuleText.Head(rule).PadRight(widest)}  ", RuleText.Of(rule)));
        if (summary.Conflict > 0)
            Say(
                "A conflict is an id that was known before, with another content; the first one stays. Lines: "
                    + $"{Some(summary.ConflictLines.Select(Number), summary.Conflict)}"
            );
        if (summary.Repeated > 0)
            Say(
                "Repeated is an id that stands twice in this source; the first one stays, and what the others say is not counted. If they are different "
                    + $"events, the id in the mapping needs another column. {Some(summary.Repetitions.Select(Pair), summary.Repeated)}"
            );
        foreach (var group in summary.Account.Rejects)
            Say(
                $"{group.Rows:N0} rejected, first in line {group.FirstLine}: "
                    + $"{(group.Field is null ? "" : group.Field + ": ")}{Told.Clean(group.Example, MostRaw).TrimEnd('.')}. {group.Remedy}"
            );
        foreach (var finding in AccountFindings.Of(summary.Account))
            Say((finding.IsDoubt ? "Warning: " : "Note: ") + finding.What);
    }

    private static string Number(long line) => line.ToString(CultureInfo.InvariantCulture);

    private static string Pair(Repetition repetition) =>
        $"Line {repetition.Line} repeats line {repetition.FirstLine}{(repetition.Same ? "" : " with another content")}.";

    private static string Some(IEnumerable<string> parts, long all)
    {
        string[] told = [.. parts.Take(MostLines)];
        var text = string.Join(Array.Exists(told, part => part.EndsWith('.')) ? " " : ", ", told);
        return all > told.Length ? $"{text} (and {all - told.Length:N0} more)" : text;
    }

    private static void Say(string text) => Console.WriteLine(Output.Paragraph(text));
}
