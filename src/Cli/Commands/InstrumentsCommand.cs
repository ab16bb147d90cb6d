using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Instruments;
using CustomerPerformanceTracker.Readings.Questions;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary><c>cpt instruments</c>.</summary>
internal static class InstrumentsCommand
{
    public static Command Create() =>
        SettingCommands
            .Create(
                "instruments",
                "What is asked, and how answers are read: NPS, CSAT, CES, Likert and yes/no each in the definition that is stored, constructs of several "
                    + "questions, and the words they were asked in. A KPI without an instrument is the mean answer to the question of its name.",
                (book, cancel) => book.InstrumentsDocumentAsync(cancel),
                (book, yaml, by, cancel) => book.SetInstrumentsAsync(yaml, by, expected: null, cancel),
                "samples/instruments.yaml",
                "No instruments were set; each KPI is the mean answer to the question of its name. `samples/instruments.yaml` is one to start from.",
                (session, cancel) => session.FoldCellsAnewAsync(cancel)
            )
            .With(Read());

    private static Command Read()
    {
        var campaign = new Argument<string>("CAMPAIGN") { Description = "The campaign to read." };
        var kpi = new Argument<string>("KPI") { Description = "The KPI whose instrument is read." };
        var cursors = new CursorOptions();
        var command = new Command(
            "read",
            "How often each question of an instrument was answered, sent and seen, what was left out, and how far the questions measure one thing "
                + "(Cronbach's alpha, of customers who answered every one on one day)."
        )
            .With(campaign, kpi, cursors.At, cursors.Known, cursors.Seal)
            .WithExample("cpt instruments read spring-launch trust");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                await session.Engine.CatchUpAsync(progress: null, cancel);
                var name = options.GetRequiredValue(campaign);
                var question = new InstrumentQuestion(name, options.GetRequiredValue(kpi), await cursors.ReadAsync(options, session.Engine, cancel));
                var reading = await session.Engine.Instruments.ReadAsync(question, cancel) ?? throw await Missing.CampaignAsync(session, name, cancel);
                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(InstrumentView.Of(reading));
                else
                    InstrumentText.Print(reading);
                return ExitCode.Done;
            }
        );
        return command;
    }
}
