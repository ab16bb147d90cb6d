namespace CustomerPerformanceTracker.Statistics.Levels;

/// <summary>
/// Finds days that brought over three times the usual number of trials: the guests of a sale week are other people, who neither make a level nor are read under
/// one.
/// </summary>
/// <remarks>
/// Usual is the median of the days with trials among the <see cref="DaysBefore"/> before; there must be <see cref="FewestBefore"/> of these. So growth that
/// lasts is set aside for two weeks at most. A day below <see cref="FewestTrials"/> is no flood.
/// </remarks>
public static class FloodDays
{
    private const int DaysBefore = 28;
    private const int FewestBefore = 3;
    private const double FewestTrials = 20;
    private const double Times = 3;

    /// <summary>The numbers of the days to set aside. Days come in order.</summary>
    public static IReadOnlySet<int> Of(IReadOnlyList<RatioDay> days)
    {
        var floods = new HashSet<int>();
        var first = 0;
        for (var i = 0; i < days.Count; i++)
        {
            while (days[first].Day < days[i].Day - DaysBefore)
                first++;
            if (i - first >= FewestBefore && days[i].Weight >= FewestTrials && days[i].Weight > Times * Median(days, first, i))
                floods.Add(days[i].Day);
        }

        return floods;
    }

    private static double Median(IReadOnlyList<RatioDay> days, int first, int end)
    {
        var weights = new double[end - first];
        for (var i = first; i < end; i++)
            weights[i - first] = days[i].Weight;
        Array.Sort(weights);
        return (weights[(weights.Length - 1) / 2] + weights[weights.Length / 2]) / 2;
    }
}
