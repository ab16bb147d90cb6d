using System.Threading.Channels;
using CustomerPerformanceTracker.Intake.Accounts;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Proofs;

namespace CustomerPerformanceTracker.Intake;

/// <summary>Whether a source was taken as it is.</summary>
public enum ImportVerdict
{
    /// <summary>Everything that was read is stored, now or already, or the source has no rows.</summary>
    AllTaken,

    /// <summary>Something was rejected, in conflict or repeated, or the account gives reason to doubt what was stored.</summary>
    SomeNot,

    /// <summary>There were rows, and none gave a signal that could be taken.</summary>
    NothingUnderstood,
}

/// <summary>A signal whose identity stood in the same source before. <paramref name="Same"/>: with the same content.</summary>
public readonly record struct Repetition(long Line, long FirstLine, bool Same);

/// <summary>
/// What an import did. <paramref name="Read"/> counts rows of the source; the outcomes count signals, of which a mapped row may give several.
/// <paramref name="Complete"/> is false where it was interrupted: what was stored stays, and all counts describe that; running it again stores the rest.
/// </summary>
/// <param name="Duplicate">Signals the log had already from elsewhere, with the same content: the harmless case of an import that is run again.</param>
/// <param name="Conflict">Signals the log had already from elsewhere with another content; the first one stays.</param>
/// <param name="Repeated">Signals whose identity stood in this source before, whatever their content; the first one stays.</param>
public sealed record ImportSummary(
    long Read,
    long Accepted,
    long Duplicate,
    long Conflict,
    long Repeated,
    long Rejected,
    IReadOnlyList<long> ConflictLines,
    IReadOnlyList<Repetition> Repetitions,
    SealNumber? FirstSeal,
    SealNumber? LastSeal,
    bool Complete,
    ImportAccount Account,
    IReadOnlyList<SampleRow> Samples
)
{
    public ImportVerdict Verdict =>
        Read > 0 && Accepted + Duplicate + Conflict + Repeated == 0 ? ImportVerdict.NothingUnderstood
        : Conflict + Repeated + Rejected > 0 || AccountFindings.Of(Account).Any(finding => finding.IsDoubt) ? ImportVerdict.SomeNot
        : ImportVerdict.AllTaken;
}

/// <summary>How far an import is: rows and signals handled, bytes of the decompressed source read.</summary>
public readonly record struct ImportProgress(long Rows, long Signals, long Rejected, long Bytes);

/// <summary>Appends signals, or says what an append would find, and returns one outcome for each.</summary>
public delegate Task<SignalAppend> SignalSink(IReadOnlyList<Signal> signals, bool history, CancellationToken cancel);

