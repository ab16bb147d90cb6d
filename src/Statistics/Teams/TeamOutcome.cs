using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Statistics.Teams;

/// <summary>Teams compared under one mix of cases, or why they are not.</summary>
public abstract record TeamOutcome
{
    private TeamOutcome() { }

    /// <summary>A comparison. Teams that no pair tells apart have an order by chance alone.</summary>
    /// <param name="Teams">By shrunk mean, the highest first; equal ones by number.</param>
    /// <param name="Pairs">Each two of these teams.</param>
    /// <param name="LeftOut">Teams that have no case of some stratum, by number.</param>
    /// <param name="Mix">The case mix of all teams, those left out included, under which teams are compared.</param>
    /// <param name="Tau">The standard deviation of the teams' true means, in the unit of the scores; 0 where chance explains how they differ.</param>
    public sealed record Compared(
        IReadOnlyList<StandardisedTeam> Teams,
        IReadOnlyList<TeamPair> Pairs,
        IReadOnlyList<TeamLeftOut> LeftOut,
        IReadOnlyList<MixShare> Mix,
        double Tau
    ) : TeamOutcome
    {
        /// <summary>Of rates, the variance of events over that of independent ones, 1 or more; null for means of scores.</summary>
        public double? Dispersion { get; init; }
    }

    /// <summary>No two teams have cases of every stratum, or nothing says how much chance does.</summary>
    public sealed record Refused(TeamRefusal Refusal, IReadOnlyList<TeamLeftOut> LeftOut) : TeamOutcome
    {
        public string Reason =>
            Refusal switch
            {
                TeamRefusal.NoScatter =>
                    "All scores of a cell are the same, or cells have one case each, so nothing says what chance does; more cases of a cell are needed.",
                TeamRefusal.NoEvents => "There is no such event of any team, so nobody's rate can be told from another's.",
                _ => $"Two teams with cases of every stratum are needed; {LeftOut.Count} lack one. Join strata that few teams have.",
            };
    }
}

/// <summary>Why teams are not compared.</summary>
public enum TeamRefusal
{
    /// <summary>Fewer than two teams have cases of every stratum.</summary>
    TooFewTeams,

    /// <summary>No cell has two scores that differ.</summary>
    NoScatter,

    /// <summary>No team has an event.</summary>
    NoEvents,
}

/// <summary>A team under the case mix of all teams.</summary>
/// <param name="N">Its cases; of rates its orders.</param>
/// <param name="Raw">The mean, or the rate, of its own cases, which its own mix moves.</param>
/// <param name="Standardised">The mean, or the rate, that its cases would have under the common mix.</param>
/// <param name="Freedom">Degrees of freedom of the interval; infinity where its variance is that of a law.</param>
/// <param name="Shrunk">
/// The standardised mean drawn to the common one by as much as chance explains, by which teams are ordered. It is not an estimate to be shown.
/// </param>
public sealed record StandardisedTeam(int Team, long N, double Raw, Estimate Standardised, double Freedom, double Shrunk)
{
    /// <summary>The events of its orders; null for means of scores.</summary>
    public long? Events { get; init; }
}

/// <summary>Two teams.</summary>
/// <param name="Higher">The team with the higher standardised mean, or the first of two equal ones.</param>
/// <param name="Lower">The other.</param>
/// <param name="Difference">By how much it is higher, with an interval that holds for all pairs at once (Bonferroni).</param>
/// <param name="PValue">The probability of such a difference by chance, times the number of pairs, at most 1.</param>
/// <param name="ToldApart">Whether the two are told apart.</param>
/// <param name="TimesNeeded">About how many times as many cases would tell a difference of this size apart; null where the two are equal.</param>
public sealed record TeamPair(int Higher, int Lower, Estimate Difference, double PValue, bool ToldApart, double? TimesNeeded);

/// <summary>A team that is not compared, since it has no case of some stratum, and nothing says how it would do there.</summary>
/// <param name="Missing">The strata that it lacks, with their shares of all cases.</param>
public sealed record TeamLeftOut(int Team, long N, double Raw, IReadOnlyList<MixShare> Missing);

/// <summary>A stratum and its share of all cases, above 0 to 1.</summary>
public readonly record struct MixShare(int Stratum, double Share);
