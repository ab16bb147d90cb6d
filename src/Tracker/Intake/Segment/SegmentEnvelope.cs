using System.Text;
using System.Text.Json;
using CustomerPerformanceTracker.Tracker.Intake.Values;

namespace CustomerPerformanceTracker.Tracker.Intake.Segment;

/// <summary>
/// What stands around a call and belongs to it: the type that the address of a single call says (<c>/v1/track</c>), or the <c>context</c> of a batch,
/// which counts where the call does not say. When a batch was sent is no part of its calls: a client that sends it again says another time,
/// and one call would look like two.
/// </summary>
public sealed class SegmentEnvelope
{
    /// <summary>Nothing stands around the call.</summary>
    public static readonly SegmentEnvelope None = new(null, default);

    private SegmentEnvelope(string? text, JsonElement root) => (Text, Root) = (text, root);

    /// <summary>As JSON, so that a rejected call can be read again; null where nothing stands around it.</summary>
    internal string? Text { get; }

    internal JsonElement Root { get; }

    /// <summary>Around a call to the address of this type: track, page, screen, identify, group or alias. It counts before what the call says itself.</summary>
    public static SegmentEnvelope Of(string type)
    {
        var text = $$"""{"type":"{{JsonEncodedText.Encode(type)}}"}""";
        return new SegmentEnvelope(text, JsonElement.Parse(text));
    }

    /// <summary>An object with <c>type</c>, <c>context</c> or both, or what is wrong with it.</summary>
    internal static Fault? Read(string text, out SegmentEnvelope envelope)
    {
        envelope = None;
        var fault = new JsonWalk().CheckObject(Encoding.UTF8.GetBytes(text));
        if (fault is null)
            envelope = new SegmentEnvelope(text, JsonElement.Parse(text));
        return fault;
    }
}
