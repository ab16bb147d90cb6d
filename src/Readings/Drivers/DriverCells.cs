using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Statistics.Drivers;
using CustomerPerformanceTracker.Statistics.Mix;

namespace CustomerPerformanceTracker.Readings.Drivers;

/// <summary>One day of signals that name the same things: events and trials, and the sum of squared scores.</summary>
internal readonly record struct DriverCell(NamedMeasure Named, bool After, int Day, double Events, double Trials, double Squares);

/// <summary>The cells of two periods, as the scan and the parts of the change read them.</summary>
internal sealed class DriverCells
{
    /// <summary>The most cells that the dimensions make together: the work grows with their number.</summary>
    private const int MostCells = 3_000;

    private const double MostWorth = 20;
    private const string None = "(none)";
    private const string Other = "(other)";

    // The most values of a dimension, the largest number under which the cells are not too many.
    private static readonly int[] MostValues = [40, 20, 10, 5, 3];

    private readonly IReadOnlyList<DriverCell> cells;
    private readonly bool isRate;

    public DriverCells(IEnumerable<NamedMeasure> measures, ShareSeries series, DriverDays days)
    {
        isRate = series.Unit == "ratio";
        cells =
        [
            .. measures
                .Where(measure => series.Holds(measure.Measure) && (measure.Day <= days.BeforeTo || measure.Day >= days.AfterFrom))
                .Select(measure =>
                {
                    var point = series.Share(measure.Measure);
                    return new DriverCell(
                        measure,
                        measure.Day >= days.AfterFrom,
                        Period.DaysBetween(days.BeforeFrom, measure.Day),
                        point.Successes,
                        point.Trials,
                        series.Unit == "score" ? (double)measure.Measure.ScoreSquares / ((double)Proofs.Signal.MaxScore * Proofs.Signal.MaxScore)
                            : point.Trials > 0 ? point.Successes * point.Successes / point.Trials
                            : 0
                    );
                }),
        ];
    }

    public (double Events, double Trials) Sum(bool after)
    {
        var side = cells.Where(cell => cell.After == after).ToArray();
        return (side.Sum(cell => cell.Events), side.Sum(cell => cell.Trials));
    }

    /// <summary>
    /// How many yes-or-no answers a score is worth: the variance of a yes-or-no answer with the same mean over that of the scores, 1 for a rate. Source:
    /// McCullagh and Nelder (1989), Generalized Linear Models, chapter 9 (quasi-likelihood), with the dispersion below 1.
    /// </summary>
    public double Worth()
    {
        if (isRate)
            return 1;
        var (wide, own) = (0.0, 0.0);
        foreach (var side in cells.GroupBy(cell => cell.After))
        {
            var (n, k) = (side.Sum(cell => cell.Trials), side.Sum(cell => cell.Events));
            if (n <= 0)
                continue;
            wide += n * (k / n) * (1 - (k / n));
            own += side.Sum(cell => cell.Squares) - (k * k / n);
        }

        return own <= 0 ? MostWorth : Math.Clamp(wide / own, 1, MostWorth);
    }

    /// <summary>Whether a dimension tells signals apart beside others; otherwise why not.</summary>
    public string? WhyNot(Dimension dimension, IReadOnlyList<Dimension> beside, bool isAsked)
    {
        if (isRate && dimension == Dimension.Touchpoint && !isAsked)
            return "of a rate it has a stretch of the journey only; name it by --by to look through it all the same";
        string[] values = [.. cells.Select(cell => cell.Named.Of(dimension)).Distinct(StringComparer.Ordinal).Take(2)];
        if (values.Length < 2)
            return values is [""] or [] ? "no signal of these days names it" : $"all signals of these days name {values[0]} alone";
        if (!isAsked && Turned(dimension) is { } turned)
            return $"{turned} came or went between the two periods, so it tells days apart; name it by --by to look through it all the same";
        return BreakParts.CanBeStrata(Strata([.. beside, dimension]))
            ? null
            : "some of its values have more events than trials: the signals that the rate is counted over name it otherwise";
    }

