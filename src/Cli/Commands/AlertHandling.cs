using CustomerPerformanceTracker.Loop.Alerts;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary>What people do about alerts.</summary>
internal static class AlertHandling
{
    public static IEnumerable<Command> Commands()
    {
        var to = new Argument<string>("PERSON") { Description = "Who looks after it." };
        var text = new Argument<string>("TEXT") { Description = "What is to be said." };
        var until = new Option<string>("--until") { Description = "A date, or an RFC 3339 instant, ahead.", Required = true };
        var outcome = new Option<string>("--outcome") { Description = $"How: {string.Join(", ", AlertOutcomes.Given)}.", Required = true };
        outcome.AcceptOnlyFromAmong([.. AlertOutcomes.Given]);
        yield return Create(
            "ack",
            "Says that somebody has seen it.",
            "cpt alerts ack 3fa2b1c0 --reason \"looking into it\"",
            (_, _) => new AlertCommand.Acknowledge()
        );
        yield return Create(
            "assign",
            "Says who looks after it.",
            "cpt alerts assign 3fa2b1c0 ada --reason \"checkout is hers\"",
            (options, _) => new AlertCommand.Assign(options.GetRequiredValue(to)),
            to
        );
        yield return Create(
            "comment",
            "Says something about it.",
            "cpt alerts comment 3fa2b1c0 \"the new hero promises too much\"",
            (options, _) => new AlertCommand.Comment(options.GetRequiredValue(text)),
            text
        );
        yield return Create(
            "snooze",
            "Leaves it alone until a time; then it is open again.",
            "cpt alerts snooze 3fa2b1c0 --until 2027-05-10 --reason \"fix ships on Friday\"",
            (options, session) => new AlertCommand.Snooze(Moments.Parse(options.GetRequiredValue(until), session)),
            until
        );
        yield return Create(
            "resolve",
            "Says what became of it.",
            "cpt alerts resolve 3fa2b1c0 --outcome fixed --reason \"hero@9 is out and trust is back\"",
            (options, _) => new AlertCommand.Resolve(options.GetRequiredValue(outcome)),
            outcome
        );
        yield return Create(
            "reopen",
            "Says that it is not done with after all.",
            "cpt alerts reopen 3fa2b1c0 --reason \"it is still falling\"",
            (_, _) => new AlertCommand.Reopen()
        );
    }

    private static Command Create(
        string name,
        string description,
        string example,
        Func<ParseResult, Session, AlertCommand> read,
        params IEnumerable<Symbol> parts
    )
    {
        var id = new Argument<string>("ID") { Description = "The alert's id, or the beginning of it." };
        var command = new Command(name, description)
            .With(id)
            .With(parts)
            .With(SettingCommands.Actor, SettingCommands.Reason, Versions.Expect)
            .WithExample(example);
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                await session.Engine.CatchUpAsync(progress: null, cancel);
                var book = session.Engine.Alerts;
                var asked = await AlertsCommand.FindAsync(book, options.GetRequiredValue(id), cancel);
                var alert = await book.HandleAsync(asked.Id, read(options, session), Versions.Expected(options), SettingCommands.By(options), cancel);
                await session.KeepCheckpointAsync(cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(AlertView.Of(alert));
                else
                    Console.WriteLine(AlertText.Line(alert));
                return ExitCode.Done;
            }
        );
        return command;
    }
}
