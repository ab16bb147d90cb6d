using CustomerPerformanceTracker.Loop.Digests;
using CustomerPerformanceTracker.Loop.Subscriptions;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary>`subscriptions add`: one sink, any filters.</summary>
internal static class SubscriptionAdd
{
    private static readonly Option<string?> Webhook = SinkOption("--webhook", "URL", "HTTP, signed by Standard Webhooks.");
    private static readonly Option<string?> Slack = SinkOption("--slack", "URL", "Slack's incoming webhook. The URL's path is kept as a secret.");
    private static readonly Option<string?> Smtp = SinkOption("--smtp", "URI", "Mail: smtp[s]://[user[:password]@]host[:port], with --from and --to.");
    private static readonly Option<string?> From = new("--from") { Description = "Sender's address of mail.", HelpName = "ADDRESS" };
    private static readonly Option<string[]> To = Many("--to", "ADDRESS", "Receiver's address of mail, once or several times.");
    private static readonly Option<string?> Alertmanager = SinkOption("--alertmanager", "URL", "Root of a Prometheus Alertmanager.");
    private static readonly Option<string?> RabbitMq = SinkOption(
        "--rabbitmq",
        "URI",
        "RabbitMQ: amqp[s]://[user[:password]@]host[:port][/vhost], with --exchange and --routing-key."
    );
    private static readonly Option<string> Exchange = new("--exchange")
    {
        Description = "RabbitMQ's exchange; without it the default one.",
        DefaultValueFactory = _ => "",
    };
    private static readonly Option<string?> RoutingKey = new("--routing-key") { Description = "RabbitMQ's routing key." };
    private static readonly Option<string?> Secret = new("--secret")
    {
        Description = "A webhook's signing key (whsec_...), made where none is given, or a server's password.",
    };
    private static readonly Option<string[]> Policies = Many("--policy", "NAME", "Only alerts of this policy.");
    private static readonly Option<string[]> Campaigns = Many("--campaign", "NAME", "Only alerts of this campaign; a * at the end stands for any ending.");
    private static readonly Option<string[]> Kinds = Many("--kind", "KIND", "Only this kind of alert: divergence or silence.");
    private static readonly Option<string[]> Severities = Many("--severity", "SEVERITY", "Only of this severity: critical, warning or note.");
    private static readonly Option<string[]> Teams = Many(
        "--team",
        "NAME",
        "Only alerts at touchpoints of this team, and of whole campaigns that have signals there."
    );
    private static readonly Option<string[]> Changes = Many("--change", "CHANGE", "Only this change of an alert, such as raised or resolved.");
    private static readonly Option<bool> Checkpoints = new("--checkpoints")
    {
        Description = "Delivers the log's signed checkpoints, as a running server keeps them, in place of changes of alerts.",
    };
    private static readonly Option<string?> Digest = new("--digest")
    {
        Description =
            "Delivers what is sure and new in place of changes of alerts: daily, or weekly on Mondays, at six in the morning by the workspace's zone.",
        HelpName = "daily|weekly",
    };
    private static readonly Option<bool> Quotes = new("--quotes")
    {
        Description =
            "Mail and Slack only: up to three quotes of what customers wrote go with a raised alert. They are read when they are sent, and each sending is "
            + "recorded as a reading of comments.",
    };
    private static readonly Option<bool> FromStart = new("--from-start") { Description = "Delivers every change there ever was first; otherwise from now on." };

