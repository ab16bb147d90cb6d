using System.Text.Json;

namespace CustomerPerformanceTracker.Intake.Segment;

/// <summary>The body of a batch: <c>{"batch":[...],"context":{...},"writeKey":"...","sentAt":"..."}</c>. Its calls are not read yet, only found.</summary>
public sealed class SegmentBatch
{
    private SegmentBatch(IReadOnlyList<BodyItem> calls, SegmentEnvelope envelope, string? writeKey) =>
        (Calls, Envelope, WriteKey) = (calls, envelope, writeKey);

    /// <summary>The calls in the order of the batch, parts of the body itself.</summary>
    public IReadOnlyList<BodyItem> Calls { get; }

    /// <summary>What the batch says for all of them.</summary>
    public SegmentEnvelope Envelope { get; }

    /// <summary>The key of a client that gives it in the body; null where it does not.</summary>
    public string? WriteKey { get; }

    /// <summary>Finds the calls of a batch. However deep a call is nested, that is for its reader to say.</summary>
    /// <exception cref="IntakeException"><c>invalid_batch</c>: the body is not JSON, has no list of calls, or a context that cannot be read.</exception>
    public static SegmentBatch Parse(ReadOnlyMemory<byte> body) =>
        Read(body, out var batch) is { } fault ? throw new IntakeException("invalid_batch", $"The body is no batch of calls: {fault.Reason}.") : batch;

    internal static Fault? Read(ReadOnlyMemory<byte> body, out SegmentBatch batch)
    {
        batch = null!;
        try
        {
            var reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = Math.Max(body.Length, 1) });
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                return new Fault(null, RejectCode.NotAnObject, "it is not a JSON object");
            return Read(body, ref reader, out batch);
        }
        catch (JsonException e)
        {
            return new Fault(
                null,
                RejectCode.InvalidJson,
                $"it is not JSON and goes wrong at line {(e.LineNumber ?? 0) + 1}, byte {(e.BytePositionInLine ?? 0) + 1}"
            );
        }
    }

    private static Fault? Read(ReadOnlyMemory<byte> body, ref Utf8JsonReader reader, out SegmentBatch batch)
    {
        batch = null!;
        List<BodyItem>? calls = null;
        var (envelope, writeKey, sentAt) = (SegmentEnvelope.None, (string?)null, (string?)null);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isCalls, isContext, isKey) = (reader.ValueTextEquals("batch"u8), reader.ValueTextEquals("context"u8), reader.ValueTextEquals("writeKey"u8));
            var isSent = reader.ValueTextEquals("sentAt"u8);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (isCalls && reader.TokenType == JsonTokenType.StartArray)
            {
                if (calls is not null)
                    return new Fault("batch", RejectCode.DuplicateProperty, "the name 'batch' stands twice");
                calls = FindCalls(body, ref reader);
                continue;
            }

            if (isKey && reader.TokenType == JsonTokenType.String && Values.JsonText.Check(reader.ValueSpan) is null)
                writeKey = reader.GetString();
            if (isSent && reader.TokenType == JsonTokenType.String && Values.JsonText.Check(reader.ValueSpan) is null)
                sentAt = reader.GetString();
            var isObject = reader.TokenType == JsonTokenType.StartObject;
            reader.Skip();
            if (isContext && isObject && Context(body.Span[start..(int)reader.BytesConsumed], out envelope) is { } fault)
                return fault with { Field = "context", Reason = $"its context: {fault.Reason}" };
        }

        // Whatever stands after the object makes the reader throw.
        reader.Read();
        if (calls is null)
            return new Fault("batch", RejectCode.MissingField, "'batch' is missing, a list of calls");
        batch = new SegmentBatch(calls, envelope.SentAt(sentAt), writeKey);
        return null;
    }

    private static List<BodyItem> FindCalls(ReadOnlyMemory<byte> body, ref Utf8JsonReader reader)
    {
        var calls = new List<BodyItem>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            calls.Add(new BodyItem(calls.Count, start, body[start..(int)reader.BytesConsumed]));
        }

        return calls;
    }

    private static Fault? Context(ReadOnlySpan<byte> context, out SegmentEnvelope envelope) =>
        SegmentEnvelope.Read($$"""{"context":{{Encoding.UTF8.GetString(context)}}}""", out envelope);
}
