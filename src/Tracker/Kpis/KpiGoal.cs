using System.Diagnostics;
using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Tracker.Kpis;

/// <summary>What a value is measured against when it is turned into a desirability from 0 (unacceptable) to 1 (as good as asked for).</summary>
public abstract record Target
{
    private Target()
    {
    }

    /// <summary>
    /// Desirability 1 at <paramref name="Value"/> or better, 0 at <paramref name="Floor"/> or worse, a straight line between:
    /// Derringer and Suich (1980), Journal of Quality Technology 12, 214-219. Both in the KPI's unit.
    /// </summary>
    public sealed record Level(double Value, double Floor) : Target;

    /// <summary>
    /// Measured against the window before, for a KPI without a natural level: with r = now / before (before / now where lower is
    /// better), the desirability is r² / (1 + r²). Equal gives .5, twice as good .8, half as good .2, ten percent worse .45.
    /// Where the window before has nothing to compare with it is .5, and where both are zero there is none: as a rule the workspace
    /// does not send such signals at all.
    /// </summary>
    public sealed record Previous : Target;

    public static readonly Target TheWindowBefore = new Previous();

    /// <summary>The middle between target and floor; null where there is no level.</summary>
    internal double? Middle => this is Level level ? (level.Value + level.Floor) / 2 : null;

    internal double? Desirability(double value, double? before, Better better) => this switch
    {
        Level level => Math.Clamp((value - level.Floor) / (level.Value - level.Floor), 0, 1),
        Previous => AgainstBefore(value, before, better),
        _ => throw new UnreachableException(),
    };

    private static double? AgainstBefore(double value, double? before, Better better)
    {
        // Below zero (a net revenue eaten up by refunds) counts as nothing.
        var (now, then) = (Math.Max(0, value), Math.Max(0, before ?? value));
        var (good, bad) = better == Better.Higher ? (now, then) : (then, now);
        return good == 0 && bad == 0 ? null : good * good / (good * good + bad * bad);
    }
}

/// <summary>How a workspace reads one KPI.</summary>
public sealed record KpiGoal(Kpi Kpi, Target Target)
{
    /// <summary>Share in its side's index, relative to the others; 0 shows the KPI without counting it.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>How many trials, events or answers there must be before a number is shown.</summary>
    public long MinimumN { get; init; } = 5;

    /// <summary>
    /// Emotional KPIs: by how many points the value must have worsened since the window before, with certainty, for the emotional side
    /// to count as low whatever its level. 3 points of 100 are also what a divergence policy takes for a fall unless it says otherwise.
    /// </summary>
    public double Drop { get; init; } = 3;

    /// <summary>Above 0 and below 1, drawn to 0.5 by how little is known (<see cref="Credibility"/>); null where there is nothing to hold the value against.</summary>
    internal double? Desirability(Estimate now, Estimate? before) =>
        Target.Desirability(now.Value, before?.Value, Kpi.Better) is { } plain ? Credibility.Shrink(plain, Credibility.Known(Kpi, now, before, Target.Middle)) : null;
}