    public static Command Add()
    {
        var command = new Command(
            "add",
            "Adds a subscription. A webhook's signing key is printed once; filters may be given several times, and without any everything is wanted."
        )
            .With(
                Webhook,
                Slack,
                Smtp,
                From,
                To,
                Alertmanager,
                RabbitMq,
                Exchange,
                RoutingKey,
                Secret,
                Policies,
                Campaigns,
                Kinds,
                Severities,
                Teams,
                Changes,
                Quotes,
                FromStart,
                Checkpoints,
                Digest,
                SettingCommands.Actor,
                SettingCommands.Reason
            )
            .WithExample(
                "cpt subscriptions add --webhook https://example.org/alerts --severity critical --reason \"on call\"",
                "cpt subscriptions add --smtp smtps://cpt@mail.example.org --from cpt@example.org --to trust@example.org --quotes --reason \"to hear why\"",
                "cpt subscriptions add --smtp smtp://mail.example.org --from cpt@example.org --to team@example.org --digest weekly --reason \"each Monday\""
            );
        command.SetAction(
            async (options, cancel) =>
            {
                var sink = SinkOf(options);
                await using var session = await Session.OpenOrMakeAsync(options, cancel);
                var by = new Authorship(options.GetRequiredValue(SettingCommands.Actor), options.GetRequiredValue(SettingCommands.Reason));
                var (added, secret) = await session.Engine.Subscriptions.AddAsync(WantedOf(options, sink), options.GetValue(Secret), by, cancel);
                await session.KeepCheckpointAsync(cancel);
                SubscriptionText.Print(options, added, secret, added.Filter is { } filter ? await session.Engine.Reach.OfAsync(filter, cancel) : null);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Sink SinkOf(ParseResult options)
    {
        var sinks = new List<Sink>();
        if (options.GetValue(Webhook) is { } webhook)
            sinks.Add(new Sink.Webhook(SinkAddress.Parse(webhook)));
        if (options.GetValue(Slack) is { } slack)
            sinks.Add(new Sink.Slack(SinkAddress.Parse(slack)));
        if (options.GetValue(Alertmanager) is { } alertmanager)
            sinks.Add(new Sink.Alertmanager(SinkAddress.Parse(alertmanager)));
        if (options.GetValue(Smtp) is { } smtp)
            sinks.Add(
                new Sink.Smtp(
                    SinkAddress.Parse(smtp),
                    options.GetValue(From) ?? throw new UsageException("Mail needs --from ADDRESS."),
                    options.GetValue(To) ?? []
                )
            );
        if (options.GetValue(RabbitMq) is { } rabbit)
            sinks.Add(
                new Sink.RabbitMq(
                    SinkAddress.Parse(rabbit),
                    options.GetRequiredValue(Exchange),
                    options.GetValue(RoutingKey) ?? throw new UsageException("RabbitMQ needs --routing-key KEY.")
                )
            );
        return sinks is [var only] ? only : throw new UsageException("A subscription has one sink: --webhook, --slack, --smtp, --alertmanager or --rabbitmq.");
    }

    private static SubscriptionCommand.Add WantedOf(ParseResult options, Sink sink)
    {
        var (filter, every) = (FilterOf(options), options.GetValue(Digest));
        var wanted = new SubscriptionCommand.Add(sink, filter, options.GetValue(FromStart), options.GetValue(Quotes));
        if (!options.GetValue(Checkpoints) && every is null)
            return wanted;
        if (options.GetValue(Checkpoints) && every is not null)
            throw new UsageException("A subscription wants one thing: leave --checkpoints out, or --digest.");
        if (!filter.Equals(AlertFilter.Everything))
            throw new UsageException("Checkpoints and digests have no filters; leave --checkpoints or --digest out, or the filters.");
        return wanted with { Filter = null, Every = every is null ? null : Rhythms.Read(every) };
    }

    private static AlertFilter FilterOf(ParseResult options)
    {
        return new AlertFilter(Names(Policies), Names(Campaigns), Names(Kinds), Names(Severities), Names(Teams), Names(Changes));

        IReadOnlyList<string> Names(Option<string[]> option) => options.GetValue(option) ?? [];
    }

    private static Option<string?> SinkOption(string name, string value, string description) => new(name) { Description = description, HelpName = value };

    private static Option<string[]> Many(string name, string value, string description) => new(name) { Description = description, HelpName = value };
}
