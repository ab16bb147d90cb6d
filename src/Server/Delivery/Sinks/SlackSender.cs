using CustomerPerformanceTracker.Server.Delivery.Outgoing;

namespace CustomerPerformanceTracker.Server.Delivery.Sinks;

/// <summary>An incoming webhook as Slack has them; there is nothing to sign with, the URL itself is the permission.</summary>
internal sealed class SlackSender(GuardedHttp http)
{
    public Task<SendOutcome> SendAsync(Sink.Slack sink, Notice notice, CancellationToken cancel) =>
        http.PostAsync(sink.Url, "application/json", SlackMessage.Body(notice), add: null, cancel);
}
