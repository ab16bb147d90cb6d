using System.CommandLine;
using CustomerPerformanceTracker.Tracker.Alerts;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class AlertsCommand
{
    public static Command Create() => new Command("alerts", "Divergences and silences that were made known, with their evidence.").With(List(), Show()).WithExample("cpt alerts list");

    private static Command List()
    {
        var campaign = new Option<string?>("--campaign") { Description = "Only of this campaign." };
        var command = new Command("list", "Every alert, the latest first.").With(campaign).WithExample("cpt alerts list --campaign spring-launch");
        command.SetAction(async (options, cancel) =>
        {
            await using var session = await Session.OpenAsync(options, cancel);
            await session.Engine.CatchUpAsync(progress: null, cancel);
            var only = options.GetValue(campaign);
            var alerts = (await session.Engine.Alerts.ListAsync(cancel)).Where(alert => only is null || alert.Campaign == only).ToArray();
            if (options.GetValue(GlobalOptions.Json))
            {
                Output.Json(json =>
                {
                    json.WriteStartArray("alerts");
                    foreach (var alert in alerts)
                    {
                        json.WriteStartObject();
                        AlertJson.Write(json, alert);
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                });
                return ExitCode.Done;
            }

            if (alerts.Length == 0)
                Console.WriteLine("No alerts.");
            foreach (var alert in alerts)
                Console.WriteLine(AlertText.Line(alert));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Show()
    {
        var id = new Argument<string>("ID") { Description = "The alert's id, or the beginning of it." };
        var command = new Command("show", "One alert with its evidence as it was frozen.").With(id).WithExample("cpt alerts show 3fa2b1c0");
        command.SetAction(async (options, cancel) =>
        {
            await using var session = await Session.OpenAsync(options, cancel);
            await session.Engine.CatchUpAsync(progress: null, cancel);
            var asked = options.GetRequiredValue(id);
            var found = (await session.Engine.Alerts.ListAsync(cancel)).Where(alert => alert.Id.StartsWith(asked, StringComparison.Ordinal)).ToArray();
            if (found is not [var alert])
                throw new UsageException(found.Length == 0 ? $"There is no alert '{asked}'. `cpt alerts list` shows them." : $"'{asked}' begins the ids of {found.Length} alerts; write more of it.");
            if (options.GetValue(GlobalOptions.Json))
                Output.Json(json => AlertJson.Write(json, alert));
            else
                Console.WriteLine(AlertText.Whole(alert, (await session.Engine.Settings.PoliciesAsync(cancel)).Select(set => set.Policy).FirstOrDefault(policy => policy.Name == alert.Policy)));
            return ExitCode.Done;
        });
        return command;
    }
}