/// <summary>
/// Reads a source and appends its signals in batches, one seal each; a batch is read while the one before is being appended. Rejected rows go to
/// <paramref name="reject"/> in the order of the source, a batch at a time, and <paramref name="taken"/> is told the lines whose signals were stored.
/// Deduplication makes an interrupted import resumable by running it again. Memory grows by the identities of the source, 16 bytes each.
/// </summary>
public sealed class Import(
    SignalSink append,
    Func<IReadOnlyList<Reject>, CancellationToken, ValueTask> reject,
    TimeProvider clock,
    Func<IReadOnlyList<long>, CancellationToken, ValueTask>? taken = null
)
{
    private const int BatchSize = 10_000;
    private const int LinesTold = 100;

    private readonly List<long> conflictLines = [];
    private readonly List<Repetition> repetitions = [];
    private readonly SeenSignals seen = new();
    private long accepted;
    private long duplicate;
    private long conflict;
    private long repeated;
    private long rejected;
    private SealNumber? firstSeal;
    private SealNumber? lastSeal;

    public async Task<ImportSummary> RunAsync(Stream source, IntakeOptions options, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        var reader = new SignalReader(source, options);
        var account = new AccountBuilder(options, clock.GetCurrentInstant());
        var batches = Channel.CreateBounded<ImportBatch>(new BoundedChannelOptions(2) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var reading = ReadAsync(reader, batches.Writer, stop.Token);
        (bool Complete, SourceCounts Read) handled;
        try
        {
            handled = await AppendAsync(batches.Reader, options.History, account, progress, cancel);
        }
        catch
        {
            // Nobody takes batches any more; the reader must not wait for it.
            await stop.CancelAsync();
            throw;
        }

        try
        {
            await reading;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            handled.Complete = false;
        }

        return new ImportSummary(
            handled.Read.Rows,
            accepted,
            duplicate,
            conflict,
            repeated,
            rejected,
            conflictLines,
            repetitions,
            firstSeal,
            lastSeal,
            handled.Complete,
            account.Close(handled.Read),
            reader.Samples
        );
    }

    private static async Task ReadAsync(SignalReader reader, ChannelWriter<ImportBatch> batches, CancellationToken cancel)
    {
        try
        {
            var batch = new ImportBatch();
            var counts = SourceCounts.Of(reader);
            await foreach (var result in reader.WithCancellation(cancel))
            {
                // A batch ends with a row, so that what the batch says about rows holds for its signals.
                if (batch.Size >= BatchSize && batch.LastLine != result.Line)
                {
                    await batches.WriteAsync(batch.Read(counts), cancel);
                    batch = new ImportBatch();
                }

                batch.Add(result);
                if (batch.Size >= BatchSize)
                    counts = SourceCounts.Of(reader);
            }

            await batches.WriteAsync(batch.Read(SourceCounts.Of(reader)), cancel);
        }
        finally
        {
            // A source that breaks off ends here; the exception reaches the caller through the reading task, after what was read is stored.
            batches.Complete();
        }
    }

    private async Task<(bool Complete, SourceCounts Read)> AppendAsync(
        ChannelReader<ImportBatch> batches,
        bool history,
        AccountBuilder account,
        IProgress<ImportProgress>? progress,
        CancellationToken cancel
    )
    {
        var read = SourceCounts.None;
        await foreach (var batch in batches.ReadAllAsync(CancellationToken.None))
        {
            if (cancel.IsCancellationRequested)
                return (false, read);

            // A batch that has begun is finished: a cancelled commit would leave it unknown whether it was stored.
            Count(batch, await append(batch.Signals, history, CancellationToken.None), account);
            if (batch.Rejects.Count > 0)
                await reject(batch.Rejects, CancellationToken.None);
            if (taken is not null)
                await taken(batch.Lines, CancellationToken.None);
            read = batch.Counts;
            progress?.Report(new ImportProgress(read.Rows, accepted + duplicate + conflict + repeated, rejected, read.Bytes));
        }

        return (true, read);
    }

    private void Count(ImportBatch batch, SignalAppend append, AccountBuilder account)
    {
        for (var i = 0; i < append.Outcomes.Count; i++)
        {
            var (result, outcome) = (batch.Results[i], append.Outcomes[i]);
            var first = seen.FirstLineOf(result.Signal!, result.Line);
            if (first is { } before && outcome != Outcome.Accepted)
                CountRepetition(new Repetition(result.Line, before, outcome == Outcome.Duplicate));
            else if (outcome == Outcome.Conflict)
                CountConflict(result.Line);
            else
                CountHeld(result, outcome == Outcome.Accepted, account);
        }

        foreach (var row in batch.Rejects)
            account.Rejected(row);
        rejected += batch.Rejects.Count;
        firstSeal ??= append.Seal?.Number;
        lastSeal = append.Seal?.Number ?? lastSeal;
    }

    private void CountHeld(in IntakeResult result, bool isNew, AccountBuilder account)
    {
        account.Held(result, isNew);
        if (isNew)
            accepted++;
        else
            duplicate++;
    }

    private void CountConflict(long line)
    {
        conflict++;
        if (conflictLines.Count < LinesTold)
            conflictLines.Add(line);
    }

    private void CountRepetition(Repetition repetition)
    {
        repeated++;
        if (repetitions.Count < LinesTold)
            repetitions.Add(repetition);
    }
}
