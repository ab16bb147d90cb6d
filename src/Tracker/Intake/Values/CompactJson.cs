using System.Buffers;
using System.Text;
using System.Text.Json;

namespace CustomerPerformanceTracker.Tracker.Intake.Values;

/// <summary>One JSON object, written without white space, its names and values as the source wrote them and in the source's order.</summary>
internal sealed class CompactJson
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);
    private bool _comma;

    public int Length => _bytes.WrittenCount;

    public bool IsEmpty => _bytes.WrittenCount == 0;

    public void Clear()
    {
        _bytes.ResetWrittenCount();
        _comma = false;
    }

    /// <summary>The token the reader stands on.</summary>
    public void Append(ref Utf8JsonReader reader)
    {
        Open();
        var ends = reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray;
        if (_comma && !ends)
            Put(","u8);

        var quoted = reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String;
        if (quoted)
            Put("\""u8);
        Put(reader.ValueSpan);
        if (quoted)
            Put("\""u8);
        if (reader.TokenType == JsonTokenType.PropertyName)
            Put(":"u8);
        _comma = reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.StartObject or JsonTokenType.StartArray);
    }

    /// <summary>A property whose value is JSON already.</summary>
    public void AppendRaw(string name, string json) => Append(name, Encoding.UTF8.GetBytes(json));

    public void AppendText(string name, string text)
    {
        var encoded = JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        Append(name, [(byte)'"', .. encoded.EncodedUtf8Bytes, (byte)'"']);
    }

    /// <summary>The whole object, or null when nothing was written.</summary>
    public ReadOnlyMemory<byte>? Close()
    {
        if (IsEmpty)
            return null;
        Put("}"u8);
        return _bytes.WrittenSpan.ToArray();
    }

    private void Append(string name, ReadOnlySpan<byte> json)
    {
        Open();
        if (_comma)
            Put(","u8);
        Put("\""u8);
        Put(JsonEncodedText.Encode(name, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
        Put("\":"u8);
        Put(json);
        _comma = true;
    }

    private void Open()
    {
        if (IsEmpty)
            Put("{"u8);
    }

    private void Put(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);
}
