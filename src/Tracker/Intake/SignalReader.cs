using System.Runtime.CompilerServices;
using CustomerPerformanceTracker.Tracker.Intake.CloudEvents;
using CustomerPerformanceTracker.Tracker.Intake.Mappings;
using CustomerPerformanceTracker.Tracker.Intake.Native;
using CustomerPerformanceTracker.Tracker.Intake.Segment;
using CustomerPerformanceTracker.Tracker.Intake.Sources;

namespace CustomerPerformanceTracker.Tracker.Intake;

/// <summary>
/// Reads signals from a file or any other stream: native NDJSON, CloudEvents, or rows of CSV, TSV, NDJSON, a JSON array or Segment's calls through a
/// <see cref="Mapping"/>.
/// </summary>
/// <remarks>
/// Results come in the order of the source. A row is taken whole or rejected whole: a row that maps to three signals and fails in one
/// gives a single <see cref="Reject"/>, so a mended row can be read again without doubling what had already gone in.
/// Blank lines are skipped; gzip (by its magic bytes), a UTF-8 byte order mark, CRLF and a last line without an end are read as they come.
/// A file written by <see cref="RejectedFile"/> is recognised by its first line and its rows are read with their original line numbers.
/// Memory does not grow with the source. The stream stays open; one reader reads one stream, once.
/// </remarks>
/// <exception cref="IntakeException">The source as a whole cannot be read: UTF-16, damaged gzip, columns the mapping names that are not there.</exception>
public sealed class SignalReader(Stream source, IntakeOptions options) : IAsyncEnumerable<IntakeResult>
{
    private static readonly Fault NotRejectedRow =
        new(null, RejectCode.InvalidJson, "this line is not a rejected row: an object with line, field, code, reason and raw");

    private readonly NativeParser native = new(options.History);
    private readonly List<IntakeResult> results = [];

    /// <summary>Rows of the source read so far, those that gave nothing included; blank lines, header rows and skipped rows excluded.</summary>
    public long Rows { get; private set; }

    /// <summary>Bytes of the decompressed source read so far, counted at the end of the last row.</summary>
    public long Offset { get; private set; }

    /// <summary>Reads <paramref name="source"/> to its end.</summary>
    public static IAsyncEnumerable<IntakeResult> Read(Stream source, IntakeOptions options, CancellationToken cancellation = default) =>
        new SignalReader(source, options).ReadAsync(cancellation);

    public IAsyncEnumerator<IntakeResult> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

    private async IAsyncEnumerable<IntakeResult> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var text = await TextSource.OpenAsync(source, cancellation);
        if (text.IsRejectedFile || options.Mapping is not null || options.CloudEvents)
        {
            await foreach (var result in text.IsRejectedFile ? RejectedRows(text, cancellation) : ForeignRows(text, cancellation))
                yield return result;
            yield break;
        }

        // Native rows are read right here, since at their rate a second iterator around each result would be felt.
        var lines = new LineSplitter(text, IntakeLimits.LineBytes);
        do
        {
            while (lines.TryTake(out var record))
            {
                Count(record);
                yield return record.TooLong ? TooLong(record) : native.Read(record.Content.Span, record.Line, record.Offset);
            }
        }
        while (await lines.FillAsync(cancellation));
    }

    private IAsyncEnumerable<IntakeResult> ForeignRows(TextSource text, CancellationToken cancellation) => options.Mapping switch
    {
        null => JsonRows(text, text.IsArray, new CloudEventReader(options.History), cancellation),
        { Format: SourceFormat.Csv or SourceFormat.Tsv } csv => CsvRows(text, csv.Shape, cancellation),
        { Format: SourceFormat.Segment } calls => JsonRows(text, text.IsArray, new SegmentReader(calls, options.History), cancellation),
        var mapping => JsonRows(text, mapping.Format == SourceFormat.Json, new MappedParser(mapping.Shape, options.History), cancellation),
    };

    private async IAsyncEnumerable<IntakeResult> JsonRows(
        TextSource text, bool isArray, IRowReader reader, [EnumeratorCancellation] CancellationToken cancellation)
    {
        RecordSplitter records = isArray ? new ElementSplitter(text, IntakeLimits.LineBytes) : new LineSplitter(text, IntakeLimits.LineBytes);
        do
        {
            while (records.TryTake(out var record))
            {
                Count(record);
                results.Clear();
                if (record.TooLong)
                    results.Add(TooLong(record));
                else
                    reader.Read(record.Content, record.Line, record.Offset, results);
                foreach (var result in results)
                    yield return result;
            }
        }
        while (await records.FillAsync(cancellation));
    }

    private async IAsyncEnumerable<IntakeResult> CsvRows(TextSource text, MappingShape mapping, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var parser = new MappedParser(mapping, options.History);
        using var csv = new CsvSource(text.Stream, mapping.Delimiter, text.Origin);
        await csv.ReadHeaderAsync(mapping.HeaderRow, cancellation);
        parser.BindCsv(csv);
        while (await csv.ReadAsync(mapping.SkippedRows, cancellation))
        {
            Rows++;
            Offset = csv.EndOffset;
            results.Clear();
            parser.ReadCsv(csv, csv.Line, csv.Offset, results);
            foreach (var result in results)
                yield return result;
        }
    }

    private async IAsyncEnumerable<IntakeResult> RejectedRows(TextSource text, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var parser = MendedRows();
        var lines = new LineSplitter(text, RejectedFile.LineBytes);
        do
        {
            while (lines.TryTake(out var record))
            {
                Count(record);
                results.Clear();
                await ReadRejectedAsync(record, parser, cancellation);
                foreach (var result in results)
                    yield return result;
            }
        }
        while (await lines.FillAsync(cancellation));
    }

    private async ValueTask ReadRejectedAsync(SourceRecord record, IRowReader parser, CancellationToken cancellation)
    {
        if (record.TooLong || RejectedFile.Parse(record.Content.Span) is not { } mended)
            results.Add(Rejected(record, NotRejectedRow));
        else
            await parser.ReadMendedAsync(mended, record.Offset, results, cancellation);
    }

    private IRowReader MendedRows() => options.Mapping switch
    {
        null => options.CloudEvents ? new CloudEventReader(options.History) : native,
        { Format: SourceFormat.Segment } calls => new SegmentReader(calls, options.History),
        var mapping => new MappedParser(mapping.Shape, options.History),
    };

    private void Count(SourceRecord record)
    {
        Rows++;
        Offset = record.EndOffset;
    }

    private static IntakeResult TooLong(SourceRecord record) => Rejected(record, Fault.TooLong);

    private static IntakeResult Rejected(SourceRecord record, Fault fault) =>
        new(record.Line, record.Offset, Reject: fault.Of(record.Line, record.Content.Span));
}
