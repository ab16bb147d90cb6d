using System.Runtime.InteropServices;

namespace CustomerPerformanceTracker.Statistics.Drivers;

/// <summary>
/// How many times as much the events of cells and of single attributes scatter between the blocks of a period as independent sessions would: Pearson's
/// statistic over its degrees of freedom (McCullagh and Nelder 1989, Generalized Linear Models, 4.5), as a ratio of sums, so that small cells weigh little.
/// </summary>
/// <remarks>
/// Of a block with K events, a part with the share q of what the period's rates lead to expect has K q, with the variance K q (1 - q), less the share of the
/// block's sessions among the part's, by which its rate was estimated. A block in which all moved alike therefore scatters nothing. One block in each period
/// tells nothing, and the scatter is 1.
/// </remarks>
internal static class BlockScatter
{
    public static double Of(IReadOnlyList<DriverRow> rows, CellTable cells, int dimensions)
    {
        var ofCells = Scatter(rows, cells.OfRow);
        var (squares, variance) = (0.0, 0.0);
        for (var dimension = 0; dimension < dimensions; dimension++)
        {
            var ofValues = Scatter(rows, [.. rows.Select(row => row.Values[dimension])]);
            (squares, variance) = (squares + ofValues.Squares, variance + ofValues.Variance);
        }

        return Math.Max(1, Math.Max(Ratio(ofCells.Squares, ofCells.Variance), Ratio(squares, variance)));
    }

    // The parts are numbered from 0, and a row is of the part with its place in partOfRow.
    private static (double Squares, double Variance) Scatter(IReadOnlyList<DriverRow> rows, int[] partOfRow)
    {
        var whole = new (double Events, double Sessions)[2 * (partOfRow.Max() + 1)];
        var here = new Dictionary<(int Block, int Part), (double Events, double Sessions)>(partOfRow.Length);
        for (var at = 0; at < partOfRow.Length; at++)
        {
            // Both periods of a part, and both of a block that is in both.
            var (row, side) = (rows[at], rows[at].After ? 1 : 0);
            var part = 2 * partOfRow[at] + side;
            whole[part] = (whole[part].Events + row.Events, whole[part].Sessions + row.Sessions);
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(here, (2 * row.Block + side, part), out _);
            sum = (sum.Events + row.Events, sum.Sessions + row.Sessions);
        }

        var blocks = new Dictionary<int, (double Events, double Expected)>();
        foreach (var ((block, part), (events, sessions)) in here)
        {
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(blocks, block, out _);
            sum = (sum.Events + events, sum.Expected + Expected(sessions, whole[part]));
        }

        var (squares, variance) = (0.0, 0.0);
        foreach (var ((block, part), (events, sessions)) in here)
        {
            var (all, expected) = blocks[block];
            if (sessions <= 0 || all <= 0 || expected <= 0)
                continue;
            var share = Expected(sessions, whole[part]) / expected;
            squares += (events - all * share) * (events - all * share);
            variance += all * share * (1 - share) * (1 - sessions / whole[part].Sessions);
        }

        return (squares, variance);
    }

    private static double Expected(double sessions, (double Events, double Sessions) whole) => sessions > 0 ? sessions * whole.Events / whole.Sessions : 0;

    private static double Ratio(double squares, double variance) => variance > 0 ? squares / variance : 1;
}
