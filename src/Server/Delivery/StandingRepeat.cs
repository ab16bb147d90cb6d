using Microsoft.Extensions.Logging;

namespace CustomerPerformanceTracker.Server.Delivery;

/// <summary>
/// Tells a receiver that forgets again and again which alerts stand open. Alertmanager keeps no alert over its restart and ends one that nobody repeats, so
/// what it holds is always what was told within the last <see cref="Hold"/>. A repetition is no delivery: it is in no outbox, and one that fails is made up for
/// by the next.
/// </summary>
internal sealed class StandingRepeat(Engine engine, Attempts attempts, TimeProvider clock, ILogger logger)
{
    public static readonly Duration Interval = Duration.FromMinutes(1);

    /// <summary>How long what was told holds: three repetitions may fail before an open alert ends.</summary>
    public static readonly Duration Hold = 4 * Interval;

    private Instant next = Instant.MinValue;

    public bool IsDue(Subscription subscription) => subscription.Sink is Sink.Alertmanager && clock.GetCurrentInstant() >= next;

    /// <summary>Repeats every alert that stands. Never throws.</summary>
    public async Task MakeAsync(Subscription subscription, CancellationToken abort)
    {
        next = clock.GetCurrentInstant() + Interval;
        try
        {
            foreach (var change in await engine.Standing.OfAsync(subscription, abort))
            {
                var id = OutboxEntry.IdOf(engine.Workspace.Name, subscription.Id, change.Position);
                var notice = new AlertNotice(id, engine.Workspace.Name, subscription.Id, change) { IsRepeated = true };
                if (await attempts.SendAsync(subscription.Sink, [], notice, abort) is SendOutcome.Failed(var why, _))
                {
                    logger.RepeatFailed(subscription.Id, engine.Workspace.Name, why);
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            // Whoever dispatches next repeats them.
        }
        catch (Exception e)
        {
            logger.RepeatFailed(subscription.Id, engine.Workspace.Name, e.Message);
        }
    }
}
