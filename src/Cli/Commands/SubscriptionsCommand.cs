using CustomerPerformanceTracker.Loop.Subscriptions;
using CustomerPerformanceTracker.Server.Delivery;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class SubscriptionsCommand
{
    public static Command Create() =>
        new Command("subscriptions", "Who is told what happens to alerts, and what became of each delivery.")
            .With(
                SubscriptionAdd.Add(),
                List(),
                Show(),
                Test(),
                Deliveries(),
                Redeliver(),
                Rotate(),
                Change(
                    "disable",
                    "Stops delivering. What happens meanwhile is delivered once it is enabled.",
                    new SubscriptionCommand.Disable(DisabledBy.Hand)
                ),
                Change("enable", "Delivers again, what was missed too.", new SubscriptionCommand.Enable()),
                Change("remove", "Ends a subscription; what is on its way is dropped.", new SubscriptionCommand.Remove())
            )
            .WithExample("cpt subscriptions add --webhook https://example.org/alerts --severity critical");

    /// <summary>The subscription whose id is, or begins with, what was asked for.</summary>
    private static async Task<Subscription> FindAsync(Session session, string asked, CancellationToken cancel)
    {
        var found = (await session.Engine.Subscriptions.ListAsync(cancel)).Where(one => one.Id.StartsWith(asked, StringComparison.Ordinal)).ToArray();
        return found is [var only]
            ? only
            : throw new UsageException(
                found.Length == 0
                    ? $"There is no subscription '{asked}'. `cpt subscriptions list` shows them."
                    : $"'{asked}' begins the ids of {found.Length} subscriptions; write more of it."
            );
    }

    private static Argument<string> Id() => new("ID") { Description = "The subscription's id, or the beginning of it." };

    private static Command List()
    {
        var command = new Command("list", "Every subscription with the figures of its deliveries.").WithExample("cpt subscriptions list");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var all = await session.Engine.Subscriptions.ListAsync(cancel);
                var counts = await session.Engine.Outbox.CountsAsync(cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(SubscriptionListView.Of(all, counts));
                else if (all.Count == 0)
                    Console.WriteLine("Nobody is told. `cpt subscriptions add --help` shows how.");
                else
                    SubscriptionText.WriteList(all, counts);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command Show()
    {
        var id = Id();
        var command = new Command("show", "One subscription: where to, and what it wants.").With(id).WithExample("cpt subscriptions show 3fa2b1c09d7e");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                SubscriptionText.Print(options, await FindAsync(session, options.GetRequiredValue(id), cancel));
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command Test()
    {
        var id = Id();
        var command = new Command("test", "Sends a notice that is marked as a test, now, and says what came of it.")
            .With(id, Places.AllowNetwork, SettingCommands.Actor)
            .WithExample("cpt subscriptions test 3fa2b1c09d7e");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var subscription = await FindAsync(session, options.GetRequiredValue(id), cancel);
                var result = await TestNotice.SendAsync(
                    session.Engine,
                    subscription.Id,
                    options.GetRequiredValue(SettingCommands.Actor),
                    Places.Options(options),
                    TimeProvider.System,
                    cancel
                );
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(result);
                else
                    Console.WriteLine($"{(result.Delivered ? "Delivered" : "Not delivered")}: {result.What} ({result.Id}).");
                return result.Delivered ? ExitCode.Done : ExitCode.Failed;
            }
        );
        return command;
    }

    private static Command Deliveries()
    {
        var id = Id();
        var state = new Option<string?>("--state") { Description = $"Only in this state: {string.Join(", ", DeliveryStates.All)}." };
        var after = new Option<long>("--after") { Description = "Only of changes behind this position of the journal." };
        var limit = new Option<int>("--limit") { Description = "At most so many.", DefaultValueFactory = _ => 100 };
        var command = new Command("deliveries", "A subscription's deliveries in the order of their changes.")
            .With(id, state, after, limit)
            .WithExample("cpt subscriptions deliveries 3fa2b1c09d7e --state dead");
        command.SetAction(
            async (options, cancel) =>
            {
                if (options.GetValue(state) is { } name && DeliveryStates.Find(name) is null)
                    throw new UsageException($"'{name}' is no state. States are {string.Join(", ", DeliveryStates.All)}.");
                if (options.GetValue(limit) <= 0)
                    throw new UsageException("--limit is a number from 1 on.");
                await using var session = await Session.OpenAsync(options, cancel);
                var subscription = await FindAsync(session, options.GetRequiredValue(id), cancel);
                var page = await session.Engine.Outbox.ListAsync(
                    subscription.Id,
                    options.GetValue(state) is { } only ? DeliveryStates.Find(only) : null,
                    new Position(options.GetValue(after)),
                    options.GetValue(limit),
                    cancel
                );
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(DeliveryPageView.Of(page, hasMore: page.Count == options.GetValue(limit)));
                else if (page.Count == 0)
                    Console.WriteLine("No such deliveries.");
                else
                    SubscriptionText.WriteDeliveries(page);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command Redeliver()
    {
        var id = Id();
        var delivery = new Argument<string>("DELIVERY") { Description = "The delivery's id, as `cpt subscriptions deliveries` shows it." };
        var command = new Command("redeliver", "Attempts a delivery again, under its id and with all its attempts before it; a running server makes them.")
            .With(id, delivery, SettingCommands.Actor)
            .WithExample("cpt subscriptions redeliver 3fa2b1c09d7e msg_5f0c1d2e3a4b5c6d7e8f9a0b");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var subscription = await FindAsync(session, options.GetRequiredValue(id), cancel);
                var asked = options.GetRequiredValue(delivery);
                if (
                    await session.Engine.Outbox.RedeliverAsync(subscription.Id, asked, options.GetRequiredValue(SettingCommands.Actor), cancel) is not { } again
                )
                    throw new UsageException($"The subscription has no delivery '{asked}'. `cpt subscriptions deliveries {subscription.Id}` shows them.");
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(DeliveryView.Of(again));
                else
                    Console.WriteLine($"{again.Id} is pending again.");
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command Rotate()
    {
        var id = Id();
        var secret = new Option<string?>("--secret")
        {
            Description = "The new secret: a signing key (made where none is given), a password, or Slack's new URL.",
        };
        var overlap = new Option<double>("--overlap-hours")
        {
            Description = "How long the secret before holds beside the new one.",
            DefaultValueFactory = _ => SubscriptionStore.Overlap.TotalHours,
        };
        var command = new Command("rotate", "Gives a subscription a new secret; a webhook's is printed once.")
            .With(id, secret, overlap, SettingCommands.Actor, SettingCommands.Reason)
            .WithExample("cpt subscriptions rotate 3fa2b1c09d7e --reason \"once a year\"");
        command.SetAction(
            async (options, cancel) =>
            {
                if (options.GetValue(overlap) is not (>= 0 and <= 24 * 365))
                    throw new UsageException("--overlap-hours is a number of hours up to a year.");
                await using var session = await Session.OpenAsync(options, cancel);
                var subscription = await FindAsync(session, options.GetRequiredValue(id), cancel);
                var (rotated, kept) = await session.Engine.Subscriptions.RotateAsync(
                    subscription.Id,
                    options.GetValue(secret),
                    Duration.FromHours(options.GetValue(overlap)),
                    By(options),
                    expected: null,
                    cancel
                );
                await session.KeepCheckpointAsync(cancel);
                SubscriptionText.Print(options, rotated, kept);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command Change(string verb, string description, SubscriptionCommand change)
    {
        var id = Id();
        var command = new Command(verb, description)
            .With(id, SettingCommands.Actor, SettingCommands.Reason)
            .WithExample($"cpt subscriptions {verb} 3fa2b1c09d7e --reason \"as agreed\"");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var subscription = await FindAsync(session, options.GetRequiredValue(id), cancel);
                SubscriptionText.Print(options, await session.Engine.Subscriptions.ChangeAsync(subscription.Id, change, By(options), expected: null, cancel));
                await session.KeepCheckpointAsync(cancel);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Authorship By(ParseResult options) => new(options.GetRequiredValue(SettingCommands.Actor), options.GetRequiredValue(SettingCommands.Reason));
}
