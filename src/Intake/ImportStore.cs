using System.Security.Cryptography;
using CustomerPerformanceTracker.Journal;

namespace CustomerPerformanceTracker.Intake;

/// <summary>
/// Records imports in the journal, each with its account, so that an auditor can tell which file a figure came from and how it was understood. What a row
/// holds does not go along (no values, no reasons that quote them): a row may name a customer, and the journal forgets nobody.
/// </summary>
public sealed class ImportStore(JournalStreams journal)
{
    /// <summary>Records an import; one that met nothing but what was there already has done nothing and is not recorded.</summary>
    /// <param name="source">The file's path; its last part is kept.</param>
    public async Task RecordAsync(string source, IntakeOptions options, ImportSummary summary, Authorship by, CancellationToken cancel)
    {
        if (summary.Accepted + summary.Rejected + summary.Conflict + summary.Repeated == 0)
            return;

        var data = StoredImport.Of(
            Path.GetFileName(source),
            options.Mapping is { } mapping ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mapping.Yaml))) : null,
            options.History,
            summary
        );
        await journal.AppendAsync([new StreamAppend("imports", ExpectedVersion.Any, [ImportForms.Stored.Event("import_recorded", data)])], by, cancel);
    }
}
