using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using CustomerPerformanceTracker.Intake.CloudEvents;
using CustomerPerformanceTracker.Intake.Mappings;
using CustomerPerformanceTracker.Intake.Native;
using CustomerPerformanceTracker.Intake.Segment;
using CustomerPerformanceTracker.Intake.Sources;

namespace CustomerPerformanceTracker.Intake;

/// <summary>
/// Reads signals from a file or any other stream: native NDJSON, CloudEvents, or rows of CSV, TSV, NDJSON, a JSON array or Segment's calls through a
/// <see cref="Mapping"/>.
/// </summary>
/// <remarks>
/// Results come in the order of the source. A row is taken whole or rejected whole: a row that maps to three signals and fails in one
/// gives a single <see cref="Reject"/>, so a mended row can be read again without doubling what had already gone in.
/// Blank lines are skipped; gzip (by its magic bytes), a UTF-8 byte order mark and CRLF are read as they come. A last row of CSV or TSV without a line end,
/// where the others have one, is rejected as <see cref="RejectCode.UnfinishedRow"/>: its last value may be half of one. (A row of JSON ends with its brace.)
/// A file written by <see cref="RejectedFile"/> is recognised by its first line and its rows are read with their original line numbers.
/// Memory does not grow with the source. The stream stays open; one reader reads one stream, once.
/// </remarks>
/// <exception cref="IntakeException">
/// The source as a whole cannot be read: no text, UTF-16, damaged gzip, columns the mapping names that are not there, a row to be skipped that is data,
/// days of another zone than the workspace's.
/// </exception>
public sealed class SignalReader(Stream source, IntakeOptions options) : IAsyncEnumerable<IntakeResult>
{
    /// <summary>Rows before a header that are looked at; who has more of them has data there.</summary>
    private const int MostPassedRows = 100;

    private static readonly Fault NotRejectedRow = new(
        null,
        RejectCode.InvalidJson,
        "this line is not a rejected row: an object with line, field, code, reason and raw"
    );

    private static readonly Fault Unfinished = new(
        null,
        RejectCode.UnfinishedRow,
        "the source ends in this row without a line end, which all rows before it have, so the row may be cut"
    );

    private readonly NativeParser native = new(options.History);
    private readonly List<IntakeResult> results = [];
    private readonly List<SampleRow> samples = [];
    private ColumnTally? tally;

    /// <summary>Rows of the source read so far, those that gave nothing included; blank lines, header rows and skipped rows excluded.</summary>
    public long Rows { get; private set; }

    /// <summary>Bytes of the decompressed source read so far, counted at the end of the last row.</summary>
    public long Offset { get; private set; }

    /// <summary>Rows that gave neither a signal nor a reject: no rule's condition held, or none had a figure.</summary>
    public long SilentRows { get; private set; }

    /// <summary>The line of the first row that gave nothing; null where there is none.</summary>
    public long? FirstSilentLine { get; private set; }

    /// <summary>The first rows that gave anything, as many as the options ask for.</summary>
    public IReadOnlyList<SampleRow> Samples => samples;

    /// <summary>What the mapping's columns held in the rows so far; none without a mapping.</summary>
    public IReadOnlyList<ColumnCount> Columns => tally?.Columns ?? [];

    /// <summary>Conditions that may have gone the wrong way for a letter's case or a space, and in how many rows.</summary>
    public IReadOnlyDictionary<NearMiss, long> NearMisses => tally?.NearMisses ?? FrozenDictionary<NearMiss, long>.Empty;

