using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Divergence;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class PoliciesCommand
{
    public static Command Create() =>
        new Command("policies", "Alert policies: what counts as a divergence, and how seldom it may be told falsely.")
            .With(List(), Set(), Test(), PolicyWhatIf.WhatIf())
            .WithExample("cpt policies set samples/policies/high-conversion-falling-trust.yaml");

    private static Command List()
    {
        var command = new Command("list", "The policies in force.").WithExample("cpt policies list");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var policies = await session.Engine.Settings.PoliciesAsync(cancel);
                if (!options.GetValue(GlobalOptions.Json))
                {
                    if (policies.Count == 0)
                        Console.WriteLine("No policy was set. `samples/policies` has some to start from.");
                    foreach (var (policy, setting) in policies)
                        Console.WriteLine(
                            Output.Item(
                                $"{policy.Name}  ",
                                $"version {setting.Version}: {KpiText.Name(policy.Logic.Kpi)} holds, {KpiText.Name(policy.Emotion.Kpi)} falls by more than "
                                    + $"{policy.Emotion.Drop} points; at most one false alarm in {AlertText.Days(policy.FalseAlarmDays)} of days with "
                                    + $"answers, {AlertPromise.While(policy.Form, KpiText.Name(policy.Emotion.Kpi))}."
                            )
                        );
                    return ExitCode.Done;
                }

                Output.Json(PolicyRowsView.Of(policies));
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command Set()
    {
        var file = new Argument<string>("FILE") { Description = "Policy file (YAML)." };
        var command = new Command(
            "set",
            "Records a policy under its name; the version before stays in the journal. What has been imported already is watched at once."
        )
            .With(file, SettingCommands.Actor, SettingCommands.Reason)
            .WithExample("cpt policies set samples/policies/high-conversion-falling-trust.yaml --reason \"first policy\"");
        command.SetAction(
            async (options, cancel) =>
            {
                var yaml = await File.ReadAllTextAsync(options.GetRequiredValue(file), cancel);
                await using var session = await Session.OpenOrMakeAsync(options, cancel);
                var setting = await session.Engine.Settings.SetPolicyAsync(yaml, SettingCommands.By(options), expected: null, cancel);
                await session.Engine.CatchUpAsync(progress: null, cancel);
                await session.KeepCheckpointAsync(cancel);
                var policy = Policy.Parse(yaml);
                var power = await session.Engine.Power.OfAsync(policy, PowerReader.Usual, campaign: null, cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(new PolicySetView(setting.Stream, setting.Version.Value, setting.Seal.Value, [PowerView.Of(power)]));
                else
                    Print(setting, policy, power);
                foreach (var sentence in await session.Engine.Reach.UnknownOfAsync(policy, cancel))
                    await Console.Error.WriteLineAsync(sentence);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static void Print(Setting setting, Policy policy, PolicyPower power)
    {
        Console.WriteLine($"{setting.Stream} is at version {setting.Version}, recorded under seal {setting.Seal}.");
        if (setting.Yaml.Contains("quantile:", StringComparison.Ordinal) && policy.Logic.State != LogicState.Rising)
            Console.WriteLine(
                Output.Paragraph(
                    "`baseline.quantile` is not used any more: what days scatter by is in the design effect. It still says what counts as risen where "
                        + "`logic.state` is `rising`."
                )
            );
        PowerText.Print([power]);
    }

    private static Command Test()
    {
        var file = new Argument<string>("FILE") { Description = "Policy file (YAML)." };
        var command = new Command("test", "What a policy would have told on everything imported so far. Records and raises nothing.")
            .With(file)
            .WithExample("cpt policies test samples/policies/weekly-reviews.yaml");
        command.SetAction(
            async (options, cancel) =>
            {
                var policy = Policy.Parse(await File.ReadAllTextAsync(options.GetRequiredValue(file), cancel));
                await using var session = await Session.OpenAsync(options, cancel);
                await session.Engine.Settings.CheckDimensionsAsync(policy, cancel);
                await session.Engine.CatchUpAsync(progress: null, cancel);
                var told = await session.Engine.Watch.TryAsync(policy, cancel);
                var power = await session.Engine.Power.OfAsync(policy, PowerReader.Usual, campaign: null, cancel);
                if (options.GetValue(GlobalOptions.Json))
                {
                    Output.Json(
                        new PolicyTestView(
                            [.. told.Select(one => new PolicyAlarmView(one.Campaign, one.Alarm.Kind, one.Alarm.On, one.Alarm.Onset))],
                            [PowerView.Of(power)]
                        )
                    );
                    return ExitCode.Done;
                }

                foreach (var (campaign, scope, alarm) in told)
                    Console.WriteLine($"{Dates.Iso(alarm.On)}  {alarm.Kind}  {campaign}{AlertText.Of(scope)}, since about {Dates.Iso(alarm.Onset)}");
                Console.WriteLine($"{told.Count(t => t.Alarm is Alarm.Divergence)} divergences and {told.Count(t => t.Alarm is Alarm.Silence)} silences.");
                PowerText.Print([power]);
                return ExitCode.Done;
            }
        );
        return command;
    }
}
