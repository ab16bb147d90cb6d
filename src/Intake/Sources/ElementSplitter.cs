namespace CustomerPerformanceTracker.Intake.Sources;

/// <summary>
/// The elements of one JSON array, found by counting brackets outside of strings, so that an array of any length is read in the memory of its
/// longest element. Whether an element is sound JSON is for its reader to say; a broken one costs itself and not the rest of the array.
/// </summary>
internal sealed class ElementSplitter(TextSource source, int limit) : RecordSplitter(source, limit)
{
    private const string WhiteSpace = " \t\r\n";
    private long cuts;
    private int depth;
    private bool inText;
    private bool escaped;
    private bool closed;

    protected override int Find(ReadOnlySpan<byte> fresh)
    {
        for (var i = 0; i < fresh.Length; i++)
        {
            if (EndsElement((char)fresh[i]))
                return i + 1;
        }

        return -1;
    }

    protected override bool EndsInRecord(long line) =>
        closed
            ? false
            : throw new IntakeException("not_a_json_array", $"The source ends at line {line} before its JSON array is closed; what stood before was read.");

    protected override (int Start, int End) Strip(ReadOnlySpan<byte> record)
    {
        var content = record[..^1].TrimEnd(" \t\r\n"u8);
        return (content.Length - content.TrimStart(" \t\r\n"u8).Length, content.Length);
    }

    // The opening bracket is cut off as if it were an element, and an empty array has none.
    protected override bool Keeps(ReadOnlySpan<byte> content) => cuts++ > 0 && !(content.IsEmpty && closed && cuts == 2);

    private bool EndsElement(char c) =>
        depth == 0 ? Opens(c)
        : inText ? ReadsOn(c)
        : c switch
        {
            '"' => !(inText = true),
            '[' or '{' => ++depth < 0,
            ']' when depth == 1 => Closes(),
            ']' or '}' => depth > 1 && --depth < 0,
            ',' => depth == 1,
            _ => false,
        };

    private bool Opens(char c)
    {
        if (WhiteSpace.Contains(c))
            return false;
        if (closed)
            throw new IntakeException("not_a_json_array", "Something follows the JSON array; the source must be one array.");
        if (c != '[')
            throw new IntakeException("not_a_json_array", "The source is not a JSON array; for one object a line say `format: ndjson`.");
        depth = 1;
        return true;
    }

    private bool Closes()
    {
        depth = 0;
        return closed = true;
    }

    /// <summary>Inside of text only its closing quote matters, and a backslash takes the next character's meaning away.</summary>
    private bool ReadsOn(char c)
    {
        inText = escaped || c != '"';
        escaped = !escaped && c == '\\';
        return false;
    }
}
