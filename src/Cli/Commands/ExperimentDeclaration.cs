using CustomerPerformanceTracker.Loop.Experiments;
using CustomerPerformanceTracker.Readings.Experiments;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary><c>cpt experiments declare</c>.</summary>
internal static class ExperimentDeclaration
{
    private static readonly Argument<string> Name = new("NAME") { Description = "Up to 60 lower-case letters, digits and -; taken for ever." };
    private static readonly Option<string> Campaign = Needed("--campaign", "The campaign it is in.");
    private static readonly Option<string> By = Needed(
        "--by",
        "The dimension whose values the arms are: message, channel, segment, touchpoint or one of yours."
    );
    private static readonly Option<string> Control = Needed("--control", "The value that the treatment is held against.");
    private static readonly Option<string> Treatment = Needed("--treatment", "The value that is tried.");
    private static readonly Option<string> From = Needed("--from", "The first day that counts.");
    private static readonly Option<string> Reason = Needed("--reason", "Why; it is kept in the journal.");

    private static readonly Option<string?> End = new("--end") { Description = "The last day that counts. It cannot be changed.", HelpName = "DATE" };

    private static readonly Option<long?> Customers = new("--customers")
    {
        Description =
            "The declared end of the test: customers in both arms. Intervals are narrower up to there, and those of the bound without an end after it. A day "
            + "cannot stand for it, since nobody knows how many come by then. It cannot be changed, and is refused where it lies before the declaration.",
        HelpName = "N",
    };

    private static readonly Option<double?> Tightest = new("--tightest")
    {
        Description = $"Without --customers: how many of both arms the interval is tightest at. {Experiment.UsualTightest} by default.",
        HelpName = "N",
    };

    private static readonly Option<string?> Split = new("--split")
    {
        Description = "The parts of control and of the treatment, such as 50:50, as it is by default. A split that is off leaves no verdict.",
    };

    private static readonly Option<string?> Measure = new("--measure")
    {
        Description = "What is compared a customer: orders (by default), buyers (bought or not), or money, each order capped at the .99 quantile.",
    };

    private static readonly Option<string?> Guardrail = new("--guardrail")
    {
        Description = "A question that the treatment must not harm, such as trust: the mean answer a customer, 0 to 100.",
    };

    private static readonly Option<double?> Margin = new("--margin")
    {
        Description = $"Points of 100 by which the guardrail may be worse. {Experiment.UsualMargin} by default.",
        HelpName = "POINTS",
    };

    public static Command Declare()
    {
        var command = new Command(
            "declare",
            "Declares an experiment in the journal. Declare it before its first day: each reading of a later one says how many days of data " + "stood already."
        )
            .With(Name, Campaign, By, Control, Treatment, From, End, Customers, Tightest, Split, Measure, Guardrail, Margin, SettingCommands.Actor, Reason)
            .WithExample(
                "cpt experiments declare short-mail --campaign spring --by message --control hero@8 --treatment hero@9 --from 2025-05-01 "
                    + "--guardrail trust --reason \"is the short text better?\"",
                "cpt experiments declare free-trial --campaign spring --by plan --control paid --treatment trial --from 2025-05-01 --end 2025-06-30 "
                    + "--customers 4000 --measure money --split 80:20 --reason \"agreed on 28 April\""
            );
        command.SetAction(
            async (options, cancel) =>
            {
                var draft = new ExperimentDraft(
                    options.GetRequiredValue(Name),
                    options.GetRequiredValue(Campaign),
                    options.GetRequiredValue(By),
                    options.GetRequiredValue(Control),
                    options.GetRequiredValue(Treatment),
                    options.GetRequiredValue(From),
                    options.GetValue(End),
                    options.GetValue(Customers),
                    options.GetValue(Tightest),
                    options.GetValue(Split),
                    options.GetValue(Measure),
                    options.GetValue(Guardrail),
                    options.GetValue(Margin)
                );
                await using var session = await Session.OpenAsync(options, cancel);
                await session.Engine.CatchUpAsync(progress: null, cancel);
                var by = new Authorship(options.GetRequiredValue(SettingCommands.Actor), options.GetRequiredValue(Reason));
                var experiment = await session.Engine.Experiments.DeclareAsync(draft, by, cancel);
                await session.KeepCheckpointAsync(cancel);
                Print(options, experiment);
                return ExitCode.Done;
            }
        );
        return command;
    }

    public static void Print(ParseResult options, Experiment experiment)
    {
        var view = DeclaredExperimentView.Of(experiment);
        if (options.GetValue(GlobalOptions.Json))
            Output.Json(view);
        else
            ExperimentText.Print(view);
    }

    private static Option<string> Needed(string name, string description) => new(name) { Description = description, Required = true };
}
