namespace CustomerPerformanceTracker.Truth;

/// <summary>Draws the days of an invented campaign and writes them.</summary>
internal sealed class CampaignLines(TrueCampaign campaign, SignalLines lines)
{
    private const double OrderValue = 50;
    private const double VisitsOfSaleWeek = 2.5;

    private static readonly double[] RhythmOfFeeling = [0.03, 0.02, 0, -0.01, -0.02, -0.03, 0.01];
    private static readonly double[] RhythmOfVolume = [1.2, 1.1, 1.05, 1, 0.95, 0.8, 0.9];

    private readonly Draws draws = new(campaign.Seed ^ 0x5DEECE66D);
    private readonly AnswerLines answers = new(campaign, lines);
    private double wander;

    public void Write()
    {
        for (var day = 0; day < campaign.Days; day++)
            WriteDay(day);
    }

    private void WriteDay(int day)
    {
        var volume = Math.Pow(campaign.YearlyGrowth, day / 365.0) * (campaign.HasRhythm ? RhythmOfVolume[day % 7] : 1);
        var visits =
            campaign.VisitsADay * volume * Math.Exp(TrueCampaign.VisitScatter * draws.Normal()) * (campaign.Guests?.Are(day) == true ? VisitsOfSaleWeek : 1);
        var rate = campaign.Demand.At(day) * (1 + (TrueCampaign.RateScatter * draws.Normal()));
        var mood = Wander() + (campaign.HasRhythm ? RhythmOfFeeling[day % 7] : 0);
        foreach (var part in Part.Of(campaign, day))
        {
            Sell(day, part, draws.Poisson(visits * part.Share), rate);
            if (!campaign.IsOut(day))
                answers.Write(draws, day, part, draws.Poisson(campaign.AnswersADay * volume * part.Share * part.Eagerness), mood);
        }
    }

    private double Wander()
    {
        var memory = campaign.DayMemory;
        return wander = (memory * wander) + (campaign.DayScatter * Math.Sqrt(1 - (memory * memory)) * draws.Normal());
    }

    private void Sell(int day, Part part, int visits, double rate)
    {
        var orders = draws.Binomial(visits, rate);
        var refunds = draws.Binomial(orders, campaign.Regret.At(day));
        lines.Write(day, part, visits, "visit");
        lines.Write(day, part, orders, "conversion", Amount(orders));
        lines.Write(day, part, refunds, "refund", Amount(refunds));
    }

    // Orders are worth 50 on average, with a standard deviation of 25.
    private string Amount(int orders) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $",\"amount\":\"{Math.Max(1, (orders * OrderValue) + (Math.Sqrt(orders) * OrderValue / 2 * draws.Normal())):0.00}\",\"currency\":\"EUR\""
        );
}