    /// <summary>Counts that were rounded, by the place of their rule.</summary>
    public IReadOnlyDictionary<int, RoundedCounts> RoundedCounts => tally?.RoundedCounts ?? FrozenDictionary<int, RoundedCounts>.Empty;

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
                var result = record.TooLong ? TooLong(record) : native.Read(record.Content.Span, record.Line, record.Offset);
                if (samples.Count < options.Samples)
                    samples.Add(new SampleRow(record.Line, Encoding.UTF8.GetString(record.Content.Span), [result]));
                yield return result;
            }
        } while (await lines.FillAsync(cancellation));
    }

    private IAsyncEnumerable<IntakeResult> ForeignRows(TextSource text, CancellationToken cancellation) =>
        options.Mapping switch
        {
            null => JsonRows(text, text.IsArray, new CloudEventReader(options.History), cancellation),
            { Format: SourceFormat.Csv or SourceFormat.Tsv } csv => CsvRows(text, csv.Shape, cancellation),
            { Format: SourceFormat.Segment } calls => JsonRows(text, text.IsArray, Counted(new SegmentReader(calls, options)), cancellation),
            var mapping => JsonRows(text, mapping.Format == SourceFormat.Json, Counted(new MappedParser(mapping.Shape, options)), cancellation),
        };

    private async IAsyncEnumerable<IntakeResult> JsonRows(
        TextSource text,
        bool isArray,
        IRowReader reader,
        [EnumeratorCancellation] CancellationToken cancellation
    )
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
                Note(record.Line, record.Content.Span);
                foreach (var result in results)
                    yield return result;
            }
        } while (await records.FillAsync(cancellation));
    }

    private async IAsyncEnumerable<IntakeResult> CsvRows(TextSource text, MappingShape mapping, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var parser = Counted(new MappedParser(mapping, options));
        using var csv = new CsvSource(text.Stream, mapping.Delimiter, text.Origin);
        if (!await FindHeaderAsync(csv, parser, mapping, cancellation))
            yield break;

        var more = mapping.HeaderRow == MappingShape.NoHeader || await csv.ReadAsync(cancellation);
        for (; more; more = await csv.ReadAsync(cancellation))
        {
            if (mapping.SkippedRows.Contains(csv.Row))
            {
                CheckPassed(parser.IsData(csv), csv.Row, csv.Line);
                continue;
            }

            Rows++;
            Offset = csv.EndOffset;
            results.Clear();
            if (csv.IsUnfinished)
                results.Add(new IntakeResult(csv.Line, csv.Offset, Reject: UnfinishedOf(csv.Raw).Of(csv.Line, csv.Raw, parser.Header)));
            else
                parser.ReadCsv(csv, csv.Line, csv.Offset, results);
            Note(csv.Line, csv.Raw);
            foreach (var result in results)
                yield return result;
        }
    }

    /// <summary>
    /// Binds the parser to the header, or without one to the first row, which the source then stands on; false where a source without a header has no row.
    /// </summary>
    private static async ValueTask<bool> FindHeaderAsync(CsvSource csv, MappedParser parser, MappingShape mapping, CancellationToken cancellation)
    {
        if (mapping.HeaderRow == MappingShape.NoHeader)
        {
            if (!await csv.ReadAsync(cancellation))
                return false;
            parser.BindCsv(csv);
            return true;
        }

        var passed = new List<(long Row, long Line, byte[] Raw)>();
        while (csv.Row < mapping.HeaderRow - 1 && passed.Count < MostPassedRows)
        {
            await csv.ReadHeaderAsync((int)csv.Row + 1, cancellation);
            passed.Add((csv.Row, csv.Line, csv.Raw.ToArray()));
        }

        await csv.ReadHeaderAsync(mapping.HeaderRow, cancellation);
        parser.BindCsv(csv);
        foreach (var (row, line, raw) in passed)
        {
            using var alone = new CsvSource(new MemoryStream(raw), mapping.Delimiter);
            if (await alone.ReadAsync(cancellation))
                CheckPassed(parser.IsData(alone), row, line);
        }

        return true;
    }

    /// <summary>A quote that is never closed takes all further rows into its own.</summary>
    private static Fault UnfinishedOf(ReadOnlySpan<byte> row) =>
        row.Count((byte)'\n') is > 0 and var more
            ? new Fault(
                null,
                RejectCode.InvalidCsv,
                $"the row goes on to the end of the source, over {more:N0} further lines: is one of its quotes never closed?"
            )
            : Unfinished;

    private static void CheckPassed(bool isData, long row, long line)
    {
        if (isData)
            throw new IntakeException(
                "data_passed_over",
                $"Row {row} (line {line}) is to be passed over by the mapping's header and skip, and it reads like a row of data: its time is one. Correct "
                    + "header or skip; nothing of the source behind it was read."
            );
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
        } while (await lines.FillAsync(cancellation));
    }

    private async ValueTask ReadRejectedAsync(SourceRecord record, IRowReader parser, CancellationToken cancellation)
    {
        if (record.TooLong || RejectedFile.Parse(record.Content.Span) is not { } mended)
            results.Add(Rejected(record, NotRejectedRow));
        else
            await parser.ReadMendedAsync(mended, record.Offset, results, cancellation);
    }

    private IRowReader MendedRows() =>
        options.Mapping switch
        {
            null => options.CloudEvents ? new CloudEventReader(options.History) : native,
            { Format: SourceFormat.Segment } calls => Counted(new SegmentReader(calls, options)),
            var mapping => Counted(new MappedParser(mapping.Shape, options)),
        };

    private MappedParser Counted(MappedParser parser)
    {
        tally = parser.Tally;
        return parser;
    }

    private SegmentReader Counted(SegmentReader reader)
    {
        tally = reader.Tally;
        return reader;
    }

    /// <summary>Counts a row that gave nothing, and keeps one of the first that gave something.</summary>
    private void Note(long line, ReadOnlySpan<byte> raw)
    {
        if (results.Count == 0)
        {
            SilentRows++;
            FirstSilentLine ??= line;
        }
        else if (samples.Count < options.Samples)
        {
            samples.Add(new SampleRow(line, Encoding.UTF8.GetString(raw), [.. results]));
        }
    }

    private void Count(SourceRecord record)
    {
        Rows++;
        Offset = record.EndOffset;
    }

    private static IntakeResult TooLong(SourceRecord record) => Rejected(record, Fault.TooLong);

    private static IntakeResult Rejected(SourceRecord record, Fault fault) =>
        new(record.Line, record.Offset, Reject: fault.Of(record.Line, record.Content.Span));
}

/// <summary>A row of a source as it stood, and what it gave.</summary>
public sealed record SampleRow(long Line, string Raw, IReadOnlyList<IntakeResult> Results);
