using NodaTime.Extensions;

namespace CustomerPerformanceTracker.Server.Tests.Doctor;

/// <summary>The doctor sees deliveries that fail, are dead or are attempted by nobody, and keys that expire.</summary>
public sealed class LoopLookTests
{
    private static readonly Authorship Ada = new("ada", "to be told");

    [Fact]
    public async Task A_delivery_that_no_server_attempts_is_held()
    {
        await using var examined = await Examined.OpenAsync();
        var (id, _) = await OnItsWayAsync(examined);
        var soon = await examined.OneAsync("deliveries");
        examined.Clock.Advance(TimeSpan.FromMinutes(5));
        var late = await examined.OneAsync("deliveries");

        (soon.State, soon.Of, soon.Number).ShouldBe(("ok", id, 1));
        (late.State, late.Of, late.Number, late.Remedy).ShouldBe(("attention", id, 1, "cpt serve"));
        late.Figure.ShouldStartWith("no server delivers, or it falls behind: the next attempt was due at ");
    }

    [Fact]
    public async Task A_change_that_no_server_brought_into_the_outbox_is_held()
    {
        await using var examined = await Examined.OpenAsync();
        var id = await examined.Workspace.AddAsync();
        await examined.Workspace.RaiseAsync("a");
        var soon = await examined.OneAsync("deliveries");
        examined.Clock.Advance(TimeSpan.FromMinutes(5));
        var late = await examined.OneAsync("deliveries");

        soon.State.ShouldBe("ok");
        (late.State, late.Of, late.Remedy).ShouldBe(("attention", id, "cpt serve"));
        late.Figure.ShouldContain(" are not in the outbox; ");
    }

    [Fact]
    public async Task A_subscription_of_nothing_but_failures_is_told_with_the_last_one()
    {
        await using var examined = await Examined.OpenAsync();
        var (id, delivery) = await OnItsWayAsync(examined);
        await examined.Engine.Outbox.FailedAsync(delivery, "answered 500", examined.Clock.GetCurrentInstant() + Duration.FromHours(1), CancellationToken.None);

        var failing = await examined.OneAsync("deliveries");

        (failing.State, failing.Remedy).ShouldBe(("attention", $"cpt subscriptions test {id}"));
        failing.Figure.ShouldStartWith("nothing but failures since ");
        failing.Figure.ShouldEndWith("; answered 500");
    }

    [Fact]
    public async Task A_dead_delivery_is_told_with_how_to_ask_for_it_again()
    {
        await using var examined = await Examined.OpenAsync();
        var (id, delivery) = await OnItsWayAsync(examined);
        await examined.Engine.Outbox.FailedAsync(delivery, "answered 500", nextAt: null, CancellationToken.None);
        await examined.ExecuteAsync("update delivery.checkpoint set failing_since = null");

        var dead = await examined.OneAsync("deliveries");

        (dead.State, dead.Number).ShouldBe(("attention", 1));
        dead.Remedy.ShouldBe($"cpt subscriptions deliveries {id} --state dead; cpt subscriptions redeliver {id} DELIVERY");
    }

    [Fact]
    public async Task A_subscription_that_its_receiver_ended_needs_attention_and_one_that_a_person_disabled_does_not()
    {
        await using var examined = await Examined.OpenAsync();
        var id = await examined.Workspace.AddAsync();
        await examined.Workspace.ChangeAsync(id, new SubscriptionCommand.Disable(DisabledBy.Gone));
        var gone = await examined.OneAsync("deliveries");
        await examined.Workspace.ChangeAsync(id, new SubscriptionCommand.Enable());
        await examined.Workspace.ChangeAsync(id, new SubscriptionCommand.Disable(DisabledBy.Hand));
        var byHand = await examined.OneAsync("deliveries");

        (gone.State, gone.Remedy).ShouldBe(("attention", $"cpt subscriptions enable {id} --reason \"mended\""));
        gone.Figure.ShouldStartWith("disabled because the receiver wants no more");
        byHand.State.ShouldBe("ok");
    }

    [Fact]
    public async Task A_key_that_expires_soon_is_named_and_one_that_is_over_is_not()
    {
        await using var examined = await Examined.OpenAsync();
        var keys = new KeyStore(examined.Engine.Database, examined.Clock);
        var now = examined.Clock.GetCurrentInstant();
        await keys.CreateAsync(examined.Engine, [KeyScope.Read], "grace", "", now + Duration.FromDays(90), Ada, CancellationToken.None);
        var (key, _) = await keys.CreateAsync(
            examined.Engine,
            [KeyScope.Read, KeyScope.Operate],
            "ada",
            "",
            now + Duration.FromDays(20),
            Ada,
            CancellationToken.None
        );

        var before = await examined.OneAsync("keys");
        examined.Clock.Advance(TimeSpan.FromDays(10));
        var soon = await examined.OneAsync("keys");
        examined.Clock.Advance(TimeSpan.FromDays(10));
        var over = await examined.OneAsync("keys");

        (before.State, before.Figure).ShouldBe(("ok", "2 valid keys, none expires within 14 days"));
        (soon.State, soon.Of, soon.Remedy).ShouldBe(("attention", key.Id, "cpt keys create --scope read --scope operate --person \"ada\""));
        (over.State, over.Figure).ShouldBe(("ok", "1 valid key, none expires within 14 days"));
    }

    /// <summary>A subscription with one delivery on its way.</summary>
    private static async Task<(string Id, OutboxEntry Delivery)> OnItsWayAsync(Examined examined)
    {
        var id = await examined.Workspace.AddAsync();
        await examined.Workspace.RaiseAsync("a");
        await examined.Engine.Enqueuer.CatchUpAsync(await examined.Engine.Subscriptions.ListAsync(CancellationToken.None), CancellationToken.None);
        return (id, await examined.Workspace.OneAsync(id));
    }
}
