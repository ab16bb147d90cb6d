using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerPerformanceTracker.Intake.Values;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Intake.Segment;

/// <summary>
/// What stands around a call and belongs to it: the type that the address of a single call says (<c>/v1/track</c>), or the <c>context</c> of a batch,
/// which counts where the call does not say; and, of calls that come in live, when the batch was sent and when it was received here, by which the
/// sender's clock is corrected (<see cref="SenderClock"/>). When a batch was sent is no part of its calls: a client that sends it again says another
/// time, and one call would look like two.
/// </summary>
public sealed class SegmentEnvelope
{
    /// <summary>Nothing stands around the call.</summary>
    public static readonly SegmentEnvelope None = new(null, default);

    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string? sentAt;

    private SegmentEnvelope(string? text, JsonElement root, string? sentAt = null) => (Text, Root, this.sentAt) = (text, root, sentAt);

    /// <summary>As JSON, so that a rejected call can be read again; null where nothing stands around it.</summary>
    internal string? Text { get; }

    internal JsonElement Root { get; }

    /// <summary>Around a call to the address of this type: track, page, screen, identify, group or alias. It counts before what the call says itself.</summary>
    public static SegmentEnvelope Of(string type)
    {
        var text = $$"""{"type":"{{JsonEncodedText.Encode(type)}}"}""";
        return new SegmentEnvelope(text, JsonElement.Parse(text));
    }

    /// <summary>The same around calls that came in at this moment, in microseconds since 1970: their sender's clock can be held against ours.</summary>
    public SegmentEnvelope ReceivedAt(long micros)
    {
        var json = Text is null ? [] : JsonNode.Parse(Text)!.AsObject();
        if (sentAt is not null)
            json["sentAt"] = sentAt;
        json["receivedAt"] = InstantPattern.ExtendedIso.Format(Instant.FromUnixTimeTicks(micros * 10));
        var text = json.ToJsonString(AsWritten);
        return new SegmentEnvelope(text, JsonElement.Parse(text), sentAt);
    }

    /// <summary>The same around calls of a batch that says when it was sent.</summary>
    internal SegmentEnvelope SentAt(string? time) => new(Text, Root, time);

    /// <summary>An object with <c>type</c>, <c>context</c> or both, and the times of calls that came in live, or what is wrong with it.</summary>
    internal static Fault? Read(string text, out SegmentEnvelope envelope)
    {
        envelope = None;
        var fault = new JsonWalk().CheckObject(Encoding.UTF8.GetBytes(text));
        if (fault is null)
            envelope = new SegmentEnvelope(text, JsonElement.Parse(text));
        return fault;
    }
}
