namespace CustomerPerformanceTracker.Intake.Values;

/// <summary>
/// What a JSON string may escape that neither UTF-8 nor PostgreSQL can hold: System.Text.Json lets <c>\u0000</c> and halves of surrogate pairs
/// pass until somebody asks for the string, and one such value would fail the whole batch it is stored with.
/// </summary>
internal static class JsonText
{
    /// <summary>Looks through the escapes of a well-formed JSON string, given without its quotes; null when all can be stored.</summary>
    public static Fault? Check(ReadOnlySpan<byte> text)
    {
        while (text.IndexOf((byte)'\\') is >= 0 and var at)
        {
            var escape = text[at..];
            if (escape[1] != 'u')
            {
                text = escape[2..];
                continue;
            }

            var unit = Unit(escape);
            if (unit == 0)
                return new Fault(null, RejectCode.NulCharacter, "the character U+0000 cannot be stored");
            if (char.IsHighSurrogate(unit) && escape.Length >= 12 && escape[6] == '\\' && escape[7] == 'u' && char.IsLowSurrogate(Unit(escape[6..])))
                text = escape[12..];
            else if (char.IsSurrogate(unit))
                return new Fault(null, RejectCode.LoneSurrogate, $"\\u{(int)unit:x4} is half of a surrogate pair and stands alone");
            else
                text = escape[6..];
        }

        return null;
    }

    private static char Unit(ReadOnlySpan<byte> escape)
    {
        var unit = 0;
        foreach (var c in escape[2..6])
            unit = (unit << 4) | (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
        return (char)unit;
    }
}
