using CustomerPerformanceTracker.Loop.Digests;
using Microsoft.Extensions.Logging;

namespace CustomerPerformanceTracker.Server.Delivery;

/// <summary>Makes one attempt to deliver, and writes what became of it. Never throws.</summary>
/// <param name="paper">How people see digests; null: as text alone.</param>
internal sealed class Attempts(Engine engine, ISender sender, TimeProvider clock, Random random, ILogger logger, IDigestPaper? paper = null)
{
    private const int LongestStatus = 500;
    private const string Actor = "delivery";

    /// <summary>Nothing but failures for so long ends in a disabled subscription.</summary>
    public static readonly Duration FailingLimit = Duration.FromHours(120);

    /// <summary>Beyond what any sender waits: one that does not end by itself is ended.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>After a failure that is not the receiver's, so that it is not met again at once and all the time.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly Lock throwing = new();
    private readonly NoticeWordReader words = new(engine, clock, logger);

    public async Task MakeAsync(Subscription subscription, OutboxEntry delivery, CancellationToken abort)
    {
        try
        {
            if (await NoticeOfAsync(subscription, delivery, abort) is not { } notice)
            {
                await engine.Outbox.DropAsync(delivery, "the journal has no change of an alert at this position", abort);
                return;
            }

            var secrets = await engine.Subscriptions.SecretsAsync(subscription.Id, abort);
            var outcome = await SendAsync(subscription.Sink, secrets, notice, abort);
            await WriteAsync(subscription, delivery, outcome, abort);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            // Nothing is written, so whoever dispatches next attempts it again.
        }
        catch (Exception e)
        {
            logger.AttemptFailed(delivery.Id, engine.Workspace.Name, e);
            await abort.WaitAsync(Rest);
        }
    }

    /// <summary>An attempt that is not of the outbox; what the sender should not have thrown is a failure, too.</summary>
    public async Task<SendOutcome> SendAsync(Sink sink, IReadOnlyList<string> secrets, Notice notice, CancellationToken abort)
    {
        using var late = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, abort);
        try
        {
            return await sender.SendAsync(SinkAddress.Whole(sink, secrets), secrets, notice, either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !abort.IsCancellationRequested)
        {
            return new SendOutcome.Failed($"no end within {Patience.TotalSeconds:0} seconds");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new SendOutcome.Failed($"{e.GetType().Name}: {e.Message}");
        }
    }

    private async Task<Notice?> NoticeOfAsync(Subscription subscription, OutboxEntry delivery, CancellationToken abort)
    {
        if (delivery is { Subject: OutboxEntry.OfDigests, Note: { } digest })
            return await DigestAsync(delivery, DigestSpan.Parse(digest), abort);
        if (delivery.Note is { } note)
            return new CheckpointNotice(delivery.Id, engine.Workspace.Name, delivery.Subscription, Checkpoint.Parse(note), delivery.EnqueuedAt);

        // As the alert stood at that change, and not as it stands now; what customers write, as it stands now.
        return await engine.Enqueuer.ChangeAsync(delivery.Position, abort) is { } change
            ? new AlertNotice(delivery.Id, engine.Workspace.Name, delivery.Subscription, change) { Rose = await words.OfAsync(subscription, change, abort) }
            : null;
    }

    private async Task<Notice> DigestAsync(OutboxEntry delivery, DigestSpan span, CancellationToken abort)
    {
        var digest = await engine.Digests.ReadAsync(span.Since, span.Seal, abort);
        return await WithPaperAsync(new(delivery.Id, engine.Workspace.Name, delivery.Subscription, span, digest, delivery.EnqueuedAt), abort);
    }

    /// <summary>The digest with what people see of it.</summary>
    public async Task<DigestNotice> WithPaperAsync(DigestNotice notice, CancellationToken cancel) =>
        paper is null ? notice : notice with { Html = await paper.HtmlAsync(engine, notice.Digest, cancel), Address = paper.AddressOf(notice.Digest) };

    private async Task WriteAsync(Subscription subscription, OutboxEntry delivery, SendOutcome outcome, CancellationToken abort)
    {
        switch (outcome)
        {
            case SendOutcome.Delivered:
                await engine.Outbox.DeliveredAsync(delivery, abort);
                break;
            case SendOutcome.Failed(var why, var after):
                if (await FailedAsync(delivery, why, after, abort) is { } since && clock.GetCurrentInstant() - since >= FailingLimit)
                    await DisableAsync(
                        subscription,
                        DisabledBy.Failing,
                        $"nothing but failures for {FailingLimit.TotalHours:0} hours; the last one: {Plain(why)}",
                        abort
                    );
                break;
            case SendOutcome.Gone(var why):
                // It stays pending: whoever enables the subscription again gets it.
                await FailedAsync(delivery, why, after: null, abort);
                await DisableAsync(subscription, DisabledBy.Gone, $"the receiver wants no more: {Plain(why)}", abort);
                break;
        }
    }

    private async Task<Instant?> FailedAsync(OutboxEntry delivery, string why, TimeSpan? after, CancellationToken abort)
    {
        var now = clock.GetCurrentInstant();
        double chance;
        lock (throwing)
            chance = random.NextDouble();
        return await engine.Outbox.FailedAsync(
            delivery,
            Plain(why),
            RetrySchedule.WaitAfter(delivery.Attempts + 1, after, chance) is { } wait ? now + Duration.FromTimeSpan(wait) : null,
            abort
        );
    }

    private async Task DisableAsync(Subscription subscription, DisabledBy by, string why, CancellationToken abort)
    {
        try
        {
            await engine.Subscriptions.ChangeAsync(
                subscription.Id,
                new SubscriptionCommand.Disable(by),
                new Authorship(Actor, why) { IsFinding = true },
                expected: null,
                abort
            );
            logger.SubscriptionDisabled(subscription.Id, engine.Workspace.Name, by);
        }
        catch (RefusedException)
        {
            // It was removed meanwhile.
        }
    }

    /// <summary>What a receiver answered, as a text that every column can hold.</summary>
    private static string Plain(string text) =>
        string.Concat(text.Take(LongestStatus).Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? ' ' : letter));
}
