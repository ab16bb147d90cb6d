namespace CustomerPerformanceTracker.Truth;

/// <summary>What the watch said of a campaign, held against what was true.</summary>
/// <param name="FalseAlarms">Falls that were told while trust was not below its level.</param>
/// <param name="QuietYears">The years in which each of them would be false; the first baseline is no part of them.</param>
/// <param name="Fell">Whether trust fell by five points or more while sales held: the watch is there to tell it.</param>
/// <param name="Delay">The days from the fall until it was told; null where it never was.</param>
internal sealed record WatchTruth(int FalseAlarms, double QuietYears, bool Fell, int? Delay)
{
    private const int Baseline = 56;
    private const int OverAfter = 28;
    private const double GreatFall = 0.05;

    public static WatchTruth Of(TrueCampaign campaign, IReadOnlyList<int> toldOn)
    {
        var course = campaign.WholeFeeling;
        var fell = course.Change <= -GreatFall && campaign.Demand.Change >= 0 && course.From < campaign.Days;
        var told = toldOn.Where(day => day >= course.From && !(day >= course.Until + OverAfter)).ToArray();
        var quiet = Enumerable.Range(Baseline, campaign.Days - Baseline).Count(day => IsQuiet(course, day));
        return new(toldOn.Count(day => IsQuiet(course, day)), quiet / 365.0, fell, fell && told.Length > 0 ? told.Min() - course.From : null);
    }

    // The loss of a gain is a fall; so is what follows a fall until it is back.
    private static bool IsQuiet(Course course, int day) => course.Change < 0 ? day < course.From || day >= course.Until + OverAfter : !(day >= course.Until);
}
