using CustomerPerformanceTracker.Statistics.Drivers;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary><c>cpt stats drivers</c>.</summary>
internal static class RateDrivers
{
    public static Command Drivers()
    {
        var file = new Argument<string>("FILE") { Description = "CSV file with a header row; a row is some sessions alike in all that --by names." };
        var value = new Option<string>("--value") { Description = "Column of how many of the row's sessions had what is counted.", Required = true };
        var count = new Option<string>("--count") { Description = "Column of the row's sessions.", Required = true };
        var by = new Option<string>("--by")
        {
            Description =
                $"Columns of what sessions differ in, parted by commas: at most {DriverScan.MostDimensions}, with {DriverTable.MostValues} values each.",
            Required = true,
        };
        var split = new Option<string>("--split")
        {
            Description = "COLUMN=VALUE: rows with that value are after, all others before. COLUMN>=VALUE: rows from that number or date on are after.",
            Required = true,
        };
        var direction = new Option<Movement>("--direction")
        {
            Description = "Which way the scopes moved that are looked for: rising, falling, or either, the way of the one that stands out most.",
            DefaultValueFactory = _ => Movement.Either,
        };
        direction.AcceptOnlyFromAmong([.. Enum.GetNames<Movement>().Select(name => name.ToLowerInvariant())]);
        var command = new Command(
            "drivers",
            "Where a rate moved: how much by another mix and how much by other rates, then the scopes of one to three columns that moved apart from the rest. "
                + "They are candidates for an explanation, and no more than that."
        )
            .With(file, value, count, by, split, direction)
            .WithExample(
                "cpt stats drivers orders.csv --value failures --count sessions --by region,device,version --split month=Mar",
                "cpt stats drivers orders.csv --value failures --count sessions --by region,device,version --split 'day>=2026-05-01'"
            );
        command.SetAction(options =>
        {
            var table = NumberTable.Read(options.GetRequiredValue(file));
            var periods = PeriodSplit.Parse(options.GetRequiredValue(split));
            var dimensions = Dimensions(options.GetRequiredValue(by), periods);
            var rows = DriverTable.Of(table, options.GetRequiredValue(value), options.GetRequiredValue(count), dimensions, periods);
            var found = DriverScan.Of(rows.Rows, dimensions.Length, options.GetValue(direction));
            if (options.GetValue(GlobalOptions.Json))
                Output.Json(DriversView.Of(found, rows.Name));
            else
                DriverText.Print(found, rows);
            return ExitCode.Done;
        });
        return command;
    }

    private static string[] Dimensions(string by, PeriodSplit split)
    {
        string[] names = [.. by.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];
        if (names.Length is 0 or > DriverScan.MostDimensions)
            throw new UsageException($"--by names {names.Length} columns; 1 to {DriverScan.MostDimensions} are searched. Name those that matter.");
        return names.Contains(split.Column)
            ? throw new UsageException($"--by and --split both name '{split.Column}', whose values would each lie on one side. Leave it out of --by.")
            : names;
    }
}
