using System.Text.Json;
using CustomerPerformanceTracker.Tracker.Intake.Native;
using CustomerPerformanceTracker.Tracker.Intake.Values;

namespace CustomerPerformanceTracker.Tracker.Intake;

/// <summary>An item of a body, and the bytes it stood on.</summary>
public readonly record struct BodyItem(IntakeResult Result, int Start, int Length);

/// <summary>
/// Reads the native signals of one body held in memory: a JSON array of signals, a single one, or NDJSON. An item's place, from 1, stands where a
/// file has its line. One reader serves one body after another, from one thread at a time.
/// </summary>
public sealed class SignalBody
{
    /// <summary>Deeper nesting than any item may have, so that it is the item that is rejected, and not the body.</summary>
    private const int Depth = 1_000;

    private readonly NativeParser parser = new(history: false);

    /// <summary>One item for each element, in order. Null, or what is wrong with the body as a whole: then nothing of it counts.</summary>
    public string? ReadJson(ReadOnlySpan<byte> body, List<BodyItem> items)
    {
        try
        {
            var reader = new Utf8JsonReader(body, JsonWalk.Options with { MaxDepth = Depth });
            if (!reader.Read() || reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
                return "the body is a JSON array of signals, or one signal";
            var single = reader.TokenType == JsonTokenType.StartObject;
            while (single || (reader.Read() && reader.TokenType != JsonTokenType.EndArray))
            {
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                items.Add(Item(body, start, (int)reader.BytesConsumed - start, items.Count + 1));
                if (single)
                    break;
            }

            return reader.Read() ? "something stands behind it" : null;
        }
        catch (JsonException e)
        {
            return $"the body is not JSON: it goes wrong at line {(e.LineNumber ?? 0) + 1}, byte {(e.BytePositionInLine ?? 0) + 1}";
        }
    }

    /// <summary>One item a line; blank lines are none.</summary>
    public void ReadLines(ReadOnlySpan<byte> body, List<BodyItem> items)
    {
        for (var start = 0; start < body.Length;)
        {
            var length = body[start..].IndexOf((byte)'\n') is >= 0 and var end ? end : body.Length - start;
            if (!body.Slice(start, length).Trim("\r \t"u8).IsEmpty)
                items.Add(Item(body, start, length, items.Count + 1));
            start += length + 1;
        }
    }

    private BodyItem Item(ReadOnlySpan<byte> body, int start, int length, int index) => new(
        length <= IntakeLimits.LineBytes ? parser.Read(body.Slice(start, length), index, start)
            : new IntakeResult(index, start, Reject: new Fault(null, RejectCode.LineTooLong, $"a signal has at most {IntakeLimits.LineBytes} bytes").Of(index, body.Slice(start, 1_000))),
        start, length);
}
