using System.Buffers;

namespace CustomerPerformanceTracker.Intake;

/// <summary>One item of a body: its place among the items from 0, where its bytes begin in the body, and the bytes, a part of the body itself.</summary>
public readonly record struct BodyItem(int Index, int Offset, ReadOnlyMemory<byte> Content);

/// <summary>
/// Cuts a body that is in memory into its items, in order and without copying. Whether an item is sound JSON is for its reader to say; a broken one
/// costs itself and, unless it leaves a bracket or a quote open, not the rest of the body.
/// </summary>
public static class BodySplitter
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"[]{},"u8);
    private static readonly SearchValues<byte> EndOfText = SearchValues.Create("\"\\"u8);

    /// <summary>The elements of a JSON array; a body that is no array is one item.</summary>
    /// <exception cref="IntakeException">
    /// <c>not_a_json_array</c>, while the items are taken: the array is not closed, or something follows it. So take them all before storing any.
    /// </exception>
    public static IEnumerable<BodyItem> Elements(ReadOnlyMemory<byte> body)
    {
        var at = SkipWhiteSpace(body.Span, 0);
        if (at == body.Length)
            yield break;
        if (body.Span[at] != '[')
        {
            yield return Item(body, 0, at, body.Length);
            yield break;
        }

        at++;
        for (var index = 0; ; index++)
        {
            var end = EndOfElement(body.Span, at);
            var item = Item(body, index, at, end);
            if (index > 0 || !item.Content.IsEmpty || body.Span[end] == ',')
                yield return item;
            at = end + 1;
            if (body.Span[end] == ']')
                break;
        }

        if (SkipWhiteSpace(body.Span, at) < body.Length)
            throw new IntakeException("not_a_json_array", $"Something follows the JSON array, from byte {at + 1} on; the body must be one array.");
    }

    /// <summary>The lines of NDJSON, ended by LF or CRLF; the last needs no end, and blank ones do not count.</summary>
    public static IEnumerable<BodyItem> Lines(ReadOnlyMemory<byte> body)
    {
        var index = 0;
        var at = 0;
        while (at < body.Length)
        {
            var end = body.Span[at..].IndexOf((byte)'\n') is >= 0 and var found ? at + found : body.Length;
            var item = Item(body, index, at, end);
            at = end + 1;
            if (item.Content.IsEmpty)
                continue;
            yield return item;
            index++;
        }
    }

    /// <summary>Where the comma or the bracket stands that ends the element which begins here.</summary>
    private static int EndOfElement(ReadOnlySpan<byte> body, int at)
    {
        var depth = 0;
        while (body[at..].IndexOfAny(Structure) is >= 0 and var found)
        {
            at += found;
            switch (body[at])
            {
                case (byte)'"':
                    at = EndOfString(body, at + 1);
                    break;
                case (byte)'[' or (byte)'{':
                    depth++;
                    break;
                case (byte)',' or (byte)']' when depth == 0:
                    return at;
                case (byte)']' or (byte)'}' when depth > 0:
                    depth--;
                    break;
            }

            at++;
        }

        throw NotClosed();
    }

    /// <summary>Where the quote stands that ends the text; a backslash takes the next character's meaning away.</summary>
    private static int EndOfString(ReadOnlySpan<byte> body, int at)
    {
        while (at < body.Length && body[at..].IndexOfAny(EndOfText) is >= 0 and var found)
        {
            at += found;
            if (body[at] == '"')
                return at;
            at += 2;
        }

        throw NotClosed();
    }

    private static BodyItem Item(ReadOnlyMemory<byte> body, int index, int start, int end)
    {
        start = Math.Min(SkipWhiteSpace(body.Span, start), end);
        return new BodyItem(index, start, body[start..end].TrimEnd(" \t\r\n"u8));
    }

    private static int SkipWhiteSpace(ReadOnlySpan<byte> body, int at)
    {
        while (at < body.Length && body[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            at++;
        return at;
    }

    private static IntakeException NotClosed() => new("not_a_json_array", "The body ends before its JSON array is closed.");
}
