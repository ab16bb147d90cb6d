using CsvHelper;

namespace CustomerPerformanceTracker.Intake.Sources;

/// <summary>Rows of RFC 4180 text with any delimiter. What is current is valid until the next row is read.</summary>
internal sealed class CsvSource : IDisposable
{
    private readonly CsvReader csv;
    private readonly CountedStream text;
    private readonly long origin;
    private readonly byte[] blank;
    private string[] fields = [];

    public CsvSource(Stream text, char delimiter, long origin = 0)
    {
        this.origin = origin;
        this.text = new CountedStream(text);
        blank = [.. " \t\r"u8, .. Encoding.UTF8.GetBytes([delimiter])];
        csv = CsvReader.Create(
            this.text,
            new CsvReaderOptions
            {
                Separator = delimiter,
                HasHeader = false,
                SkipEmptyLines = false,
                TrackLineNumbers = true,
                MaxRecordSize = IntakeLimits.LineBytes,
                Encoding = Encoding.UTF8,
                OnMalformedRecord = _ => IsMalformed = true,
            },
            leaveOpen: true
        );
    }

    /// <summary>Which row of the source this is, from 1, blank ones included.</summary>
    public long Row { get; private set; }

    /// <summary>The line where the row begins; a quoted field may hold line ends of its own.</summary>
    public long Line => csv.LineNumber;

    public long Offset => this.origin + csv.ByteOffset;

    public long EndOffset => Offset + csv.RawRecord.Length;

    /// <summary>The row as it stood, without its line end.</summary>
    public ReadOnlySpan<byte> Raw => csv.RawRecord;

    public int FieldCount => csv.FieldCount;

    public string[] Fields
    {
        get
        {
            if (fields.Length != csv.FieldCount)
                fields = new string[csv.FieldCount];
            for (var i = 0; i < fields.Length; i++)
                fields[i] = csv.GetString(i);
            return fields;
        }
    }

    /// <summary>The row's quotes do not match.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>The row ends with the source and not with a line end, while rows before it had theirs: it may have been cut.</summary>
    public bool IsUnfinished => Row > 1 && this.text.HasEnded && EndOffset == this.origin + this.text.Count;

    /// <summary>Goes to a row by its number; those before it are passed over.</summary>
    public async ValueTask ReadHeaderAsync(int headerRow, CancellationToken cancellation)
    {
        while (Row < headerRow)
        {
            if (!await ReadRecordAsync(cancellation))
                throw new IntakeException("missing_column", $"The source has {Row} rows, so it has no header in row {headerRow}.");
        }
    }

    /// <summary>Goes to the next row that is not blank. A row of nothing but delimiters and spaces is blank.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellation)
    {
        while (await ReadRecordAsync(cancellation))
        {
            if (Raw.ContainsAnyExcept(blank))
                return true;
        }

        return false;
    }

    public void Dispose() => csv.Dispose();

    private async ValueTask<bool> ReadRecordAsync(CancellationToken cancellation)
    {
        IsMalformed = false;
        try
        {
            if (!await csv.ReadAsync(cancellation))
                return false;
            Row++;
            return true;
        }
        catch (CsvFormatException e)
        {
            throw new IntakeException(
                "invalid_csv",
                $"The row that begins at line {e.LineNumber} takes more than {IntakeLimits.LineBytes} bytes: is a quote never closed?",
                e
            );
        }
        catch (InvalidDataException e)
        {
            throw TextSource.Damaged(e);
        }
    }
}
