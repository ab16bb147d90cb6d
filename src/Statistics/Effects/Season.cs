namespace CustomerPerformanceTracker.Statistics.Effects;

/// <summary>A pattern that comes again after a fixed number of rows, such as the days of the week, as contrasts between its rows.</summary>
internal static class Season
{
    /// <summary>One over the variance that a row of the pattern is thought to have beforehand, in that of the series.</summary>
    public const double Precision = 1;

    /// <summary>
    /// The columns of a row: of each later row of the pattern against the mean of those before it, at unit length over one period (Helmert's contrasts), so
    /// that no row of the pattern is thought of otherwise than another. None for a period of less than two rows.
    /// </summary>
    public static double[] Contrasts(int row, int period) =>
        [
            .. Enumerable
                .Range(1, Math.Max(0, period - 1))
                .Select(later =>
                    (row % period).CompareTo(later) switch
                    {
                        < 0 => 1 / Math.Sqrt(later * (later + 1)),
                        0 => -later / Math.Sqrt(later * (later + 1)),
                        _ => 0,
                    }
                ),
        ];
}
