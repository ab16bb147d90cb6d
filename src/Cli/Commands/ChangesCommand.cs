using CustomerPerformanceTracker.Loop.Changes;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Changes;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary><c>cpt changes</c>.</summary>
internal static class ChangesCommand
{
    public static Command Create() =>
        new Command(
            "changes",
            "The book of changes: what of yours or of the world's changed, and when. It needs no approval. Breaks of trends name changes that lie just before "
                + "them, as candidates and never as causes. A reading at an earlier seal or known date has what was recorded by then."
        )
            .With(Add(), List(), Withdraw(), ChangesImport.Import())
            .WithExample(
                "cpt changes add price \"free trial ends in a renewal\" --at 2025-06-10 --campaign beans",
                "cpt changes import --git ~/shop --since 2025-01-01"
            );

    private static Command Add()
    {
        var kind = new Argument<string>("KIND") { Description = $"What kind of change: {string.Join(", ", ChangeKinds.All)}." };
        var what = new Argument<string>("WHAT") { Description = $"What changed, in a sentence of at most {ChangeDraft.MostLetters} characters." };
        var at = new Option<string>("--at")
        {
            Description = "When: a date, or an RFC 3339 instant.",
            HelpName = "DATE",
            Required = true,
        };
        var until = new Option<string?>("--until") { Description = "The last day or instant of it.", HelpName = "DATE" };
        var reference = new Option<string?>("--ref") { Description = "Where more of it is found: a commit, a ticket, a link." };
        var of = new ChangeScopeOptions();
        var command = new Command("add", "Records a change.")
            .With(kind, what, at, until, of.Campaign, of.Scope, reference, SettingCommands.Actor, SettingCommands.Reason)
            .WithExample(
                "cpt changes add price \"beans cost 10 % more\" --at 2025-06-10 --campaign beans",
                "cpt changes add press \"a newspaper wrote of us\" --at 2025-06-12 --scope channel=search"
            );
        command.SetAction(
            async (options, cancel) =>
            {
                var draft = new ChangeDraft(
                    options.GetRequiredValue(kind),
                    options.GetRequiredValue(what),
                    options.GetRequiredValue(at),
                    options.GetValue(until),
                    options.GetValue(of.Campaign),
                    of.Read(options),
                    options.GetValue(reference)
                );
                await using var session = await Session.OpenOrMakeAsync(options, cancel);
                var change = await session.Engine.Changes.AddAsync(draft, SettingCommands.By(options), cancel);
                await session.KeepCheckpointAsync(cancel);
                await ChangeScopeOptions.WarnAsync(session, change.Campaign, cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(BookedChangeView.Of(change));
                else
                    ChangeText.Print(change);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command List()
    {
        var from = new Option<string?>("--from") { Description = "Only those that last until this day or longer.", HelpName = "DATE" };
        var to = new Option<string?>("--to") { Description = "Only those that begin on this day or before.", HelpName = "DATE" };
        var campaign = new Option<string?>("--campaign") { Description = "Only those that are of this campaign or of all." };
        var cursors = new CursorOptions();
        var command = new Command("list", "The changes by the day they took place on; withdrawn ones say so.")
            .With(from, to, campaign, cursors.At, cursors.Known, cursors.Seal)
            .WithExample("cpt changes list --campaign beans --from 2025-06-01", "cpt changes list --seal 4812 --json");
        command.SetAction(
            async (options, cancel) =>
            {
                var (first, last, of) = (Dates.Parse(options.GetValue(from)), Dates.Parse(options.GetValue(to)), options.GetValue(campaign));
                await using var session = await Session.OpenAsync(options, cancel);
                var all = await session.Engine.BookOfChanges.ListAsync(await cursors.ReadAsync(options, session.Engine, cancel), cancel);
                BookedChange[] shown =
                [
                    .. all.Where(change => (first is null || change.LastDay >= first) && (last is null || change.At.Day <= last))
                        .Where(change => of is null || change.Campaign is null || change.Campaign == of),
                ];
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(new BookedChangeListView([.. shown.Select(BookedChangeView.Of)]));
                else if (shown.Length == 0)
                    Console.WriteLine(
                        all.Count == 0
                            ? "The book has no change; `cpt changes add` records one."
                            : $"None of the {all.Count} changes of the book is of these days and this campaign."
                    );
                else
                    foreach (var change in shown)
                        ChangeText.Print(change);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command Withdraw()
    {
        var id = new Argument<string>("ID") { Description = "The change's id, as `cpt changes list` shows it." };
        var reason = new Option<string>("--reason") { Description = "Why; it is kept in the journal.", Required = true };
        var command = new Command("withdraw", "Takes a change out of the book. The entry stays, and readings at an earlier seal still have it.")
            .With(id, SettingCommands.Actor, reason)
            .WithExample("cpt changes withdraw 4f2a90c1d7e3 --reason \"it was put off\"");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var name = options.GetRequiredValue(id);
                await session.Engine.Changes.WithdrawAsync(
                    name,
                    new Authorship(options.GetRequiredValue(SettingCommands.Actor), options.GetRequiredValue(reason)),
                    cancel
                );
                await session.KeepCheckpointAsync(cancel);
                var change = (await session.Engine.BookOfChanges.ListAsync(Readings.Cells.Cursors.Now, cancel)).Single(one => one.Id == name);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(BookedChangeView.Of(change));
                else
                    ChangeText.Print(change);
                return ExitCode.Done;
            }
        );
        return command;
    }
}
