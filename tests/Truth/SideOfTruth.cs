namespace CustomerPerformanceTracker.Truth;

/// <summary>
/// Whether a side truly moved, from the parameters that the campaign was drawn with and nothing that was drawn. A side must be said to have moved where its
/// level lies at least <see cref="Least"/> from the level before the change, both as the mean of the window and on its last day, and the mean at least four
/// standard errors of the comparison. A gain is the norm once it has stood for 84 days; what is said of it from its 28th day until then does not
/// count, nor what is said after it was lost.
/// </summary>
/// <param name="Least">How far is far: five points of feeling, a fifth of a rate.</param>
/// <param name="Variance">Of one trial about its day's level.</param>
/// <param name="DayVariance">What each day's own level adds, for each day.</param>
/// <param name="HigherIsBetter">Whether a rise of the level is a gain.</param>
internal sealed record SideOfTruth(Course Course, double Least, double Variance, double DayVariance, double TrialsADay, bool HigherIsBetter)
{
    private const int Window = 28;
    private const int YardstickDays = 365;
    private const double StandardErrors = 4;
    private const int GainIsOpen = 28;
    private const int GainIsNorm = 84;

    public static SideOfTruth Feeling(TrueCampaign campaign, Course course, double share = 1) =>
        new(course, 0.05, campaign.AnswerVariance, campaign.DayVariance, campaign.AnswersADay * share, HigherIsBetter: true);

    public static SideOfTruth Demand(TrueCampaign campaign, double share = 1) =>
        new(
            campaign.Demand,
            campaign.Demand.Base / 5,
            campaign.Demand.Base * (1 - campaign.Demand.Base),
            Math.Pow(TrueCampaign.RateScatter * campaign.Demand.Base, 2),
            campaign.VisitsADay * share,
            HigherIsBetter: true
        );

    // A rate that grew several times scatters more than its base does.
    public static SideOfTruth Regret(TrueCampaign campaign, double share = 1)
    {
        var most = campaign.Regret.Base + Math.Max(0, campaign.Regret.Change);
        return new(campaign.Regret, campaign.Regret.Base / 5, most * (1 - most), 0, campaign.VisitsADay * campaign.Demand.Base * share, HigherIsBetter: false);
    }

    /// <param name="to">The last day of the window.</param>
    /// <param name="from">The first, where the window is cut off; by default 28 days are read.</param>
    public Movement Over(int to, int? from = null)
    {
        if (to < Course.From)
            return Movement.Still;
        var isGain = Course.Change > 0 == HigherIsBetter;
        if (isGain && Course.Until <= to)
            return Movement.Open;
        if (isGain && to - Course.From >= GainIsOpen)
            return to - Course.From > GainIsNorm ? Movement.Still : Movement.Open;

        var first = Math.Max(from ?? 0, to - Window + 1);
        var (mean, last) = (Course.MeanShift(first, to), Course.Shift(to));
        if (mean == 0 && last == 0)
            return Movement.Still;
        return (isGain, MustBeSaid(mean, last, first, to)) switch
        {
            (true, true) => Movement.Better,
            (false, true) => Movement.Worse,
            (true, false) => Movement.SlightlyBetter,
            (false, false) => Movement.SlightlyWorse,
        };
    }

    private bool MustBeSaid(double mean, double last, int first, int to)
    {
        var (days, daysBefore) = (to - first + 1, Math.Clamp(Math.Min(Course.From, first), 1, YardstickDays));
        var error = Math.Sqrt(((Variance / TrialsADay) + DayVariance) * ((1.0 / days) + (1.0 / daysBefore)));
        return Math.Min(Math.Abs(mean), Math.Abs(last)) >= Least && Math.Abs(mean) >= StandardErrors * error;
    }
}
