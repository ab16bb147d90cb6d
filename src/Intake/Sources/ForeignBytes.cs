namespace CustomerPerformanceTracker.Intake.Sources;

/// <summary>Knows sources that are no UTF-8 text by how they begin, and says what to do with them. None of their bytes is shown.</summary>
internal static class ForeignBytes
{
    private const string Unreadable = "unsupported_file";

    private static readonly (byte[] Beginning, string What)[] Kinds =
    [
        ([.. "PK\u0003\u0004"u8], "a zip archive or a workbook (.xlsx, .ods): unpack it, or save the sheet as CSV UTF-8"),
        ([.. "PK\u0005\u0006"u8], "an empty zip archive"),
        ([0xD0, 0xCF, 0x11, 0xE0], "a workbook of an old form (.xls): save the sheet as CSV UTF-8"),
        ([.. "%PDF"u8], "a PDF document: export the table it shows as CSV"),
        ([.. "PAR1"u8], "a Parquet file: write its rows as NDJSON or CSV, as with duckdb"),
        ([.. "SQLite format 3"u8], "a SQLite database: write the table as CSV, as with sqlite3 -csv -header"),
        ([0x28, 0xB5, 0x2F, 0xFD], "compressed with zstd: unpack it (zstd -d); only gzip is unpacked here"),
        ([0xFD, .. "7zXZ"u8], "compressed with xz: unpack it (xz -d); only gzip is unpacked here"),
        ([.. "BZh"u8], "compressed with bzip2: unpack it (bzip2 -d); only gzip is unpacked here"),
        ([.. "7z"u8, 0xBC, 0xAF], "a 7z archive: unpack it"),
    ];

    /// <summary>Why a source that begins like this cannot be read, or null where it may be text.</summary>
    public static (string Code, string What)? Told(ReadOnlySpan<byte> head)
    {
        foreach (var (beginning, what) in Kinds)
        {
            if (head.StartsWith(beginning))
                return (Unreadable, $"The source is {what}.");
        }

        if (head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, _, ..] or [_, 0, ..])
            return (
                "unsupported_encoding",
                "The source is UTF-16 or UTF-32 text, as spreadsheets save 'Unicode text', or no text at all; save it as UTF-8 and try again, as with "
                    + "iconv -f UTF-16 -t UTF-8 FILE > FILE.utf8."
            );
        return Controls(head) * 10 > head.Length
            ? (Unreadable, "The source is no text: many of its first bytes are control characters. Text in UTF-8 is read, gzipped or not.")
            : null;
    }

    private static int Controls(ReadOnlySpan<byte> head)
    {
        var count = 0;
        foreach (var b in head)
            count += b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f') ? 1 : 0;
        return count;
    }
}
