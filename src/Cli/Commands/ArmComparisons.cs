namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary><c>cpt stats compare</c>.</summary>
internal static class ArmComparisons
{
    public static Command Compare()
    {
        var options = new ComparisonOptions();
        var command = new Command(
            "compare",
            "Two arms compared, so that looking at every moment is allowed: an interval of the difference and a p that hold at every look at once. Rows stand "
                + "in the order of time. Compared are shares (--successes and --trials) or means (--mean). With --customer the customer is the unit, by all "
                + "trials together or by the sum of the values; a customer with several rows needs it. A customer who was dealt to an arm and did nothing has "
                + "a row with 0."
        )
            .With(options.All)
            .WithExample(
                "cpt stats compare mails.csv --arm version --successes orders --trials mails --looks 30",
                "cpt stats compare orders.csv --arm version --mean amount --customer customer_id --guardrail trust --margin 0.2"
            );
        command.SetAction(parsed =>
        {
            var (columns, plan) = (options.Columns(parsed), options.Plan(parsed));
            var study = ComparisonStudy.Of(ComparisonRows.Read(options.Path(parsed), columns, options.Named(parsed)), columns, plan);
            if (parsed.GetValue(GlobalOptions.Json))
                Output.Json(ComparisonDocument.View(study));
            else
                new ComparisonText(study).Print();
            return ExitCode.Done;
        });
        return command;
    }
}
