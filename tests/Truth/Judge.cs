namespace CustomerPerformanceTracker.Truth;

/// <summary>Why a card is wrong.</summary>
internal enum Fault
{
    DemandNotSaid,
    FeelingNotSaid,
    RegretNotSaid,
    DemandSaidFalsely,
    FeelingSaidFalsely,
    RegretSaidFalsely,

    /// <summary><c>not_enough_answers</c> where at least 100 people answer on a day.</summary>
    AnswersMissed,

    /// <summary><c>sustainable</c> from the 14th day of a break of six points or more that nobody repaired.</summary>
    SustainableWhileBroken,
}

/// <param name="IsQuiet">Nothing moved, neither a rate nor a volume, so nothing may be marked.</param>
internal sealed record Verdict(IReadOnlyList<Fault> Faults, bool IsQuiet);

/// <summary>Holds what cards say against what was true.</summary>
internal static class Judge
{
    private const int ManyAnswers = 100;
    private const double GreatBreak = 0.06;
    private const int SeenAfter = 14;
    private const int Window = 28;

    /// <param name="part">The card is that of the new message alone.</param>
    public static Verdict Of(TrueCampaign campaign, int day, SaidBy said, bool part = false)
    {
        var share = part ? campaign.NewMessageShare : 1;
        var course = part ? campaign.Feeling : campaign.WholeFeeling;
        int? from = part ? campaign.Feeling.From : null;
        var feeling = SideOfTruth.Feeling(campaign, course, share).Over(day, from);
        var demand = Selling(campaign, day, SideOfTruth.Demand(campaign, share).Over(day, from));
        var regret = SideOfTruth.Regret(campaign, share).Over(day, from);

        var faults = new List<Fault>();
        Hold(said.Demand, demand, Fault.DemandNotSaid, Fault.DemandSaidFalsely);
        Hold(said.Feeling, feeling, Fault.FeelingNotSaid, Fault.FeelingSaidFalsely);
        Hold(said.Regret, regret, Fault.RegretNotSaid, Fault.RegretSaidFalsely);
        if (said.Word == "not_enough_answers" && HasManyAnswers(campaign, day, share, from))
            faults.Add(Fault.AnswersMissed);
        if (said.Word == "sustainable" && IsBroken(course, day) && campaign.AnswersADay * share >= ManyAnswers)
            faults.Add(Fault.SustainableWhileBroken);
        return new(faults, (demand, feeling, regret) == (Movement.Still, Movement.Still, Movement.Still) && !VolumeMoved(campaign, day, part));

        void Hold(Saying saying, Movement movement, Fault notSaid, Fault falsely)
        {
            var isBad = movement == Movement.Worse;
            if ((isBad || movement == Movement.Better) && (saying == Saying.No || (isBad && said.Word == "sustainable")))
                faults.Add(notSaid);
            else if (!MayBeSaid(saying, movement))
                faults.Add(falsely);
        }
    }

    private static bool MayBeSaid(Saying saying, Movement movement) =>
        (saying, movement) switch
        {
            (Saying.No, _) or (_, Movement.Open) => true,
            (Saying.Better, Movement.Better or Movement.SlightlyBetter) => true,
            (Saying.Worse, Movement.Worse or Movement.SlightlyWorse) => true,
            _ => false,
        };

    // Where only the volume grew, more is sold and earned at the same rate: that may be said, and need not.
    private static Movement Selling(TrueCampaign campaign, int day, Movement rate) =>
        rate == Movement.Still && VolumeMoved(campaign, day, part: false) ? Movement.SlightlyBetter : rate;

    // The volume of a part is that of its share, which is new.
    private static bool VolumeMoved(TrueCampaign campaign, int day, bool part) =>
        part || campaign.YearlyGrowth > 1 || (campaign.Guests is { } guests && day >= guests.From && day - Window < guests.From + guests.Days);

    private static bool IsBroken(Course course, int day) =>
        course is { Ramp: 1, Change: <= -GreatBreak } && day - course.From >= SeenAfter - 1 && !(day >= course.Until);

    private static bool HasManyAnswers(TrueCampaign campaign, int day, double share, int? from)
    {
        var first = Math.Max(from ?? 0, day - Window + 1);
        var asked = Enumerable.Range(first, day - first + 1).Count(past => !campaign.IsOut(past));
        return campaign.AnswersADay * share >= ManyAnswers && asked >= Window / 2;
    }
}
