using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CustomerPerformanceTracker.Log;

/// <summary>
/// Whether a text names somebody. A long id counts wherever it stands; a short one, such as 17, stands in a thousand other numbers and counts only
/// where it stands on its own.
/// </summary>
public static class Mention
{
    /// <summary>From how many characters on an id is long.</summary>
    public const int LongId = 6;

    public static bool In(string text, string externalId) => In(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(externalId));

    /// <summary>Both as UTF-8.</summary>
    public static bool In(ReadOnlySpan<byte> text, ReadOnlySpan<byte> id)
    {
        for (var from = 0; text[from..].IndexOf(id) is var found and >= 0; from += found + 1)
        {
            var (start, end) = (from + found, from + found + id.Length);
            if (id.Length >= LongId || ((start == 0 || !Continues(text[start - 1])) && (end == text.Length || !Continues(text[end]))))
                return true;
        }

        return false;
    }

    /// <summary>The ways in which a source may have written an id, as UTF-8: as it is, or as a JSON or CSV text holds it.</summary>
    public static IReadOnlyList<byte[]> Spellings(string externalId)
    {
        var escaped = JsonEncodedText.Encode(externalId).Value;
        return
        [
            .. new[]
            {
                externalId,
                externalId.Replace("\"", "\"\"", StringComparison.Ordinal),
                externalId.Replace("/", "\\/", StringComparison.Ordinal),
                JsonEncodedText.Encode(externalId, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value,
                escaped,
                LowerEscapes(escaped),
            }
                .Distinct(StringComparer.Ordinal)
                .Select(Encoding.UTF8.GetBytes),
        ];
    }

    /// <summary>\u00e4 beside \u00E4; letters outside of escapes stay.</summary>
    private static string LowerEscapes(string escaped)
    {
        var text = new StringBuilder(escaped);
        for (
            var at = escaped.IndexOf("\\u", StringComparison.Ordinal);
            at >= 0 && at + 6 <= escaped.Length;
            at = escaped.IndexOf("\\u", at + 6, StringComparison.Ordinal)
        )
        {
            for (var i = at + 2; i < at + 6; i++)
                text[i] = char.ToLowerInvariant(text[i]);
        }

        return text.ToString();
    }

    private static bool Continues(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or (byte)'.' or (byte)'-' or >= 0x80;
}
