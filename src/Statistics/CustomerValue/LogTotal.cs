namespace CustomerPerformanceTracker.Statistics.CustomerValue;

/// <summary>Sums over many rows, on all processors, and the same to the last bit whatever their number.</summary>
internal static class LogTotal
{
    private const int Chunk = 4_096;

    /// <summary>The sum of what <paramref name="part"/> gives for each run of rows from a first to a last one, the last excluded.</summary>
    public static double Of(int rows, Func<int, int, double> part)
    {
        if (rows <= Chunk)
            return part(0, rows);

        var sums = new double[(rows + Chunk - 1) / Chunk];
        Parallel.For(0, sums.Length, i => sums[i] = part(i * Chunk, Math.Min(rows, (i + 1) * Chunk)));
        return sums.Sum();
    }
}
