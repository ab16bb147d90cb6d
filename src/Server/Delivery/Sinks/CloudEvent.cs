namespace CustomerPerformanceTracker.Server.Delivery.Sinks;

/// <summary>
/// A notice as a CloudEvents 1.0 event in structured JSON. The extension <c>sequence</c> orders the events of one subject, as text and as a number;
/// across subjects there is no order. A body is under 20 kB, which Standard Webhooks asks for: where it would not be, less is told.
/// </summary>
internal static class CloudEvent
{
    public const string ContentType = "application/cloudevents+json";

    private const int Limit = 20_000;

    public static byte[] Body(Notice notice)
    {
        var body = notice.CloudEvent();
        foreach (var shorter in notice.Shorter)
        {
            if (body.Length < Limit)
                break;
            body = shorter.CloudEvent();
        }

        return body;
    }
}
