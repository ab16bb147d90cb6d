namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>What a watch would notice as things stand, or why it cannot notice anything.</summary>
public abstract record WatchPower
{
    private WatchPower() { }

    /// <summary>Whether no fall, however deep, would be told: not now, and not by waiting.</summary>
    public virtual bool IsNever => this is NotAsked or TooFewAnswers or NoLogic;

    /// <summary>Shares of simulated falls that this very watch told.</summary>
    /// <param name="Null">What the long null waits for trust to fall below; 0 to 1.</param>
    /// <param name="AnswersADay">Answers on a day, the mean over the days that were played on.</param>
    /// <param name="Falls">From the smallest fall to the deepest.</param>
    public sealed record Known(DeclaredNull Null, double AnswersADay, IReadOnlyList<FallPower> Falls) : WatchPower
    {
        public override bool IsNever => Falls.All(fall => fall.Within365 == 0);
    }

    /// <summary>Nobody has ever been asked for the emotional KPI.</summary>
    public sealed record NotAsked : WatchPower;

    /// <summary>At this rate a year does not hold the answers that a null takes.</summary>
    /// <param name="Needed">The least answers in a year.</param>
    public sealed record TooFewAnswers(double AYear, long Needed) : WatchPower;

    /// <summary>The logic KPI has no level to hold: there are no such signals.</summary>
    public sealed record NoLogic : WatchPower;

    /// <summary>The first null is still to be declared, on this day at the earliest.</summary>
    public sealed record NotYet(LocalDate From) : WatchPower;

    /// <summary>A fall was told, and the level since is still to be declared, on this day at the earliest.</summary>
    public sealed record JustTold(LocalDate On, LocalDate From) : WatchPower;
}

/// <summary>How soon a fall of this many points of 100 is told: shares of paths, 0 to 1.</summary>
public sealed record FallPower(double Points, double Within30, double Within90, double Within365)
{
    /// <summary>The days within which half of the falls are told, the fall's first and the alarm's both counted; null where fewer are within a year.</summary>
    public int? MedianDays { get; init; }
}

/// <summary>What one watch promises to notice.</summary>
/// <param name="AnswersAWeek">How many answers come in a week now; 0 where the watch can notice nothing.</param>
/// <param name="Halved">What it would take to notice in half the time; null where that cannot be said.</param>
public sealed record WatchPromise(WatchPower Power, double AnswersAWeek, HalvedDays? Halved);

/// <summary>The answers that would halve the time in which a fall is noticed.</summary>
/// <param name="Points">The fall, in points of 100.</param>
/// <param name="MedianDays">The days within which half of such falls are told now; null where fewer are within a year.</param>
/// <param name="TargetDays">Half of that, or half a year.</param>
/// <param name="AnswersAWeek">The answers a week at which half are told within the target; null where sixteen times as many as now are not enough.</param>
public sealed record HalvedDays(double Points, int? MedianDays, int TargetDays, double? AnswersAWeek);
