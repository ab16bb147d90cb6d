using CustomerPerformanceTracker.Statistics.Intervals;
using CustomerPerformanceTracker.Statistics.Mix;

namespace CustomerPerformanceTracker.Statistics.Drivers;

/// <summary>
/// Looks through all scopes of one to three attributes for those whose rate moved apart from the rest. A scope found is where the rate moved in these rows;
/// it is a candidate for an explanation and never proof of one.
/// </summary>
/// <remarks>
/// Scopes are ordered by <see cref="ScopeScore"/>, and each of the first ten is widened to the smallest set of attributes outside of which the rate did not
/// move (<see cref="Widening"/>). The narrower scopes that led to these come after them where there is room.
/// </remarks>
public static class DriverScan
{
    /// <summary>The most scopes that are found.</summary>
    public const int Most = 10;

    /// <summary>The most attributes of a scope.</summary>
    public const int MostAttributes = 3;

    /// <summary>The most dimensions: the work grows with the third power of their number.</summary>
    public const int MostDimensions = 10;

    /// <summary>How a rate moved and where.</summary>
    /// <param name="rows">Rows of both periods, each with a value of every dimension.</param>
    /// <param name="dimensions">How many dimensions a row has, 1 to <see cref="MostDimensions"/>.</param>
    /// <param name="movement">Which way the scopes moved that are looked for.</param>
    /// <exception cref="ArgumentException">One of the periods has no sessions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No dimension or too many.</exception>
    public static DriverFindings Of(IReadOnlyList<DriverRow> rows, int dimensions, Movement movement = Movement.Either)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimensions, MostDimensions);

        var cells = CellTable.Of(rows);
        var change = MixAndRate.Of(cells.Counts);
        var whole = cells.Counts.Aggregate(default(TwoPeriods), (sum, cell) => sum + cell);
        var scopes = new ScopeTable(cells.Values, dimensions, MostAttributes);
        var counts = scopes.Sum(cells.Counts);
        var scores = counts.Select((scope, index) => ScopeScore.Of(scope, whole, scopes.Attributes(index))).ToArray();
        var sign = movement switch
        {
            Movement.Rising => 1,
            Movement.Falling => -1,
            _ => scores.Max() >= -scores.Min() ? 1 : -1,
        };
        int[] best =
        [
            .. Enumerable.Range(0, scores.Length).Where(scope => sign * scores[scope] > 0).OrderByDescending(scope => sign * scores[scope]).Take(Most),
        ];
        var widened = best.Select(scope => Widening.Of(scope, scopes, counts, whole, sign));
        var dispersion = BlockScatter.Of(rows, cells, dimensions);
        var chance = new ScanSignificance(cells.Counts, scopes, counts, movement, dispersion);
        return new(
            change,
            [
                .. widened
                    .Concat(best)
                    .Distinct()
                    .Take(Most)
                    .Select(scope => new Driver(
                        scopes[scope],
                        counts[scope],
                        Rate(counts[scope].EventsBefore, counts[scope].TrialsBefore, dispersion),
                        Rate(counts[scope].EventsAfter, counts[scope].TrialsAfter, dispersion),
                        scores[scope],
                        chance.Probability(scores[scope])
                    )),
            ],
            scopes.Count,
            dispersion
        );
    }

    private static Estimate? Rate(double events, double sessions, double dispersion) =>
        sessions > 0 ? Wilson.Interval(Math.Min(1, events / sessions), sessions / dispersion, (long)Math.Round(sessions), Confidence.Default) : null;
}
