using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Replay;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class ReplayCommand
{
    public static Command Create()
    {
        var campaign = new Argument<string>("CAMPAIGN") { Description = "The campaign to replay." };
        var policies = new Option<string[]>("--policy") { Description = "Policy file to try, any number; absent: the policies in force.", HelpName = "P.yaml" };
        var from = new Option<string?>("--from") { Description = "First day.", HelpName = "DATE" };
        var to = new Option<string?>("--to") { Description = "Last day.", HelpName = "DATE" };
        var cursors = new CursorOptions();
        var command = new Command(
            "replay",
            "What was known day by day, when each policy would have told, and how far that is from the break seen with hindsight."
        )
            .With(campaign, policies, from, to, cursors.At, cursors.Known, cursors.Seal)
            .WithExample("cpt replay spring-launch --policy samples/policies/high-conversion-falling-trust.yaml --from 2025-04-15");
        command.SetAction(
            async (options, cancel) =>
            {
                var tried = new List<Policy>();
                foreach (var file in options.GetValue(policies) ?? [])
                    tried.Add(Policy.Parse(await File.ReadAllTextAsync(file, cancel)));

                await using var session = await Session.OpenAsync(options, cancel);
                foreach (var policy in tried)
                    await session.Engine.Settings.CheckDimensionsAsync(policy, cancel);
                await session.Engine.CatchUpAsync(progress: null, cancel);
                var asked = await cursors.ReadAsync(options, session.Engine, cancel);
                if (tried.Count == 0)
                    tried.AddRange((await session.Engine.Settings.PoliciesAsync(asked.Seal, cancel)).Select(set => set.Policy));
                if (tried.Count == 0)
                    throw new UsageException(
                        "No policy to replay: name one with --policy, or set one with `cpt policies set`. `samples/policies` has some to start from."
                    );

                var name = options.GetRequiredValue(campaign);
                var replay =
                    await session.Engine.Replays.RunAsync(
                        new ReplayQuestion(name, tried, Dates.Parse(options.GetValue(from)), Dates.Parse(options.GetValue(to)), asked),
                        cancel
                    ) ?? throw await Missing.CampaignAsync(session, name, cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(ReplayView.Of(replay));
                else
                    ReplayText.Print(replay);
                return ExitCode.Done;
            }
        );
        return command;
    }
}
