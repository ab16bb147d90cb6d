using CustomerPerformanceTracker.Loop.Adjustments;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class AdjustmentsCommand
{
    public static Command Create() =>
        new Command("adjustments", "Changes of strategy: proposed with reason and evidence, approved by somebody else, applied, measured, judged.")
            .With(
                AdjustmentProposal.Propose(),
                Decide(
                    "approve",
                    "Approves what somebody else proposed.",
                    (book, id, expected, by, cancel) => book.ApproveAsync(id, expected, key: null, by, cancel)
                ),
                Decide(
                    "reject",
                    "Rejects what somebody else proposed.",
                    (book, id, expected, by, cancel) => book.RejectAsync(id, expected, key: null, by, cancel)
                ),
                Apply(),
                Measure(),
                List(),
                Show()
            )
            .WithExample("cpt adjustments list --state proposed");

    private delegate Task<Adjustment> Run(AdjustmentStore book, string id, StreamVersion? expected, Authorship by, CancellationToken cancel);

    private static Argument<string> Id() => new("ID") { Description = "The adjustment's id, or the beginning of it." };

    private static Command Decide(string name, string description, Run run)
    {
        var id = Id();
        var command = new Command(name, description)
            .With(id, SettingCommands.Actor, SettingCommands.Reason, Versions.Expect)
            .WithExample($"cpt adjustments {name} 5b1c0a3f9d21 --actor grace --reason \"the evidence is plain\"");
        command.SetAction((options, cancel) => HandleAsync(options, options.GetRequiredValue(id), run, cancel));
        return command;
    }

    private static Command Apply()
    {
        var id = Id();
        var at = new Option<string?>("--at") { Description = "When it took effect: a date or an RFC 3339 instant; now by default." };
        var command = new Command("apply", "Says that an approved change took effect, and publishes its message version.")
            .With(id, at, SettingCommands.Actor, SettingCommands.Reason, Versions.Expect)
            .WithExample("cpt adjustments apply 5b1c0a3f9d21 --at 2025-06-10");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                NodaTime.Instant? moment = options.GetValue(at) is { } text ? Moments.Parse(text, session) : null;
                return await HandleAsync(
                    options,
                    session,
                    options.GetRequiredValue(id),
                    (book, found, expected, by, ending) => book.ApplyAsync(found, moment, expected, by, ending),
                    cancel
                );
            }
        );
        return command;
    }

    private static Command Measure()
    {
        var id = Id();
        var command = new Command(
            "measure",
            "Reads what a change did, as far as its days are there; once all are, the success rule fixed at the proposal gives the verdict."
        )
            .With(id, SettingCommands.Actor, SettingCommands.Reason, Versions.Expect)
            .WithExample("cpt adjustments measure 5b1c0a3f9d21");
        command.SetAction(
            (options, cancel) =>
                HandleAsync(
                    options,
                    options.GetRequiredValue(id),
                    (book, found, expected, by, ending) => book.MeasureAsync(found, expected, by, ending),
                    cancel
                )
        );
        return command;
    }

    private static Command List()
    {
        var campaign = new Option<string?>("--campaign") { Description = "Only of this campaign." };
        var state = new Option<string?>("--state") { Description = "Only in this state." };
        state.AcceptOnlyFromAmong([.. AdjustmentStates.All]);
        var command = new Command("list", "Every adjustment, the latest first.").With(campaign, state).WithExample("cpt adjustments list --state proposed");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var (only, among) = (options.GetValue(campaign), options.GetValue(state));
                var found = (await session.Engine.Adjustments.ListAsync(cancel))
                    .Where(one => (only is null || one.Proposal.Campaign == only) && (among is null || one.State == among))
                    .ToArray();
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(AdjustmentListView.Of(found));
                else if (found.Length == 0)
                    Console.WriteLine("No adjustments.");
                else
                    foreach (var adjustment in found)
                        Console.WriteLine(AdjustmentText.Line(adjustment));
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command Show()
    {
        var id = Id();
        var command = new Command("show", "One adjustment: what, why, on which evidence, who decided, what it did.")
            .With(id)
            .WithExample("cpt adjustments show 5b1c0a3f9d21");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                Print(options, await FindAsync(session.Engine.Adjustments, options.GetRequiredValue(id), cancel));
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static async Task<int> HandleAsync(ParseResult options, string id, Run run, CancellationToken cancel)
    {
        await using var session = await Session.OpenAsync(options, cancel);
        return await HandleAsync(options, session, id, run, cancel);
    }

    private static async Task<int> HandleAsync(ParseResult options, Session session, string id, Run run, CancellationToken cancel)
    {
        await session.Engine.CatchUpAsync(progress: null, cancel);
        var book = session.Engine.Adjustments;
        var found = await FindAsync(book, id, cancel);
        var adjustment = await run(book, found.Id, Versions.Expected(options), SettingCommands.By(options), cancel);
        await session.KeepCheckpointAsync(cancel);
        Print(options, adjustment);
        return ExitCode.Done;
    }

    private static async Task<Adjustment> FindAsync(AdjustmentStore book, string asked, CancellationToken cancel)
    {
        var found = (await book.ListAsync(cancel)).Where(one => one.Id.StartsWith(asked, StringComparison.Ordinal)).ToArray();
        return found is [var adjustment]
            ? adjustment
            : throw new UsageException(
                found.Length == 0
                    ? $"There is no adjustment '{asked}'. `cpt adjustments list` shows them."
                    : $"'{asked}' begins the ids of {found.Length} adjustments; write more of it."
            );
    }

    internal static void Print(ParseResult options, Adjustment adjustment)
    {
        if (options.GetValue(GlobalOptions.Json))
            Output.Json(AdjustmentView.Of(adjustment));
        else
            Console.WriteLine(AdjustmentText.Whole(adjustment));
    }
}
