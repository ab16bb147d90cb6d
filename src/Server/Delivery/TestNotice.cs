using System.Security.Cryptography;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Loop.Digests;
using CustomerPerformanceTracker.Proofs.Tree;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Cells;
using Microsoft.Extensions.Logging.Abstractions;

namespace CustomerPerformanceTracker.Server.Delivery;

/// <summary>
/// A notice of an invented alert that says so, of a checkpoint of an empty log that nobody signed, or a digest of all that stands, sent at once and past
/// the outbox, to see whether a subscription's sink takes it.
/// </summary>
public static class TestNotice
{
    /// <summary>Its change's type, its policy and its campaign all say that nothing has happened.</summary>
    public const string Type = "alert_test";

    /// <exception cref="NotFoundException">There is no such subscription, or it was removed.</exception>
    public static async Task<SubscriptionTestView> SendAsync(
        Engine engine,
        string subscription,
        string actor,
        DeliveryOptions options,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        await using var senders = new Senders(options, clock);
        return await SendAsync(engine, subscription, actor, senders, paper: null, clock, cancel);
    }

    internal static async Task<SubscriptionTestView> SendAsync(
        Engine engine,
        string subscription,
        string actor,
        ISender sender,
        IDigestPaper? paper,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        if (await engine.Subscriptions.FindAsync(subscription, cancel) is not { State: not SubscriptionState.Removed } found)
            throw new NotFoundException($"There is no subscription '{subscription}'.");

        var (id, now) = ($"msg_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12))}", clock.GetCurrentInstant());
        var attempts = new Attempts(engine, sender, clock, Random.Shared, NullLogger.Instance, paper);
        Notice notice = found switch
        {
            { Every: { } every } => await attempts.WithPaperAsync(await DigestAsync(engine, id, subscription, every, now, cancel), cancel),
            { Topic: SubscriptionTopic.Checkpoints } => new CheckpointNotice(
                id,
                engine.Workspace.Name,
                subscription,
                Checkpoint.Of(engine.Workspace.Name, 0, MerkleTree.Root([])),
                now
            ),
            _ => new AlertNotice(id, engine.Workspace.Name, subscription, Change(engine, actor, now)),
        };
        return await attempts.SendAsync(found.Sink, await engine.Subscriptions.SecretsAsync(subscription, cancel), notice, cancel) switch
        {
            SendOutcome.Failed(var why, _) => new SubscriptionTestView(notice.Id, Delivered: false, why),
            SendOutcome.Gone(var why) => new SubscriptionTestView(notice.Id, Delivered: false, why),
            _ => new SubscriptionTestView(notice.Id, Delivered: true, "the receiver has it"),
        };
    }

    /// <summary>All that stands now.</summary>
    private static async Task<DigestNotice> DigestAsync(Engine engine, string id, string subscription, Rhythm every, Instant now, CancellationToken cancel)
    {
        var seal = await engine.Cells.FoldedAsync(cancel);
        var span = new DigestSpan(every, now.InZone(engine.Days).Date, Since: null, seal);
        return new(id, engine.Workspace.Name, subscription, span, await engine.Digests.ReadAsync(since: null, seal, cancel), now) { IsTest = true };
    }

    private static AlertChange Change(Engine engine, string actor, Instant now)
    {
        var today = now.InZone(DateTimeZoneProviders.Tzdb[engine.Workspace.Zone]).Date;
        var alert = new Alert(
            "test",
            AlertKind.Divergence,
            "test",
            StreamVersion.First,
            "test",
            Scope.All,
            today,
            today,
            Retrospective: false,
            "open",
            "warning",
            new AlertEvidence(
                Null: null,
                Drop: null,
                ArlDays: null,
                Evidence: null,
                Threshold: null,
                Seal: SealNumber.None,
                FirstPosition: Position.None,
                LastPosition: Position.None,
                Scorecard: null
            )
        );
        return new AlertChange(
            Position.None,
            StreamVersion.None,
            Type,
            now.ToUnixTimeMilliseconds() * 1000,
            actor,
            "a test of the subscription: nothing has happened",
            alert
        );
    }
}
