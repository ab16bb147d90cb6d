namespace CustomerPerformanceTracker.Statistics.Levels;

/// <summary>
/// How many times larger the variance of a level is because days resemble the days before them: the variance of sums over blocks of days beside that of the
/// days (batch means: Law and Carson 1979, Operations Research 27, 1011-1025).
/// </summary>
/// <remarks>
/// Weeks tell whether there is a memory at all: their ratio must exceed 1 by two of its standard errors, or there is none. Where there is one, blocks of four
/// weeks, which hold more of it, may raise the ratio further. Days are read about the level of their own stretch, so that a break is no memory.
/// </remarks>
internal static class DayMemory
{
    private const int Week = 7;
    private const int FourWeeks = 28;
    private const int FewestBlocks = 6;
    private const int FewestLongBlocks = 6;

    /// <summary>1 where days have no memory, or are too few to tell.</summary>
    public static double Of(IReadOnlyList<RatioDay[]> stretches)
    {
        var (weeks, blocks) = Ratio(stretches, Week);
        if (blocks < FewestBlocks || weeks <= 1 + (2 * Math.Sqrt(2.0 / blocks)))
            return 1;
        var (longer, longBlocks) = Ratio(stretches, FourWeeks);
        return longBlocks < FewestLongBlocks ? weeks : Math.Max(weeks, longer);
    }

    private static (double Ratio, int Blocks) Ratio(IReadOnlyList<RatioDay[]> stretches, int length)
    {
        var (between, within, blocks, days, freedom) = (0.0, 0.0, 0, 0, 0);
        foreach (var stretch in stretches)
        {
            var rate = stretch.Sum(day => day.Sum) / stretch.Sum(day => day.Weight);
            var sums = stretch.GroupBy(day => (day.Day - stretch[0].Day) / length).Select(block => block.Sum(day => day.Sum - (day.Weight * rate))).ToArray();
            if (sums.Length < 2)
                continue;
            between += sums.Sum(sum => sum * sum);
            within += stretch.Sum(day => Math.Pow(day.Sum - (day.Weight * rate), 2));
            (blocks, days, freedom) = (blocks + sums.Length, days + stretch.Length, freedom + 1);
        }

        // A stretch's days and blocks are read about its own mean, which takes one of each.
        return within > 0 && blocks > freedom ? (between / (blocks - freedom) * (days - freedom) / within * blocks / days, blocks - freedom) : (1, 0);
    }
}
