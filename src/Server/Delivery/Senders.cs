using System.Diagnostics;
using CustomerPerformanceTracker.Server.Delivery.Outgoing;
using CustomerPerformanceTracker.Server.Delivery.Sinks;

namespace CustomerPerformanceTracker.Server.Delivery;

/// <summary>
/// The sender for every kind of sink. All of them go out by way of one <see cref="Dialer"/>, an attempt has one limit of time, and what goes wrong
/// becomes an outcome in words that hold nothing secret.
/// </summary>
internal sealed class Senders : ISender, IAsyncDisposable
{
    private readonly DeliveryOptions options;
    private readonly GuardedHttp http;
    private readonly WebhookSender webhook;
    private readonly SlackSender slack;
    private readonly AlertmanagerSender alertmanager;
    private readonly SmtpSender smtp;
    private readonly RabbitMqSender rabbitMq;

    /// <exception cref="FormatException">A place that is allowed is none.</exception>
    public Senders(DeliveryOptions options, TimeProvider clock)
        : this(options, clock, new Dialer(AllowedPlaces.Parse(options.AllowedNetworks))) { }

    internal Senders(DeliveryOptions options, TimeProvider clock, Dialer dialer)
    {
        this.options = options;
        http = new GuardedHttp(dialer, clock);
        webhook = new WebhookSender(http, clock);
        slack = new SlackSender(http);
        alertmanager = new AlertmanagerSender(http, clock);
        smtp = new SmtpSender(dialer);
        rabbitMq = new RabbitMqSender(dialer);
    }

    public async Task<SendOutcome> SendAsync(Sink sink, IReadOnlyList<string> secrets, Notice notice, CancellationToken cancel)
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        attempt.CancelAfter(options.Timeout);
        try
        {
            return await OneAsync(sink, secrets, notice, attempt.Token);
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
        catch (Exception) when (attempt.IsCancellationRequested)
        {
            return new SendOutcome.Failed($"there was no answer within {options.Timeout.TotalSeconds:0.#} s");
        }
        catch (Exception failure)
        {
            return new SendOutcome.Failed(FailureWords.Of(failure));
        }
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await rabbitMq.DisposeAsync();
    }

    private Task<SendOutcome> OneAsync(Sink sink, IReadOnlyList<string> secrets, Notice notice, CancellationToken cancel) =>
        sink switch
        {
            Sink.Webhook to => webhook.SendAsync(to, secrets, notice, cancel),
            Sink.Slack to => slack.SendAsync(to, notice, cancel),
            Sink.Alertmanager to when notice is AlertNotice alert => alertmanager.SendAsync(to, alert, cancel),
            Sink.Smtp to => smtp.SendAsync(to, secrets, notice, cancel),
            Sink.RabbitMq to => rabbitMq.SendAsync(to, secrets, notice, cancel),
            _ => throw new UnreachableException(),
        };
}
