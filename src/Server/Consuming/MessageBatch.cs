using CustomerPerformanceTracker.Intake;
using Npgsql;

namespace CustomerPerformanceTracker.Server.Consuming;

/// <summary>The readers of one consumer, used for one message after another.</summary>
internal sealed class MessageReaders
{
    public ItemReader Native { get; } = new(cloudEvents: false);

    public ItemReader Events { get; } = new(cloudEvents: true);
}

/// <summary>
/// What several messages gave: signals for one append, and rows that could not be read. A message is read as the body of <c>POST /v1/signals</c> is, by its
/// content type; one without a content type is native JSON. Storing a batch again changes nothing: a signal that is stored is a duplicate, and a row that
/// waits is not kept twice.
/// </summary>
internal sealed class MessageBatch(MessageReaders readers)
{
    private static readonly IntakeOptions AsNative = new();
    private static readonly IntakeOptions AsEvents = new() { CloudEvents = true };

    private readonly List<Signal> signals = [];
    private readonly List<NewReject> natives = [];
    private readonly List<NewReject> events = [];
    private IReadOnlyList<Outcome>? outcomes;

    public int Messages { get; private set; }

    public int Signals => signals.Count;

    /// <summary>The tag of the last message; those before it have lower ones.</summary>
    public ulong LastTag { get; private set; }

    /// <summary>Items that could not be read, and messages that could not be as a whole.</summary>
    public int Rejected { get; private set; }

    /// <summary>Signals of that outcome, once stored.</summary>
    public int Count(Outcome outcome) => outcomes?.Count(one => one == outcome) ?? 0;

    public void Add(Message message)
    {
        (Messages, LastTag) = (Messages + 1, message.Tag);
        var isEvents = message.ContentType.Contains("cloudevents", StringComparison.OrdinalIgnoreCase);
        var (reader, rejects) = isEvents ? (readers.Events, events) : (readers.Native, natives);
        try
        {
            foreach (var item in Items(message))
            {
                var result = reader.Read(item);
                if (result.Signal is { } signal)
                    signals.Add(signal);
                else if (result.Reject is { } reject)
                    Keep(rejects, new NewReject(reject, item.Content));
            }
        }
        catch (IntakeException whole)
        {
            var kept = message.Body[..Math.Min(message.Body.Length, IntakeLimits.LineBytes)];
            Keep(rejects, new NewReject(new Reject(1, null, whole.Code, whole.Message, ""), kept));
        }
    }

    /// <summary>
    /// Appends the signals and then keeps the rejected rows; false where the queue of appends is full, with nothing stored. After an exception the same
    /// batch may be stored again.
    /// </summary>
    /// <exception cref="AppendDeadlineException">The log could not be written in time.</exception>
    /// <exception cref="NpgsqlException">The database refused, or is away; what is stored is unknown.</exception>
    public async Task<bool> TryStoreAsync(LiveWorkspace workspace, string source, CancellationToken cancel)
    {
        if (signals.Count > 0 && outcomes is null)
        {
            if (!workspace.Queue.TryAppend(signals, out var appending))
                return false;
            outcomes = await appending;
        }

        foreach (var (options, rejects) in new[] { (AsNative, natives), (AsEvents, events) })
        {
            if (rejects.Count > 0)
                await workspace.Engine.Rejects.KeepAsync(source, options, rejects, cancel);
        }

        return true;
    }

    /// <summary>A message that came twice is one rejected row, as it is where the first was kept before.</summary>
    private void Keep(List<NewReject> rejects, NewReject row)
    {
        Rejected++;
        if (!rejects.Exists(kept => kept.Reject.Line == row.Reject.Line && kept.Raw.Span.SequenceEqual(row.Raw.Span)))
            rejects.Add(row);
    }

    /// <summary>The items of a message, all of them or none.</summary>
    /// <exception cref="IntakeException">The message as a whole cannot be read.</exception>
    private static BodyItem[] Items(Message message)
    {
        if (message.ContentEncoding.ToLowerInvariant() is not ("" or "identity" or "utf-8"))
            throw new IntakeException("unknown_encoding", $"the content encoding '{message.ContentEncoding}' is not known here; send the message without one");
        if (message.Body.Length > BodyLimits.Batch.Sent)
            throw new IntakeException("body_too_large", $"a message has at most {BodyLimits.Batch.Sent} bytes; only its beginning is kept here");
        if (message.Body.Span.Trim(" \t\r\n"u8).IsEmpty)
            throw new IntakeException("empty_body", "the message is empty");
        var isLines = message.ContentType.Contains("ndjson", StringComparison.OrdinalIgnoreCase);
        BodyItem[] items = [.. isLines ? BodySplitter.Lines(message.Body) : BodySplitter.Elements(message.Body)];
        return items.Length <= BodyLimits.Items
            ? items
            : throw new IntakeException("too_many_items", $"a message has at most {BodyLimits.Items} items; this one has {items.Length}");
    }
}
