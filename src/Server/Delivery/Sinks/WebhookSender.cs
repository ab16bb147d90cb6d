using CustomerPerformanceTracker.Server.Delivery.Outgoing;

namespace CustomerPerformanceTracker.Server.Delivery.Sinks;

/// <summary>Standard Webhooks 1.0.0. Every key the subscription has signs, so a receiver can change over to a new one whenever it likes.</summary>
internal sealed class WebhookSender(GuardedHttp http, TimeProvider clock)
{
    public async Task<SendOutcome> SendAsync(Sink.Webhook sink, IReadOnlyList<string> secrets, Notice notice, CancellationToken cancel)
    {
        var keys = secrets.Select(WebhookSecret.Parse).ToArray();
        if (keys.Length == 0 || keys.Any(key => key is not { MaySign: true }))
            return new SendOutcome.Failed("the subscription has no signing key of 24 to 64 bytes");

        var body = CloudEvent.Body(notice);
        var sentAt = clock.GetUtcNow().ToUnixTimeSeconds();
        return await http.PostAsync(
            sink.Url,
            CloudEvent.ContentType,
            body,
            headers =>
            {
                headers.Add("webhook-id", notice.Id);
                headers.Add("webhook-timestamp", sentAt.ToString(CultureInfo.InvariantCulture));
                headers.Add("webhook-signature", string.Join(' ', keys.Select(key => key!.Sign(notice.Id, sentAt, body))));
            },
            cancel
        );
    }
}
