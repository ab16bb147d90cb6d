using CustomerPerformanceTracker.Loop.Adjustments;
using CustomerPerformanceTracker.Readings.Effects;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class AdjustmentProposal
{
    private const string NoGuard = "none";

    public static Command Propose()
    {
        var campaign = new Argument<string>("CAMPAIGN") { Description = "The campaign to be changed." };
        var lever = new Option<string>("--lever")
        {
            Description = $"What is turned: {string.Join(", ", Levers.All)}.",
            DefaultValueFactory = _ => Levers.Messaging,
        };
        lever.AcceptOnlyFromAmong([.. Levers.All]);
        var what = new Option<string>("--what") { Description = "What is to change.", Required = true };
        var from = new Option<string?>("--from") { Description = "Message version before, such as hero@8." };
        var to = new Option<string?>("--to") { Description = "Message version to publish, such as hero@9." };
        var hypothesis = new Option<string>("--hypothesis") { Description = "Why it should help.", Required = true };
        var kpi = new Option<string>("--kpi") { Description = "The KPI it is to change.", DefaultValueFactory = _ => "trust" };
        var expected = new Option<double>("--expected")
        {
            Description = "Expected change of the KPI in its unit, signed: 8 is eight points of 100.",
            Required = true,
        };
        var atLeast = new Option<double?>("--at-least") { Description = "The least change that counts as success; half of the expected one by default." };
        var before = new Option<int>("--before")
        {
            Description = "Days before the change it is compared with, at most.",
            DefaultValueFactory = _ => EffectQuestion.UsualBeforeDays,
        };
        var after = new Option<int>("--after")
        {
            Description = "Days from the change on that decide.",
            DefaultValueFactory = _ => EffectQuestion.UsualAfterDays,
        };
        var guard = new Option<string?>("--guard")
        {
            Description = $"A logic KPI that must not be lost over it; {NoGuard} for none. A guard that cannot be read leaves the verdict inconclusive.",
            DefaultValueFactory = _ => SuccessRule.UsualGuard,
        };
        var loss = new Option<double>("--guard-most-loss")
        {
            Description = "The share of it that may be lost.",
            DefaultValueFactory = _ => SuccessRule.UsualGuardMostLoss,
        };
        var alerts = new Option<string[]>("--alert") { Description = "An alert it answers, by id; may be repeated." };
        var reason = new Option<string>("--reason") { Description = "Why it is proposed; it is kept in the journal.", Required = true };
        var command = new Command(
            "propose",
            "Proposes a change of strategy. What will count as success is fixed here, before anybody knows; somebody else approves it."
        )
            .With(campaign, lever, what, from, to, hypothesis, kpi, expected, atLeast, before, after, guard, loss, alerts, SettingCommands.Actor, reason)
            .WithExample(
                "cpt adjustments propose spring-launch --what \"take the delivery promise back\" --from hero@8 --to hero@9",
                "    --hypothesis \"the promise is not kept\" --expected 8 --alert 3fa2b1c0 --actor ada --reason \"trust of new customers fell\""
            );
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                await session.Engine.CatchUpAsync(progress: null, cancel);
                var linked = new List<string>();
                foreach (var id in options.GetValue(alerts) ?? [])
                    linked.Add((await AlertsCommand.FindAsync(session.Engine.Alerts, id, cancel)).Id);

                var size = options.GetRequiredValue(expected);
                var rule = new SuccessRule(
                    options.GetValue(atLeast) ?? Math.Abs(size) / 2,
                    options.GetRequiredValue(before),
                    options.GetRequiredValue(after),
                    options.GetValue(guard) is NoGuard ? null : options.GetValue(guard),
                    options.GetRequiredValue(loss)
                );
                var draft = new ProposalDraft(
                    options.GetRequiredValue(campaign),
                    options.GetRequiredValue(lever),
                    options.GetRequiredValue(what),
                    options.GetValue(from),
                    options.GetValue(to),
                    options.GetRequiredValue(hypothesis),
                    options.GetRequiredValue(kpi),
                    size,
                    rule,
                    linked
                );
                var by = new Authorship(options.GetRequiredValue(SettingCommands.Actor), options.GetRequiredValue(reason));
                var adjustment = await session.Engine.Adjustments.ProposeAsync(draft, by, cancel);
                await session.KeepCheckpointAsync(cancel);
                AdjustmentsCommand.Print(options, adjustment);
                return ExitCode.Done;
            }
        );
        return command;
    }
}
