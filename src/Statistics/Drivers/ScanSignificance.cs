using CustomerPerformanceTracker.Statistics.Mix;

namespace CustomerPerformanceTracker.Statistics.Drivers;

/// <summary>What the largest score of all scopes is by chance, so that a probability accounts for the search.</summary>
/// <remarks>
/// Each cell's events are dealt to the periods anew (<see cref="CellDraw"/>), by which every cell keeps its sessions and its events, and the mix stays what
/// it is; the ratio of rates common to the cells is kept too, so that a change that all share is not taken for one of a scope. The order of the draws is fixed.
/// A score is divided by the dispersion (Rao and Scott 1981, JASA 76, 221-230, first order). P = (1 + draws at least as large) / (1 + draws): Phipson and
/// Smyth (2010), Statistical Applications in Genetics and Molecular Biology 9, 39.
/// </remarks>
internal sealed class ScanSignificance
{
    /// <summary>So many draws that a probability of .05 is one of the steps, and the least is .005.</summary>
    public const int Draws = 199;

    private const int Seed = 20170;

    private readonly double[] largest = new double[Draws];
    private readonly double dispersion;

    public ScanSignificance(TwoPeriods[] cells, ScopeTable scopes, TwoPeriods[] counts, Movement movement, double dispersion)
    {
        this.dispersion = dispersion;
        var random = new Random(Seed);
        var ratio = CellDraw.CommonRatio(cells);
        int[] named = [.. Enumerable.Range(0, cells.Length).Where(cell => cells[cell].EventsBefore + cells[cell].EventsAfter > 0)];
        var draws = named.Select(cell => new CellDraw(cells[cell], ratio)).ToArray();
        var attributes = Enumerable.Range(0, scopes.Count).Select(scopes.Attributes).ToArray();
        var (after, sums) = (new double[named.Length], new double[scopes.Count]);
        var whole = cells.Aggregate(default(TwoPeriods), (sum, cell) => sum + cell);
        for (var draw = 0; draw < Draws; draw++)
        {
            for (var cell = 0; cell < draws.Length; cell++)
                after[cell] = draws[cell].Next(random);
            scopes.Sum(after, named, sums);
            var all = Dealt(whole, after.Sum());
            for (var scope = 0; scope < sums.Length; scope++)
                largest[draw] = Math.Max(
                    largest[draw],
                    Size(ScopeScore.Of(Dealt(counts[scope], sums[scope]), all, attributes[scope], largest[draw]), movement)
                );
        }
    }

    /// <summary>The probability that some scope scores at least as much by chance.</summary>
    public double Probability(double score) => (1.0 + largest.Count(one => one >= Math.Abs(score) / dispersion)) / (1 + Draws);

    private static double Size(double score, Movement movement) =>
        movement switch
        {
            Movement.Rising => score,
            Movement.Falling => -score,
            _ => Math.Abs(score),
        };

    private static TwoPeriods Dealt(in TwoPeriods counts, double after) =>
        counts with
        {
            EventsBefore = Math.Max(0, counts.EventsBefore + counts.EventsAfter - after),
            EventsAfter = after,
        };
}
