using System.Text;
using System.Text.Json;
using CustomerPerformanceTracker.Tracker.Intake;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary>An import as a command shows it: a progress bar, the file of rejects, then projections and detectors, then what came of it.</summary>
internal static class ImportRun
{
    public static async Task<(ImportSummary Summary, string? Rejects)> RunAsync(Session session, Stream source, string name, IntakeOptions options, CancellationToken cancel)
    {
        var rejects = new RejectsOnDemand(name, rows => session.Engine.Rejects.KeepAsync(name, options, rows, CancellationToken.None));
        ImportSummary summary;
        await using (rejects)
        await using (var bar = new ProgressBar("import", "signals", source.CanSeek ? source.Length : 0))
        {
            // Of a gzipped file the bytes taken from the file tell how far it is, not those that came out of it.
            var progress = new Relay(p => bar.Report(source.CanSeek ? source.Position : p.Bytes, p.Signals, p.Rejected == 0 ? "" : $"  {p.Rejected:N0} rejected"));
            summary = await new Import(session.Engine.Log, rejects.WriteAsync, Taken(session, name)).RunAsync(source, options, progress, cancel);
        }

        // What was stored is folded even after Ctrl-C: it is quick beside the import, and the next reading finds it done.
        await using (var bar = new ProgressBar("fold", "signals", summary.Accepted))
            await session.Engine.CatchUpAsync(bar, CancellationToken.None);
        await session.KeepCheckpointAsync(CancellationToken.None);
        return (summary, rejects.Path);
    }

    /// <summary>Rows of a file of rejects that are stored now wait no longer.</summary>
    private static Func<IReadOnlyList<long>, CancellationToken, ValueTask>? Taken(Session session, string name) =>
        name.EndsWith(RejectsOnDemand.Suffix, StringComparison.Ordinal)
            ? async (lines, cancel) => await session.Engine.Rejects.TakenAsync(name[..^RejectsOnDemand.Suffix.Length], lines, cancel)
            : null;

    public static void Write(Utf8JsonWriter json, ImportSummary summary, string? rejects)
    {
        json.WriteNumber("read", summary.Read);
        json.WriteNumber("accepted", summary.Accepted);
        json.WriteNumber("duplicate", summary.Duplicate);
        json.WriteNumber("conflict", summary.Conflict);
        json.WriteNumber("rejected", summary.Rejected);
        json.WriteString("rejects", rejects);
        json.WriteStartArray("conflictLines");
        foreach (var line in summary.ConflictLines)
            json.WriteNumberValue(line);
        json.WriteEndArray();
        if (summary is { FirstSeal: { } first, LastSeal: { } last })
        {
            json.WriteStartObject("seals");
            json.WriteNumber("from", first);
            json.WriteNumber("to", last);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("seals");
        }

        json.WriteBoolean("complete", summary.Complete);
    }

    public static void Print(ImportSummary summary, string? rejects)
    {
        Console.WriteLine($"read {summary.Read:N0} rows: {summary.Accepted:N0} signals accepted, {summary.Duplicate:N0} duplicate, {summary.Conflict:N0} in conflict; {summary.Rejected:N0} rows rejected");
        if (summary is { FirstSeal: { } first, LastSeal: { } last })
            Console.WriteLine($"recorded under seals {first} to {last}");
        if (summary.Conflict > 0)
            Console.WriteLine($"A conflict is a known id with other content; the first one stays. Lines: {string.Join(", ", summary.ConflictLines)}{(summary.Conflict > summary.ConflictLines.Count ? ", ..." : "")}");
        if (rejects is not null)
            Console.WriteLine($"The rejected rows and why are in {rejects}. Mend the text in \"raw\" and import that file.");
        if (!summary.Complete)
            Console.WriteLine("Interrupted. What was read so far is stored; run the same command again to store the rest.");
    }

    private sealed class Relay(Action<ImportProgress> report) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => report(value);
    }

    /// <summary>
    /// FILE.rejected.ndjson, made when the first row is rejected: beside FILE, or in the current folder where FILE's cannot be written to.
    /// One of an earlier import is set aside first: it may hold mended rows. The database keeps them, too.
    /// </summary>
    private sealed class RejectsOnDemand(string source, Func<IReadOnlyList<NewReject>, Task> keep) : IAsyncDisposable
    {
        public const string Suffix = ".rejected.ndjson";

        private FileStream? file;
        private RejectedFile? rows;

        public string? Path { get; private set; }

        public async ValueTask WriteAsync(IReadOnlyList<Reject> rejects, CancellationToken cancel)
        {
            if (rows is null)
            {
                file = Open();
                Path = file.Name == System.IO.Path.GetFullPath(source + Suffix) ? source + Suffix : file.Name;
                rows = new RejectedFile(file);
            }

            foreach (var reject in rejects)
                await rows.WriteAsync(reject, cancel);
            await keep([.. rejects.Select(reject => new NewReject(reject, Encoding.UTF8.GetBytes(reject.Raw)))]);
        }

        public async ValueTask DisposeAsync()
        {
            if (rows is not null)
                await rows.DisposeAsync();
            if (file is not null)
                await file.DisposeAsync();
        }

        private FileStream Open()
        {
            try
            {
                return Make(source + Suffix);
            }
            catch (Exception e) when (e is UnauthorizedAccessException or IOException)
            {
                return Make(System.IO.Path.GetFileName(source) + Suffix);
            }
        }

        private static FileStream Make(string path)
        {
            if (File.Exists(path))
                File.Move(path, path + ".before", overwrite: true);
            return new FileStream(path, FileMode.Create, FileAccess.Write);
        }
    }
}
