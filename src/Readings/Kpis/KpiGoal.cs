using System.Diagnostics;
using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Readings.Kpis;

/// <summary>What a value is measured against when it is turned into a desirability from 0 (unacceptable) to 1 (as good as asked for).</summary>
public abstract record Target
{
    private Target() { }

    /// <summary>A level of one's own choice, in the KPI's unit: <paramref name="Value"/> is asked for, <paramref name="Floor"/> is not accepted.</summary>
    public sealed record Level(double Value, double Floor) : Target;

    /// <summary>The yardstick alone, for a KPI without a natural level.</summary>
    public sealed record Previous : Target;

    public static readonly Target TheYardstick = new Previous();

    /// <summary>The middle between target and floor; null where there is no level.</summary>
    internal double? Middle => this is Level level ? (level.Value + level.Floor) / 2 : null;

    /// <summary>
    /// The log odds of being desirable; null where there is nothing to hold the value against, or where both are zero: as a rule the workspace does not send
    /// such signals at all.
    /// </summary>
    /// <remarks>
    /// Against a level, 4 (value - middle) / (target - floor), so that .88 is reached at the target and .12 at the floor (a logistic desirability in place of
    /// the straight line of Derringer and Suich 1980, which cannot tell a fall above its target), plus one for each drop that the value lies on the better side
    /// of its yardstick. Against the yardstick alone, 2 ln(value / yardstick), turned round where lower is better: equal gives .5, twice as good .8, half as
    /// good .2.
    /// </remarks>
    internal double? LogOdds(double value, double? yardstick, double drop, Better better)
    {
        var sign = better == Better.Higher ? 1 : -1;
        return this switch
        {
            Level level => (4 * (value - ((level.Value + level.Floor) / 2)) / (level.Value - level.Floor))
                + (yardstick is { } held && drop > 0 ? sign * (value - held) / drop : 0),
            Previous => AgainstYardstick(Math.Max(0, value), Math.Max(0, yardstick ?? value)) * sign,
            _ => throw new UnreachableException(),
        };
    }

    // Below zero (a net revenue eaten up by refunds) counts as nothing.
    private static double? AgainstYardstick(double value, double yardstick) => value == 0 && yardstick == 0 ? null : 2 * Math.Log(value / yardstick);
}

/// <summary>How a workspace reads one KPI.</summary>
public sealed record KpiGoal(Kpi Kpi, Target Target)
{
    /// <summary>Share in its side's index, relative to the others; 0 shows the KPI without counting it.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>How many trials, events or answers there must be before a number is shown.</summary>
    public long MinimumN { get; init; } = 5;

    /// <summary>A fall of a score that matters where the stack says nothing else, in points of 100.</summary>
    internal const double UsualDrop = 5;

    /// <summary>The same of a net score: about as many of the standard deviations of one answer, which are three times as large.</summary>
    internal const double UsualNetDrop = 15;

    /// <summary>
    /// Emotional KPIs: the fall that matters, in points. Where the answers are too few to have shown one, nobody can say that customers feel as well as before.
    /// </summary>
    public double Drop { get; init; } = UsualDrop;

    /// <summary>
    /// Above 0 and below 1, drawn to 0.5 by how little is known (<see cref="Credibility"/>); null where there is nothing to hold the value against.
    /// </summary>
    internal double? Desirability(double value, Estimate now, Estimate? yardstick) =>
        Target.LogOdds(value, yardstick?.Value, Drop, Kpi.Better) is { } odds
            ? Credibility.Shrink(1 / (1 + Math.Exp(-odds)), Credibility.Known(Kpi, now, yardstick, Target.Middle))
            : null;
}