    // A value with a tenth or more of one period and hardly anything of the other, such as a message and the one that took its place: it parts the signals as
    // the day does, and every scope with it would stand out by chance.
    private string? Turned(Dimension dimension)
    {
        const double Much = 0.1;
        const double HardlyAny = 0.01;
        var (before, after) = (Sum(after: false).Trials, Sum(after: true).Trials);
        return cells
            .GroupBy(cell => cell.Named.Of(dimension), StringComparer.Ordinal)
            .Select(value =>
            {
                double Share(bool side, double of) => value.Where(cell => cell.After == side).Sum(cell => cell.Trials) / of;
                return (Value: value.Key.Length == 0 ? None : value.Key, Before: Share(side: false, before), After: Share(side: true, after));
            })
            .Where(value => Math.Max(value.Before, value.After) >= Much && Math.Min(value.Before, value.After) < HardlyAny)
            .OrderBy(value => value.Value, StringComparer.Ordinal)
            .Select(value => value.Value)
            .FirstOrDefault();
    }

    /// <summary>Mix and rate over the values of some dimensions together; null where no two strata have enough on both sides.</summary>
    public MixContrast? Parts(IReadOnlyList<Dimension> by) => by.Count == 0 ? null : MixContrast.Of(Strata(by));

    /// <summary>The rows of a scan, and the names of the values of each dimension. Rare values count as one.</summary>
    public (IReadOnlyList<DriverRow> Rows, IReadOnlyList<IReadOnlyList<string>> Values) Rows(IReadOnlyList<Dimension> dimensions, double worth)
    {
        foreach (var most in MostValues)
        {
            var names = dimensions.Select(dimension => Names(dimension, most)).ToArray();
            var rows = cells
                .Select(cell => (Values: dimensions.Select((dimension, i) => Number(names[i], cell.Named.Of(dimension))).ToArray(), Cell: cell))
                .GroupBy(row => (Key: string.Join(',', row.Values), row.Cell.After, row.Cell.Day))
                .Select(row => new DriverRow(
                    row.First().Values,
                    row.Key.After,
                    row.Key.Day,
                    worth * row.Sum(one => one.Cell.Events),
                    worth * row.Sum(one => one.Cell.Trials)
                ))
                .ToArray();
            if (most == MostValues[^1] || rows.DistinctBy(row => string.Join(',', row.Values)).Count() <= MostCells)
                return (rows, [.. names.Select(name => name.Keys.ToArray())]);
        }

        throw new System.Diagnostics.UnreachableException();
    }

    private static int Number(OrderedDictionary<string, int> names, string value) =>
        names.TryGetValue(value.Length == 0 ? None : value, out var number) ? number : names[Other];

    private OrderedDictionary<string, int> Names(Dimension dimension, int most)
    {
        var values = cells
            .GroupBy(cell => cell.Named.Of(dimension) is { Length: > 0 } value ? value : None, StringComparer.Ordinal)
            .OrderByDescending(value => value.Sum(cell => cell.Trials))
            .ThenBy(value => value.Key, StringComparer.Ordinal)
            .Select(value => value.Key)
            .ToArray();
        var names = new OrderedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var value in values.Length <= most ? values : [.. values.Take(most - 1), Other])
            names.Add(value, names.Count);
        return names;
    }

    private StratumDay[] Strata(IReadOnlyList<Dimension> by)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return
        [
            .. cells
                .GroupBy(cell => (Key: string.Join('\0', by.Select(cell.Named.Of)), cell.After, cell.Day))
                .Select(day => new StratumDay(
                    day.Key.After,
                    day.Key.Day,
                    numbers.TryGetValue(day.Key.Key, out var number) ? number : numbers[day.Key.Key] = numbers.Count,
                    day.Sum(cell => cell.Events),
                    day.Sum(cell => cell.Trials)
                )),
        ];
    }
}
