using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Loop.Subscriptions;
using NodaTime.Extensions;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary>Periods in which alerts that match are delivered to nobody.</summary>
internal static class AlertSilencing
{
    public static IEnumerable<Command> Commands()
    {
        yield return Set();
        yield return List();
        yield return End();
    }

    private static Command Set()
    {
        var until = new Option<string>("--until") { Description = "A date, or an RFC 3339 instant, ahead.", Required = true };
        var from = new Option<string?>("--from") { Description = "A date or an RFC 3339 instant; now by default." };
        var policies = new Option<string[]>("--policy") { Description = "Only alerts of this policy." };
        var campaigns = new Option<string[]>("--campaign") { Description = "Only of this campaign." };
        var kinds = new Option<string[]>("--kind") { Description = "Only of this kind." };
        kinds.AcceptOnlyFromAmong([.. AlertNames.Kinds]);
        var severities = new Option<string[]>("--severity") { Description = "Only of this severity." };
        severities.AcceptOnlyFromAmong([.. AlertNames.Severities]);
        var command = new Command(
            "silence",
            "Delivers alerts that match to nobody for a period; they are recorded and shown as ever. Every option may be repeated."
        )
            .With(until, from, policies, campaigns, kinds, severities, SettingCommands.Actor, SettingCommands.Reason)
            .WithExample("cpt alerts silence --campaign spring-launch --until 2027-05-10 --reason \"the survey tool moves\"");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var matcher = new AlertMatcher(
                    options.GetValue(policies) ?? [],
                    options.GetValue(campaigns) ?? [],
                    options.GetValue(kinds) ?? [],
                    options.GetValue(severities) ?? []
                );
                var begin = options.GetValue(from) is { } text ? Moments.Parse(text, session) : TimeProvider.System.GetCurrentInstant();
                var silence = await session.Engine.Silences.SetAsync(
                    matcher,
                    begin,
                    Moments.Parse(options.GetRequiredValue(until), session),
                    SettingCommands.By(options),
                    cancel
                );
                await session.KeepCheckpointAsync(cancel);
                Print(options, silence, await session.Engine.Reach.OfAsync(matcher, cancel));
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command List()
    {
        var command = new Command("silences", "Every silence there was, is, or is to come.").WithExample("cpt alerts silences");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var silences = await session.Engine.Silences.ListAsync(cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(new SilenceListView([.. silences.Select(SilenceView.Of)]));
                else if (silences.Count == 0)
                    Console.WriteLine("No silences.");
                else
                    foreach (var silence in silences)
                        Print(options, silence);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command End()
    {
        var id = new Argument<string>("ID") { Description = "The silence's id." };
        var command = new Command("unsilence", "Ends a silence now.")
            .With(id, SettingCommands.Actor, SettingCommands.Reason)
            .WithExample("cpt alerts unsilence 5b1c0a3f9d21");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                await session.Engine.Silences.EndAsync(options.GetRequiredValue(id), SettingCommands.By(options), cancel);
                await session.KeepCheckpointAsync(cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(new SilenceEndedView(options.GetRequiredValue(id)));
                else
                    Console.WriteLine("Ended.");
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static void Print(ParseResult options, Silence silence, AlertReach? reach = null)
    {
        if (options.GetValue(GlobalOptions.Json))
        {
            Output.Json(NewSilenceView.Of(silence, reach));
            return;
        }

        Console.WriteLine($"{silence.Id}  {silence.From} until {silence.Until}: {Meant(silence.Matcher)} ({silence.Actor}: {silence.Reason})");
        if (reach is not null)
            Console.WriteLine(Output.Paragraph(reach.Told, 2));
    }

    private static string Meant(AlertMatcher matcher)
    {
        string[] parts =
        [
            .. new[] { ("policy", matcher.Policies), ("campaign", matcher.Campaigns), ("kind", matcher.Kinds), ("severity", matcher.Severities) }
                .Where(part => part.Item2.Count > 0)
                .Select(part => $"{part.Item1} {string.Join(" or ", part.Item2)}"),
        ];
        return parts.Length == 0 ? "all alerts" : string.Join(", ", parts);
    }
}
