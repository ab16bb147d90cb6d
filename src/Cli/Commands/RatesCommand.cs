using System.Text;
using CustomerPerformanceTracker.Intake;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Readings.Rates;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary><c>cpt rates</c>.</summary>
internal static class RatesCommand
{
    public static Command Create() =>
        new Command(
            "rates",
            "Daily exchange rates. They are signals: a figure that was converted can be replayed. A KPI stack with `currency: EUR` reads all money in that "
                + $"currency, each day's by its rate or the last one of the {Exchange.DaysHeld - 1} days before; money without a rate stays apart, and the "
                + "scorecard says so. A policy on money judges each received day by the newest rate that was known on its evening, at most a year old."
        )
            .With(Import())
            .WithExample("cpt rates import rates.csv --base EUR");

    private static Command Import()
    {
        var file = new Argument<string>("FILE")
        {
            Description =
                "CSV file with the columns date, currency, rate, or with a column of dates and one for each currency (as central banks publish them).",
        };
        var based = new Option<string>("--base")
        {
            Description = "The currency of which one unit is worth what the file says.",
            DefaultValueFactory = _ => "EUR",
        };
        var command = new Command(
            "import",
            "Imports rates; what is there already is recognised. Another rate for a day that has one is a conflict, and the first stays."
        )
            .With(file, based, SettingCommands.Actor)
            .WithExample("cpt rates import rates.csv --base EUR");
        command.SetAction(
            async (options, cancel) =>
            {
                var (name, currency) = (options.GetRequiredValue(file), options.GetRequiredValue(based));
                if (Currency.Find(currency) is null)
                    throw new UsageException($"'{currency}' is no ISO 4217 code of a currency, such as EUR.");
                var lines = string.Join('\n', new RateFile(name, currency, Session.ZoneOf(options)).Lines());
                await using var session = await Session.OpenOrMakeAsync(options, cancel);
                if (session.Engine.Workspace.Zone != Session.ZoneOf(options).Id)
                    lines = string.Join('\n', new RateFile(name, currency, session.Engine.Days).Lines());
                using var source = new MemoryStream(Encoding.UTF8.GetBytes(lines + "\n"));
                var by = new Authorship(options.GetRequiredValue(SettingCommands.Actor), "exchange rates were imported");
                var (summary, rejects) = await ImportRun.RunAsync(
                    session,
                    source,
                    name,
                    new IntakeOptions { History = true, Days = session.Engine.Days },
                    by,
                    cancel
                );
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(ImportView.Of(summary, rejects));
                else
                    ImportText.Print(summary, rejects);
                return summary.Complete ? ImportCommand.ExitCodeOf(summary) : ExitCode.Failed;
            }
        );
        return command;
    }
}
