using System.Text.Encodings.Web;
using System.Text.Json;

namespace CustomerPerformanceTracker.Intake.Values;

/// <summary>One JSON object, written without white space, its names and values as the source wrote them and in the source's order.</summary>
internal sealed class CompactJson
{
    private byte[] bytes = new byte[512];
    private bool comma;

    public int Length { get; private set; }

    public void Clear()
    {
        Length = 0;
        this.comma = false;
    }

    /// <summary>The token the reader stands on.</summary>
    public void Append(ref Utf8JsonReader reader)
    {
        Begin(comma: reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray));
        if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String)
            PutQuoted(reader.ValueSpan);
        else
            Put(reader.ValueSpan);
        if (reader.TokenType == JsonTokenType.PropertyName)
            Put(":"u8);
        this.comma = reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.StartObject or JsonTokenType.StartArray);
    }

    /// <summary>A property whose name needs no escape and whose value is JSON already.</summary>
    public void Append(ReadOnlySpan<byte> name, ReadOnlySpan<byte> json)
    {
        Name(name);
        Put(json);
    }

    /// <summary>A property whose value is JSON already.</summary>
    public void AppendJson(string name, ReadOnlySpan<byte> json) => Append(Escaped(name), json);

    /// <summary>A property whose value is an array of two.</summary>
    public void AppendPair(ReadOnlySpan<byte> name, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        Name(name);
        Put("["u8);
        Put(first);
        Put(","u8);
        Put(second);
        Put("]"u8);
    }

    /// <summary>A property whose value is text.</summary>
    public void AppendText(string name, string text)
    {
        Name(Escaped(name));
        PutQuoted(Escaped(text));
    }

    /// <summary>The whole object, or null when nothing was written.</summary>
    public ReadOnlyMemory<byte>? Close()
    {
        if (Length == 0)
            return null;
        Put("}"u8);
        return this.bytes.AsSpan(0, Length).ToArray();
    }

    private void Name(ReadOnlySpan<byte> name)
    {
        Begin(comma: true);
        PutQuoted(name);
        Put(":"u8);
        this.comma = true;
    }

    private void Begin(bool comma)
    {
        if (Length == 0)
            Put("{"u8);
        else if (comma && this.comma)
            Put(","u8);
    }

    private void PutQuoted(ReadOnlySpan<byte> text)
    {
        Put("\""u8);
        Put(text);
        Put("\""u8);
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        if (this.bytes.Length - Length < bytes.Length)
            Array.Resize(ref this.bytes, Math.Max(this.bytes.Length * 2, Length + bytes.Length));
        bytes.CopyTo(this.bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    private static ReadOnlySpan<byte> Escaped(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes;
}
