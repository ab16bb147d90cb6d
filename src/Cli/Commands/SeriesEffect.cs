using CustomerPerformanceTracker.Statistics.Effects;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary><c>cpt stats effect</c>.</summary>
internal static class SeriesEffect
{
    public static Command Effect()
    {
        var file = new Argument<string>("FILE") { Description = "CSV file with a header row, rows equally far apart; empty cells are missing values." };
        var column = new Option<string>("--column") { Description = "Column of the series that was acted on.", Required = true };
        var controls = new Option<string?>("--controls")
        {
            Description = "Columns, parted by commas, that the change cannot have touched; without them the series is compared with its own level alone.",
        };
        var period = new Option<int>("--period")
        {
            Description = "After how many rows a pattern comes again: 7 for the days of a week, 1 for none.",
            DefaultValueFactory = _ => EffectDesign.DaysOfWeek,
        };
        var change = new Option<int>("--change") { Description = "Row of the change, counted from 0; it is the first row after.", Required = true };
        var command = new Command("effect", "What a change did to a series: the rows after it against what its level and its controls led to expect.")
            .With(file, column, controls, change, period)
            .WithExample("cpt stats effect series.csv --column y --controls x1,x2 --change 70");
        command.SetAction(options =>
        {
            var table = NumberTable.Read(options.GetRequiredValue(file));
            ObservedSeries Series(string name) => ObservedSeries.OfValues(name, table.Column(name));
            var series = Series(options.GetRequiredValue(column));
            var at = options.GetValue(change);
            if (at < 1 || at >= series.Values.Count)
                throw new UsageException($"The change must lie between row 1 and row {series.Values.Count - 1}, not at {at}.");

            if (options.GetValue(period) is var rows && rows < 1)
                throw new UsageException($"A pattern comes again after one row or more, not after {rows}.");
            var names = (options.GetValue(controls) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var outcome = EffectStudy.Measure(
                new EffectDesign(series, at) { Controls = [.. names.Distinct(StringComparer.Ordinal).Select(Series)], Period = rows }
            );
            if (options.GetValue(GlobalOptions.Json))
                Output.Json(SeriesEffectView.Of(outcome));
            else
                Print(outcome);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(EffectOutcome outcome)
    {
        Console.WriteLine(
            outcome switch
            {
                EffectOutcome.Refused refused => $"No effect is told ({refused.Code}): {refused.Reason}",
                EffectOutcome.Measured measured => Text(measured),
                _ => throw new System.Diagnostics.UnreachableException(),
            }
        );
    }

    private static string Text(EffectOutcome.Measured measured)
    {
        var controls =
            measured.Coefficients.Count == 0
                ? "No controls: compared with its own level alone"
                : "Controls: " + string.Join(", ", measured.Coefficients.Select(c => $"{c.Control} ({c.Value:G4})"));
        var placebos = measured.Placebos is { } dates
            ? $"{dates.AtLeastAsLarge} of {dates.Count} earlier dates show one at least as large ({dates.Independent} of the dates share no rows after "
                + $"them); {dates.FalseEffects} have an interval without 0"
            : "Too few rows before it to try earlier dates";
        return $"""
            Estimated effect {Text(measured.Average)} a row, {Text(measured.Cumulative)} in all.
            Observed {measured.After:G6}, expected {Text(measured.Counterfactual)} without the change; {measured.Before:G6} before.
            {controls}. {placebos}.
            An estimate, not a cause: whatever else happened at that row is in it too.
            """;
    }

    private static string Text(EffectInterval interval) => $"{interval.Value:G5} [{interval.Low:G5}, {interval.High:G5}]";
}
