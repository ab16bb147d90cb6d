using System.Diagnostics;
using OpenTelemetry;

namespace CustomerPerformanceTracker.Server;

/// <summary>
/// Takes out of spans what must not leave the server: the path of a webhook is a secret, and the path of a request may hold a customer's id. The route's
/// pattern and the host that was called stay.
/// </summary>
internal sealed class DiscreetSpans : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        data.SetTag("url.path", null);
        data.SetTag("url.query", null);
        if (data.GetTagItem("url.full") is string url)
            data.SetTag("url.full", Uri.TryCreate(url, UriKind.Absolute, out var parsed) ? parsed.GetLeftPart(UriPartial.Authority) : null);
    }
}
