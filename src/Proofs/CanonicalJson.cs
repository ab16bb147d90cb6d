using System.Buffers;
using System.Globalization;

namespace CustomerPerformanceTracker.Proofs;

/// <summary>
/// The one byte sequence that stands for a JSON value, as RFC 8785 (JSON Canonicalization Scheme) defines it:
/// no white space, properties in the order of their UTF-16 code units, numbers as ECMAScript prints them, shortest escapes, UTF-8.
/// </summary>
/// <remarks>
/// Every number is read as the nearest IEEE 754 double (RFC 8785, 3.2.2.3), so integers beyond 2^53 that must stay exact belong in strings.
/// Two values with the same meaning have the same bytes; a value that I-JSON (RFC 7493) leaves ambiguous has none, and is refused.
/// </remarks>
public static class CanonicalJson
{
    /// <exception cref="JsonException">
    /// An object holds a property twice, a string is not valid Unicode (lone surrogate, broken UTF-8), or a number is beyond the finite doubles.
    /// </exception>
    public static byte[] Serialize(JsonElement value)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        WriteValue(bytes, value);
        return bytes.WrittenSpan.ToArray();
    }

    private static void WriteValue(ArrayBufferWriter<byte> bytes, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(bytes, value);
                break;
            case JsonValueKind.Array:
                WriteArray(bytes, value);
                break;
            case JsonValueKind.String:
                WriteString(bytes, Text(value, static v => v.GetString()!));
                break;
            case JsonValueKind.Number:
                WriteNumber(bytes, value);
                break;
            case JsonValueKind.True:
                bytes.Write("true"u8);
                break;
            case JsonValueKind.False:
                bytes.Write("false"u8);
                break;
            case JsonValueKind.Null:
                bytes.Write("null"u8);
                break;
            default:
                throw new ArgumentException("The element belongs to no document, so it has no value.", nameof(value));
        }
    }

    private static void WriteObject(ArrayBufferWriter<byte> bytes, JsonElement value)
    {
        var properties = value.EnumerateObject().Select(p => (Name: Text(p, static p => p.Name), p.Value)).ToArray();
        Array.Sort(properties, static (a, b) => string.CompareOrdinal(a.Name, b.Name));

        bytes.Write("{"u8);
        for (var i = 0; i < properties.Length; i++)
        {
            var (name, content) = properties[i];
            if (i > 0)
            {
                if (name == properties[i - 1].Name)
                    throw new JsonException($"The property \"{name}\" stands twice in one object, so the object has no canonical form.");
                bytes.Write(","u8);
            }
            WriteString(bytes, name);
            bytes.Write(":"u8);
            WriteValue(bytes, content);
        }
        bytes.Write("}"u8);
    }

    private static void WriteArray(ArrayBufferWriter<byte> bytes, JsonElement value)
    {
        bytes.Write("["u8);
        var first = true;
        foreach (var item in value.EnumerateArray())
        {
            if (!first)
                bytes.Write(","u8);
            first = false;
            WriteValue(bytes, item);
        }
        bytes.Write("]"u8);
    }

    private static void WriteString(ArrayBufferWriter<byte> bytes, string text)
    {
        bytes.Write("\""u8);
        var rest = text.AsSpan();
        while (rest.IndexOfAny(Escaped) is var next and >= 0)
        {
            Encoding.UTF8.GetBytes(rest[..next], bytes);
            WriteEscape(bytes, rest[next]);
            rest = rest[(next + 1)..];
        }
        Encoding.UTF8.GetBytes(rest, bytes);
        bytes.Write("\""u8);
    }

    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\']);

    private static void WriteEscape(ArrayBufferWriter<byte> bytes, char c)
    {
        switch (c)
        {
            case '"':
                bytes.Write("\\\""u8);
                break;
            case '\\':
                bytes.Write("\\\\"u8);
                break;
            case '\b':
                bytes.Write("\\b"u8);
                break;
            case '\t':
                bytes.Write("\\t"u8);
                break;
            case '\n':
                bytes.Write("\\n"u8);
                break;
            case '\f':
                bytes.Write("\\f"u8);
                break;
            case '\r':
                bytes.Write("\\r"u8);
                break;
            default:
                Encoding.UTF8.GetBytes($"\\u{(int)c:x4}", bytes);
                break;
        }
    }

    private static void WriteNumber(ArrayBufferWriter<byte> bytes, JsonElement value)
    {
        if (!value.TryGetDouble(out var number) || !double.IsFinite(number))
            throw new JsonException($"The number {value.GetRawText()} is beyond the finite doubles, so it has no canonical form.");

        Encoding.UTF8.GetBytes(EcmaScriptNumber(number), bytes);
    }

    /// <summary>ECMA-262, 6.1.6.1.20 Number::toString with radix 10: the shortest digits that read back, laid out by their exponent.</summary>
    private static string EcmaScriptNumber(double number)
    {
        if (number == 0)
            return "0";

        var (digits, exponent) = ShortestDigits(Math.Abs(number));
        var sign = number < 0 ? "-" : "";
        return sign
            + exponent switch
            {
                > 21 or <= -6 => Scientific(digits, exponent - 1),
                <= 0 => "0." + new string('0', -exponent) + digits,
                _ when digits.Length <= exponent => digits.PadRight(exponent, '0'),
                _ => digits[..exponent] + "." + digits[exponent..],
            };
    }

    private static string Scientific(string digits, int exponent)
    {
        var fraction = digits.Length == 1 ? "" : "." + digits[1..];
        return string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{fraction}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}");
    }

    /// <summary>The value is 0.digits x 10^exponent; the digits neither begin nor end with a zero.</summary>
    private static (string Digits, int Exponent) ShortestDigits(double positive)
    {
        // .NET's round-trip format finds the same shortest digits as ECMAScript; only its layout differs.
        var text = positive.ToString("R", CultureInfo.InvariantCulture);
        var e = text.IndexOf('E', StringComparison.Ordinal);
        var mantissa = e < 0 ? text : text[..e];
        var scale = e < 0 ? 0 : int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var leading = all.Length - all.TrimStart('0').Length;
        return (all.Trim('0'), (point < 0 ? mantissa.Length : point) - leading + scale);
    }

    private static string Text<T>(T source, Func<T, string> read)
    {
        try
        {
            return read(source);
        }
        catch (InvalidOperationException broken)
        {
            throw new JsonException("A string is not valid Unicode, so it has no canonical form.", broken);
        }
    }
}
