using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Server.Behind;
using CustomerPerformanceTracker.Server.Delivery.Sinks;
using CustomerPerformanceTracker.Voices;
using CustomerPerformanceTracker.Voices.Rising;
using Microsoft.Extensions.Logging;

namespace CustomerPerformanceTracker.Server.Delivery;

/// <summary>
/// Reads the words that rose since an alert's onset when the alert is sent. Quotes are recorded first, with the subscription as their reader. An alert is
/// neither lost nor late for its words: what cannot be read, or not within <see cref="Limit"/>, is left out, and the notice says so.
/// </summary>
internal sealed class NoticeWordReader(Engine engine, TimeProvider clock, ILogger logger)
{
    /// <summary>Quotes of one notice, over all groups of words.</summary>
    public const int MostQuotes = 3;

    /// <summary>How long an alert waits for its words.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>Null where no words go along: to Alertmanager, which repeats what it is sent, and of changes that do not say that an alert stands.</summary>
    public async Task<NoticeWords?> OfAsync(Subscription subscription, AlertChange change, CancellationToken abort)
    {
        if (subscription.Sink is Sink.Alertmanager || AlertWords.Verb(change) is not ("raised" or "recurred" or "reopened"))
            return null;
        using var late = new CancellationTokenSource(Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, abort);
        try
        {
            // What does not end when it is asked to is left to itself.
            return await ReadAsync(subscription, change.Alert, either.Token).WaitAsync(either.Token) is { HasComments: true } reading
                ? new NoticeWords.Read(reading)
                : new NoticeWords.NobodyWrote();
        }
        catch (Exception) when (abort.IsCancellationRequested)
        {
            throw new OperationCanceledException(abort);
        }
        catch (Exception e)
        {
            var why = late.IsCancellationRequested
                ? string.Create(CultureInfo.InvariantCulture, $"not within {Limit.TotalSeconds:0} seconds")
                : "reading them failed";
            logger.WordsNotRead(change.Alert.Id, engine.Workspace.Name, why, e);
            return new NoticeWords.NotRead(why);
        }
    }

    private Task<RisenReading?> ReadAsync(Subscription subscription, Alert alert, CancellationToken cancel)
    {
        var question = AlertVoices.Of(alert);
        return subscription.Quotes
            ? engine.RisenVoices.ReadAsync(question with { QuotesInAll = MostQuotes }, By(subscription, alert), cancel)
            : engine.RisenVoices.CountAsync(question, cancel);
    }

    private static Authorship By(Subscription subscription, Alert alert) =>
        new($"subscription-{subscription.Id}", $"quotes sent with alert {alert.Id} to {subscription.Sink.Kind}", Correlation: $"alert-{alert.Id}")
        {
            IsFinding = true,
        };
}
