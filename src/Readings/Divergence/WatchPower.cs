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
public sealed record FallPower(double Points, double Within30, double Within90, double Within365);
