using CustomerPerformanceTracker.Statistics.ChangePoints;
using CustomerPerformanceTracker.Statistics.Sequential;
using Direction = CustomerPerformanceTracker.Statistics.Sequential.Direction;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class StatsCommand
{
    public static Command Create() =>
        new Command("stats", "The methods on a file of one's own: no import, no database.")
            .With(
                Breaks(),
                Detect(),
                SeriesEffect.Effect(),
                CustomerValueCommand.Clv(),
                TextSentiment.Sentiment(),
                RateDrivers.Drivers(),
                ArmComparisons.Compare()
            )
            .WithExample("cpt stats breaks series.csv --column value");

    private static Command Breaks()
    {
        var file = new Argument<string>("FILE") { Description = "CSV file with a header row; empty cells are missing values." };
        var column = new Option<string?>("--column") { Description = "Column of a bare series." };
        var successes = new Option<string?>("--successes") { Description = "Column of successes of a counted series." };
        var trials = new Option<string?>("--trials") { Description = "Column of its trials." };
        var command = new Command(
            "breaks",
            "Change points of a series: of bare values (--column), or of counts (--successes and --trials), which carry their own noise."
        )
            .With(file, column, successes, trials)
            .WithExample("cpt stats breaks series.csv --column value", "cpt stats breaks reviews.csv --successes recommended --trials reviews");
        command.SetAction(options =>
        {
            var table = NumberTable.Read(options.GetRequiredValue(file));
            var found = (options.GetValue(column), options.GetValue(successes), options.GetValue(trials)) switch
            {
                ({ } name, null, null) => ChangePoints.OfSeries(table.Column(name)),
                (null, { } k, { } n) => ChangePoints.OfCounts([
                    .. table.Column(k).Zip(table.Column(n), (s, t) => new CountPoint(s ?? 0, s is null ? 0 : t ?? 0)),
                ]),
                _ => throw new UsageException("Name either --column, or --successes and --trials."),
            };
            if (options.GetValue(GlobalOptions.Json))
                Output.Json(SeriesBreaksView.Of(found));
            else
                Print(found);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(IReadOnlyList<Break> found)
    {
        if (found.Count == 0)
            Console.WriteLine("No break is found.");
        foreach (var one in found)
            Console.WriteLine(
                one.Shape == Shape.Jump
                    ? $"row {one.Index} (between {one.From} and {one.To}, counted from 0): jumped from {one.Before.Value:G6} to {one.After.Value:G6}, "
                        + $"probability {BreakWords.Probability(one.Probability)}"
                    : $"slid between row {one.From} and row {one.To} (counted from 0): from {one.Before.Value:G6} to {one.After.Value:G6}, probability "
                        + $"{BreakWords.Probability(one.SlideProbability ?? 0)}"
            );
    }

    private static Command Detect()
    {
        var file = new Argument<string>("FILE") { Description = "CSV file with a header row, one row a batch." };
        var successes = new Option<string>("--successes") { Description = "Column of successes, or of the sum of scores between 0 and 1.", Required = true };
        var trials = new Option<string>("--trials") { Description = "Column of trials.", Required = true };
        var level = new Option<double>("--null") { Description = "The level that is still all right, between 0 and 1.", Required = true };
        var direction = new Option<Direction>("--direction")
        {
            Description = "Which way off the null counts: falling, rising or either.",
            DefaultValueFactory = _ => Direction.Falling,
        };
        direction.AcceptOnlyFromAmong([.. Enum.GetNames<Direction>().Select(name => name.ToLowerInvariant())]);
        var delta = new Option<double>("--delta") { Description = "The smallest change worth finding.", DefaultValueFactory = _ => 0.03 };
        var arl = new Option<double>("--arl")
        {
            Description = "Batches to a false alarm on average, at the least, while the null holds.",
            DefaultValueFactory = _ => 365,
        };
        var independent = new Option<bool>("--independent")
        {
            Description = "No design effect: for answers that are independent of one another within a row too.",
        };
        var strict = new Option<bool>("--strict")
        {
            Description = "No assumption about what happens within a row: its mean is taken for one observation. Slower.",
        };
        var command = new Command(
            "detect",
            "Watches a counted series with an e-detector: alarms, with a stated false-alarm rate while rows scatter as the rows before them about a mean "
                + "that keeps to the null. After an alarm the watch begins anew."
        )
            .With(file, successes, trials, level, direction, delta, arl, independent, strict)
            .WithExample("cpt stats detect reviews.csv --successes k --trials n --null 0.78 --direction falling --delta 0.03 --arl 520");
        command.SetAction(options =>
        {
            var table = NumberTable.Read(options.GetRequiredValue(file));
            var form = (options.GetValue(independent), options.GetValue(strict)) switch
            {
                (true, true) => throw new UsageException("Name --independent or --strict, not both."),
                (true, false) => SeriesForm.Independent,
                (false, true) => SeriesForm.Strict,
                _ => SeriesForm.Deflated,
            };
            var design = Design(options.GetValue(level), options.GetValue(delta), options.GetValue(arl), options.GetValue(direction), form);
            var outcome = CountedSeries.Watch(
                Rows(table.Column(options.GetRequiredValue(successes)), table.Column(options.GetRequiredValue(trials))),
                design,
                form
            );
            if (options.GetValue(GlobalOptions.Json))
                Output.Json(DetectText.View(outcome, design, form));
            else
                DetectText.Print(outcome, design, form);
            return ExitCode.Done;
        });
        return command;
    }

    private static EDetectorDesign Design(double level, double delta, double arl, Direction direction, SeriesForm form)
    {
        // The largest change looked for reaches almost to the end of the scale.
        var room = direction switch
        {
            Direction.Falling => level,
            Direction.Rising => 1 - level,
            _ => Math.Min(level, 1 - level),
        };
        var largest = Math.Max(delta, 0.98 * room);
        return form == SeriesForm.Strict
            ? EDetectorDesign.Bounded(level, delta, largest, arl, direction)
            : EDetectorDesign.Bernoulli(level, delta, largest, arl, direction);
    }

    private static (double Sum, double Count)[] Rows(IReadOnlyList<double?> successes, IReadOnlyList<double?> trials)
    {
        var rows = new (double Sum, double Count)[successes.Count];
        for (var row = 0; row < rows.Length; row++)
        {
            if (successes[row] is not { } k || trials[row] is not { } n)
                continue;
            rows[row] =
                k >= 0 && k <= n
                    ? (k, n)
                    : throw new UsageException($"Data row {row + 1} has {k} successes of {n} trials; successes lie between 0 and the trials.");
        }

        return rows;
    }
}
