namespace CustomerPerformanceTracker.Truth;

/// <summary>How a question is answered: with yes or no, or on 1..5, where half of the people answer with one of the ends.</summary>
internal enum Instrument
{
    YesNo,
    FivePoints,
}

/// <summary>
/// Customers who answer several times and are alike in their answers: <paramref name="Icc"/> is the correlation of two answers of one of them.
/// </summary>
/// <param name="Every">The days from one answer to the next; 0: all on one day.</param>
internal sealed record Repeating(int Answers, double Icc, int Every);

/// <summary>Guests who answer for a few days beside the usual customers, <paramref name="Times"/> as many of them, and score otherwise.</summary>
internal sealed record Guests(int From, int Days, int Times, double Offset)
{
    public bool Are(int day) => day >= From && day < From + Days;
}

/// <summary>The two segments' distance from the campaign's level, and the first one's share before and after a day.</summary>
internal sealed record Mix(double FirstOffset, double SecondOffset, double Before, double After, int From)
{
    public double First(int day) => day < From ? Before : After;
}

/// <summary>A question asked beside trust: how many of the day's people answer it, and whether its level moves with trust.</summary>
internal sealed record Question(string Kpi, double Share, double Base, bool Moves);

/// <summary>
/// Everything that is true of an invented campaign. Levels of feeling are shares of the scale, of demand conversions for each visit, of regret refunds for
/// each conversion.
/// </summary>
internal sealed record TrueCampaign(
    string Name,
    Kind Kind,
    ulong Seed,
    int Days,
    int AnswersADay,
    Instrument Instrument,
    Course Feeling,
    Course Demand,
    Course Regret
)
{
    /// <summary>Standard deviation of the feeling's level from day to day, and its correlation from one day to the next.</summary>
    public double DayScatter { get; init; }

    public double DayMemory { get; init; }

    public bool HasRhythm { get; init; }

    /// <summary>The factor by which everything grows in a year.</summary>
    public double YearlyGrowth { get; init; } = 1;

    public Repeating? Repeating { get; init; }

    public Guests? Guests { get; init; }

    public Mix? Mix { get; init; }

    /// <summary>Days on which nobody is asked: the first, and the first on which the survey is back.</summary>
    public (int From, int Until)? Outage { get; init; }

    /// <summary>The share of the traffic that gets the new message from the day of the change on; the change is of those alone. 0: no message is new.</summary>
    public double NewMessageShare { get; init; }

    public IReadOnlyList<Question> Questions { get; init; } = [];

    public int VisitsADay => 12 * AnswersADay;

    /// <summary>Relative standard deviation of the conversion rate, and of the number of visits, from day to day.</summary>
    public const double RateScatter = 0.04;

    public const double VisitScatter = 0.12;

    public bool IsOut(int day) => Outage is var (from, until) && day >= from && day < until;

    /// <summary>What the campaign as a whole feels: a new message moves only those who get it.</summary>
    public Course WholeFeeling => NewMessageShare > 0 ? Feeling with { Change = Feeling.Change * NewMessageShare } : Feeling;

    /// <summary>The variance of one answer about its day's level, with what is added by customers who answer several times.</summary>
    public double AnswerVariance
    {
        get
        {
            var plain = Feeling.Base * (1 - Feeling.Base) * (Instrument == Instrument.YesNo ? 1 : 0.625);
            return Repeating is { } again ? plain * (1 + ((again.Answers - 1) * again.Icc)) : plain;
        }
    }

    /// <summary>What a day's own level adds to the variance of a mean of levels, for each day: more than its square where one day is like the next.</summary>
    public double DayVariance => DayScatter * DayScatter * (1 + DayMemory) / (1 - DayMemory);
}
