using System.Threading.Channels;
using CustomerPerformanceTracker.EventLog;

namespace CustomerPerformanceTracker.Tracker.Intake;

/// <summary>
/// What an import did. <paramref name="Read"/> counts rows of the source; the outcomes count signals, of which a mapped row may give several.
/// <paramref name="Complete"/> is false where it was interrupted: what was stored stays, and running it again stores the rest.
/// </summary>
public sealed record ImportSummary(
    long Read, long Accepted, long Duplicate, long Conflict, long Rejected, IReadOnlyList<long> ConflictLines, int? FirstSeal, int? LastSeal, bool Complete);

/// <summary>How far an import is: rows and signals handled, bytes of the decompressed source read.</summary>
public readonly record struct ImportProgress(long Rows, long Signals, long Rejected, long Bytes);

/// <summary>
/// Reads a source and appends its signals in batches, one seal each; a batch is read while the one before is being appended. Rejected rows go to
/// <paramref name="reject"/> in the order of the source, a batch at a time, and <paramref name="taken"/> is told the lines whose signals were stored.
/// Deduplication makes an interrupted import resumable by running it again.
/// </summary>
public sealed class Import(SignalLog log, Func<IReadOnlyList<Reject>, CancellationToken, ValueTask> reject, Func<IReadOnlyList<long>, CancellationToken, ValueTask>? taken = null)
{
    private const int BatchSize = 10_000;
    private const int ConflictsTold = 100;

    private readonly List<long> conflictLines = [];
    private long accepted;
    private long duplicate;
    private long conflict;
    private long rejected;
    private int? firstSeal;
    private int? lastSeal;

    public async Task<ImportSummary> RunAsync(Stream source, IntakeOptions options, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        var reader = new SignalReader(source, options);
        var batches = Channel.CreateBounded<Batch>(new BoundedChannelOptions(2) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var reading = ReadAsync(reader, batches.Writer, stop.Token);
        bool complete;
        try
        {
            complete = await AppendAsync(batches.Reader, options.History, progress, cancel);
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
            complete = false;
        }

        return new ImportSummary(reader.Rows, accepted, duplicate, conflict, rejected, conflictLines, firstSeal, lastSeal, complete);
    }

    private static async Task ReadAsync(SignalReader reader, ChannelWriter<Batch> batches, CancellationToken cancel)
    {
        try
        {
            var batch = new Batch();
            await foreach (var result in reader.WithCancellation(cancel))
            {
                batch.Add(result);
                if (batch.Size < BatchSize)
                    continue;
                await batches.WriteAsync(batch.At(reader), cancel);
                batch = new Batch();
            }

            await batches.WriteAsync(batch.At(reader), cancel);
        }
        finally
        {
            // A source that breaks off ends here; the exception reaches the caller through the reading task, after what was read is stored.
            batches.Complete();
        }
    }

    private async Task<bool> AppendAsync(ChannelReader<Batch> batches, bool history, IProgress<ImportProgress>? progress, CancellationToken cancel)
    {
        await foreach (var batch in batches.ReadAllAsync(CancellationToken.None))
        {
            if (cancel.IsCancellationRequested)
                return false;

            // A batch that has begun is finished: a cancelled commit would leave it unknown whether it was stored.
            Count(batch, await log.AppendAsync(batch.Signals, history, CancellationToken.None));
            if (batch.Rejects.Count > 0)
                await reject(batch.Rejects, CancellationToken.None);
            if (taken is not null)
                await taken(batch.Lines, CancellationToken.None);
            rejected += batch.Rejects.Count;
            progress?.Report(new ImportProgress(batch.Rows, accepted + duplicate + conflict, rejected, batch.Bytes));
        }

        return true;
    }

    private void Count(Batch batch, SignalAppend append)
    {
        for (var i = 0; i < append.Outcomes.Count; i++)
        {
            switch (append.Outcomes[i])
            {
                case Outcome.Accepted:
                    accepted++;
                    break;
                case Outcome.Duplicate:
                    duplicate++;
                    break;
                default:
                    conflict++;
                    if (conflictLines.Count < ConflictsTold)
                        conflictLines.Add(batch.Lines[i]);
                    break;
            }
        }

        firstSeal ??= append.Seal?.Number;
        lastSeal = append.Seal?.Number ?? lastSeal;
    }

    private sealed class Batch
    {
        public List<Signal> Signals { get; } = new(BatchSize);

        public List<long> Lines { get; } = new(BatchSize);

        public List<Reject> Rejects { get; } = [];

        public long Rows { get; private set; }

        public long Bytes { get; private set; }

        public int Size => Signals.Count + Rejects.Count;

        public void Add(IntakeResult result)
        {
            if (result.Signal is { } signal)
            {
                Signals.Add(signal);
                Lines.Add(result.Line);
            }
            else if (result.Reject is { } row)
            {
                Rejects.Add(row);
            }
        }

        public Batch At(SignalReader reader)
        {
            (Rows, Bytes) = (reader.Rows, reader.Offset);
            return this;
        }
    }
}
