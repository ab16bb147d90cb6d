using CustomerPerformanceTracker.Statistics.Experiments;

namespace CustomerPerformanceTracker.Cli;

/// <summary>What a row of a table says about a measure: a value, or successes of trials.</summary>
/// <param name="Trials">Null where a cell is one value.</param>
/// <param name="IsWhole">Whether trials are counted one by one, so that parts of one are refused.</param>
internal sealed record ComparisonMeasure(NumberTable Table, string Value, string? Trials, bool IsWhole)
{
    /// <summary>A sum for each row; null where its cell is empty.</summary>
    public CustomerSum?[] Sums(bool mayBeEmpty)
    {
        var (values, trials) = (Table.Column(Value), Trials is null ? null : Table.Column(Trials));
        var sums = new CustomerSum?[values.Count];
        for (var row = 0; row < sums.Length; row++)
        {
            if (mayBeEmpty && (values[row] is null || (trials is not null && trials[row] is null)))
                continue;
            var value = Filled(values[row], row, Value);
            sums[row] = new(value, trials is null ? 1 : Counted(value, Filled(trials[row], row, Trials!), row));
        }

        return sums;
    }

    private double Filled(double? cell, int row, string column) =>
        cell ?? throw new UsageException($"{Table.Place(row, column)} is empty; a number is needed. Write 0, or leave the row out.");

    private double Counted(double successes, double trials, int row)
    {
        if (!(successes >= 0 && successes <= trials))
            throw new UsageException($"{Table.Place(row, Value)}: {successes} of {trials} {Trials}; successes lie between 0 and the trials. Mend the row.");
        return !IsWhole || (double.IsInteger(successes) && double.IsInteger(trials))
            ? trials
            : throw new UsageException(
                $"{Table.Place(row, Value)}: {successes} of {trials} {Trials}; trials are counted whole. Mend the row, or name --customer."
            );
    }
}
