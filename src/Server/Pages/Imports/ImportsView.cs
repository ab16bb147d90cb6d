using CustomerPerformanceTracker.Intake;
using CustomerPerformanceTracker.Server.Pages.Frame;

namespace CustomerPerformanceTracker.Server.Pages.Imports;

/// <summary>What a file gave or would give, and the rows that wait to be mended.</summary>
/// <param name="HasMore">Whether more rows wait than are shown.</param>
public sealed record ImportsView(IReadOnlyList<RejectedRowView> Rejected, bool HasMore)
{
    /// <summary>Rejected rows on the page.</summary>
    public const int MostRejected = 20;

    /// <summary>The name of the file that was read; empty for none.</summary>
    public string File { get; init; } = "";

    /// <summary>Whether nothing was to be stored.</summary>
    public bool IsTrial { get; init; }

    /// <summary>What came of the file; null where none was read.</summary>
    public ImportSummary? Summary { get; init; }

    /// <summary>Why the file was not read.</summary>
    public string? Refused { get; init; }

    /// <summary>The mapping that was typed; empty for none.</summary>
    public string Mapping { get; init; } = "";

    public bool IsHistory { get; init; }

    public bool IsCloudEvents { get; init; }

    /// <summary>A row that was sent again and rejected again, as it was typed; null where none was.</summary>
    public (long Id, string Text, string Why)? Mended { get; init; }

    public string Headline =>
        Summary is { } summary ? Told(summary)
        : Rejected.Count == 0 ? "A file is tried first: its account says what it would give, and nothing is stored."
        : HasMore ? $"More than {MostRejected} rows wait to be mended."
        : PageText.Sentence($"{PageText.Many(Rejected.Count, "row waits", "rows wait")} to be mended.");

    private string Told(ImportSummary summary)
    {
        var (read, known) = ($"{PageText.Number(summary.Read)} rows of {File}", $"{PageText.Number(summary.Duplicate)} are known");
        var rejected = summary.Rejected == 0 ? "no row was rejected" : $"{PageText.Number(summary.Rejected)} rows were rejected";
        var rest = summary.Complete ? "" : " The import was interrupted: send the file again to store the rest.";
        return IsTrial
            ? $"Nothing was stored. {read} would give {PageText.Number(summary.Accepted)} new signals; {known}, and {rejected}."
            : $"{read} gave {PageText.Number(summary.Accepted)} new signals; {known}, and {rejected}.{rest}";
    }
}
