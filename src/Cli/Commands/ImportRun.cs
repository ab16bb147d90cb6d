using System.Text;
using CustomerPerformanceTracker.Intake;
using CustomerPerformanceTracker.Log;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary>An import as a command shows it: a progress bar, the file of rejects, the entry in the journal, then projections and detectors.</summary>
internal static class ImportRun
{
    public static async Task<(ImportSummary Summary, string? Rejects)> RunAsync(
        Session session,
        Stream source,
        string name,
        IntakeOptions options,
        Authorship by,
        CancellationToken cancel
    )
    {
        var engine = session.Engine;
        var rejects = new RejectsOnDemand(name, rows => engine.Rejects.KeepAsync(name, options, rows, CancellationToken.None));
        ImportSummary summary;
        await using (rejects)
        await using (var bar = new ProgressBar("import", "signals", source.CanSeek ? source.Length : 0))
            summary = await new Import(engine.Log.AppendAsync, rejects.WriteAsync, TimeProvider.System, Taken(session, name)).RunAsync(
                source,
                options,
                Progress(bar, source),
                cancel
            );

        await engine.Imports.RecordAsync(name, options, summary, by, CancellationToken.None);
        // What was stored is folded even after Ctrl-C: it is quick beside the import, and the next reading finds it done.
        await using (var bar = new ProgressBar("fold", "signals", summary.Accepted))
            await engine.CatchUpAsync(bar, CancellationToken.None);
        await session.KeepCheckpointAsync(CancellationToken.None);
        return (summary, rejects.Path);
    }

    /// <summary>Reads a source as an import would, and stores nothing.</summary>
    public static async Task<ImportSummary> TryAsync(Session? session, Stream source, IntakeOptions options, CancellationToken cancel)
    {
        var known = session is null ? null : new KnownIdentities(session.Engine.Database, session.Engine.Workspace);
        await using var bar = new ProgressBar("dry run", "signals", source.CanSeek ? source.Length : 0);
        return await ImportTrial.RunAsync(source, options, known, TimeProvider.System, Progress(bar, source), cancel);
    }

    // Of a gzipped file the bytes taken from the file tell how far it is, not those that came out of it.
    private static Relay Progress(ProgressBar bar, Stream source) =>
        new(p => bar.Report(source.CanSeek ? source.Position : p.Bytes, p.Signals, p.Rejected == 0 ? "" : $"  {p.Rejected:N0} rejected"));

    /// <summary>Rows of a file of rejects that are stored now wait no longer.</summary>
    private static Func<IReadOnlyList<long>, CancellationToken, ValueTask>? Taken(Session session, string name) =>
        name.EndsWith(RejectsOnDemand.Suffix, StringComparison.Ordinal)
            ? async (lines, cancel) => await session.Engine.Rejects.TakenAsync(name[..^RejectsOnDemand.Suffix.Length], lines, cancel)
            : null;

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
