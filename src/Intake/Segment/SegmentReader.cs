using CustomerPerformanceTracker.Intake.Mappings;

namespace CustomerPerformanceTracker.Intake.Segment;

/// <summary>
/// Turns calls of Segment's HTTP API into signals by a <see cref="SegmentMapping"/>. A call that the mapping gives no signal (an identify, an event that
/// nothing maps) gives no result at all; one whose type or event's name is missing is rejected, whatever the mapping says.
/// </summary>
/// <remarks>
/// Times are stored as the call says them, corrected for what its sender's clock is off by where that can be known (<see cref="SenderClock"/>); the time as it
/// was said then stays in the attributes.
/// A reader may be used for any number of calls, one at a time.
/// </remarks>
public sealed class SegmentReader : IRowReader
{
    private readonly SegmentColumns columns;
    private readonly MappedParser parser;

    /// <param name="mapping">A mapping of the format segment.</param>
    /// <param name="options">Whether the calls are of past days, so that their <c>receivedAt</c> is believed, and the zone whose days a date means.</param>
    /// <exception cref="IntakeException">The mapping is of another format, or reads days in another zone than the workspace's.</exception>
    public SegmentReader(Mapping mapping, IntakeOptions options)
    {
        SegmentMapping.Check(mapping);
        SegmentColumns? made = null;
        parser = new MappedParser(mapping.Shape, options, tally => made = new SegmentColumns(mapping.Shape.Columns, tally));
        this.columns = made!;
    }

    /// <summary>What the mapping's columns held in the calls so far.</summary>
    internal ColumnTally Tally => parser.Tally;

    /// <summary>
    /// Adds what the call gives: any number of signals, none where nothing maps it, or a single reject, whose field is named as in a native signal.
    /// </summary>
    public void Read(ReadOnlyMemory<byte> call, SegmentEnvelope envelope, long line, long offset, List<IntakeResult> results)
    {
        (this.columns.Envelope, parser.Header) = (envelope, envelope.Text);
        parser.Read(call, line, offset, results);
    }

    /// <summary>A row of a file: a call, or the body of a batch.</summary>
    void IRowReader.Read(ReadOnlyMemory<byte> row, long line, long offset, List<IntakeResult> results)
    {
        // Looking for the word first spares calls, which are most rows, a reading of their own.
        if (row.Span.IndexOf("\"batch\""u8) >= 0 && SegmentBatch.Read(row, out var batch) is null)
        {
            foreach (var call in batch.Calls)
                Read(call.Content, batch.Envelope, line, offset + call.Offset, results);
        }
        else
        {
            Read(row, SegmentEnvelope.None, line, offset, results);
        }
    }

    ValueTask IRowReader.ReadMendedAsync(MendedRow row, long offset, List<IntakeResult> results, CancellationToken cancellation)
    {
        if (row.Header is null)
            ((IRowReader)this).Read(row.Content, row.Line, offset, results);
        else if (SegmentEnvelope.Read(row.Header, out var envelope) is { } fault)
            results.Add(new IntakeResult(row.Line, offset, Reject: (fault with { Field = "header" }).Of(row.Line, row.Content, row.Header)));
        else
            Read(row.Content, envelope, row.Line, offset, results);
        return ValueTask.CompletedTask;
    }
}
