using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Value;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary><c>cpt customers value</c>, <c>segments</c> and <c>fit</c>.</summary>
internal static class CustomerValues
{
    public static Command Value() =>
        Reading(
            "value",
            "What customers are worth by what they bought: models of purchases and spend with their intervals and how well they told the time before, who "
                + "stays and who leaves, cohorts by the month of the first order and by how customers felt at the start.",
            ValueText.Print,
            "cpt customers value",
            "cpt customers value --campaign beans --until 2025-06-30 --within 90d"
        );

    public static Command Segments() =>
        Reading(
            "segments",
            "Customers by how long ago and how often they bought, with what they paid and what they are expected to buy.",
            ValueText.PrintSegments,
            "cpt customers segments --within 60d"
        );

    public static Command Fit()
    {
        var asked = new Asked();
        var command = asked
            .AddTo(new Command("fit", "Takes down the models of `cpt customers value` in the journal, so that it can be told later what they were."))
            .With(SettingCommands.Actor, SettingCommands.Reason)
            .WithExample("cpt customers fit --reason \"budget of the third quarter\"");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var reading = await asked.ReadAsync(session, options, cancel);
                var seal = await session.Engine.Fits.KeepAsync(reading, SettingCommands.By(options), cancel);
                await session.KeepCheckpointAsync(cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(new FitView(seal.Value, ValueView.Of(reading)));
                else
                    Console.WriteLine(
                        Output.Paragraph(
                            $"The models of {reading.Study.Customers.Count} customers through {Dates.Iso(reading.Until)} are taken down "
                                + $"under seal {seal}, as read at seal {reading.Seal}: `cpt customers value --seal {reading.Seal}` gives the same again."
                        )
                    );
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command Reading(string name, string description, Action<ValueView> print, params string[] examples)
    {
        var asked = new Asked();
        var command = asked.AddTo(new Command(name, description)).WithExample(examples);
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                var view = ValueView.Of(await asked.ReadAsync(session, options, cancel));
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(view);
                else
                    print(view);
                return ExitCode.Done;
            }
        );
        return command;
    }

    /// <summary>What the three commands ask.</summary>
    private sealed class Asked
    {
        private readonly Option<string?> campaign = new("--campaign") { Description = "The campaign whose orders count; all of the workspace by default." };

        private readonly Option<string?> until = new("--until")
        {
            Description = "Last day that the models know; the last day there is by default. The predictions are judged on the days after it.",
            HelpName = "DATE",
        };

        private readonly Option<string> within = new("--within") { Description = "Time ahead, in days or weeks.", DefaultValueFactory = _ => "90d" };

        private readonly CursorOptions cursors = new();

        public Command AddTo(Command command) => command.With(campaign, until, within, cursors.At, cursors.Known, cursors.Seal);

        public async Task<ValueReading> ReadAsync(Session session, ParseResult options, CancellationToken cancel)
        {
            await session.Engine.CatchUpAsync(progress: null, cancel);
            var name = options.GetValue(campaign);
            var question = new ValueQuestion(
                name,
                Dates.Parse(options.GetValue(until)),
                ScorecardCommand.Days(options.GetRequiredValue(within)),
                await cursors.ReadAsync(options, session.Engine, cancel)
            );
            return await session.Engine.Values.ReadAsync(question, cancel) ?? throw await Missing.CampaignAsync(session, name!, cancel);
        }
    }
}
