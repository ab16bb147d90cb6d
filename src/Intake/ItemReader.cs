using CustomerPerformanceTracker.Intake.CloudEvents;
using CustomerPerformanceTracker.Intake.Native;

namespace CustomerPerformanceTracker.Intake;

/// <summary>
/// Reads the items of bodies, each a native signal or a CloudEvent with one as its data. An item's place, from 1, stands where a file has its line.
/// One reader serves one body after another, from one thread at a time.
/// </summary>
public sealed class ItemReader(bool cloudEvents)
{
    private readonly NativeParser native = new(history: false);
    private readonly CloudEventReader events = new(history: false);

    public IntakeResult Read(BodyItem item)
    {
        var place = item.Index + 1;
        if (item.Content.Length > IntakeLimits.LineBytes)
            return new IntakeResult(place, item.Offset, Reject: Fault.TooLong.Of(place, item.Content.Span[..1_000]));
        return cloudEvents ? events.Read(item.Content.Span, place, item.Offset) : native.Read(item.Content.Span, place, item.Offset);
    }
}
