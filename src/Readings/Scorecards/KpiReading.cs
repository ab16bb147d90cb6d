using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Statistics.Intervals;
using CustomerPerformanceTracker.Statistics.Levels;

namespace CustomerPerformanceTracker.Readings.Scorecards;

/// <summary>Which way a KPI or a side surely went.</summary>
public enum Sure
{
    /// <summary>Neither way with certainty.</summary>
    No,
    Better,
    Worse,
}

/// <summary>Where a yardstick comes from.</summary>
public enum YardstickKind
{
    /// <summary>A level that stood for a whole window, or that a person accepted.</summary>
    Level,

    /// <summary>All days before the window, at most a year: no level stood for a whole window yet.</summary>
    Window,

    /// <summary>The campaign before a part of it, such as a new message version, was first seen.</summary>
    Campaign,
}

/// <summary>What a KPI is held against.</summary>
/// <param name="From">The first of the days it is made of.</param>
/// <param name="To">The last of them.</param>
/// <param name="Value">In the KPI's unit; a volume is that of a window of the same length.</param>
public sealed record Yardstick(YardstickKind Kind, LocalDate From, LocalDate To, double Value);

/// <summary>
/// One KPI of a scorecard. <see cref="Value"/> is null below the minimum n, and <see cref="Note"/> then says why. Ratios run from 0,
/// scores 0 to 100, net scores -100 to 100, money in major units of <see cref="Currency"/>.
/// </summary>
/// <param name="Kpi">What is read.</param>
/// <param name="Currency">The currency of the row, for KPIs made of money.</param>
/// <param name="N">Trials, events or answers behind the value.</param>
/// <param name="Value">The figure of the window with its 95 % interval, which is robust to days that scatter and to customers who come repeatedly.</param>
/// <param name="Change"><see cref="Compared"/> less the yardstick, with its 95 % interval; null without a yardstick.</param>
/// <param name="Note">Words of <see cref="Notes"/>, or null.</param>
/// <param name="Desirability">Above 0 and below 1, nearer to 0.5 the fewer events it rests on; null without a value, or with nothing to hold it
/// against.</param>
public sealed record KpiReading(Kpi Kpi, string? Currency, long N, Estimate? Value, Estimate? Change, string? Note, double? Desirability)
{
    /// <summary>What the value is held against; null where there is nothing.</summary>
    public Yardstick? Yardstick { get; init; }

    /// <summary>
    /// What is compared with the yardstick: the value under the yardstick's mix of segments, channels and touchpoints, without the days that are set aside, and
    /// since the last break where one lies in the window. Null without a yardstick.
    /// </summary>
    public double? Compared { get; init; }

    /// <summary>Better or worse than the yardstick, within the error budget of the card; <see cref="Sure.No"/> also for what has no better side.</summary>
    public Sure Sure { get; init; }

    /// <summary>The first day on which the KPI stood where it stands now; null where it is not sure that it left the yardstick.</summary>
    public LocalDate? Since { get; init; }

    /// <summary>The first day on which the KPI stood nearer to where it is now than to its yardstick, sure or not; null where it never left it.</summary>
    internal LocalDate? StandsSince { get; init; }

    /// <summary>
    /// The smallest change against the yardstick that these observations would have shown, in the KPI's unit: half the width of the change's 95 % interval.
    /// Null without a yardstick.
    /// </summary>
    public double? WouldShow { get; init; }

    /// <summary>How many times larger the variance of the value is than that of independent events and answers.</summary>
    public double? DesignEffect { get; init; }

    /// <summary>Days of the window that are left out of the comparison because they brought over three times the usual answers.</summary>
    public IReadOnlyList<LocalDate> SetAside { get; init; } = [];

    /// <summary>How many of those who were asked answered; null where nothing tells that anybody was.</summary>
    public ResponseRate? Response { get; init; }

    /// <summary>How its answers are read, with the answers of the window to each of its questions; null where the workspace declared nothing of it.</summary>
    public InstrumentUse? Instrument { get; init; }

    /// <summary>The comparison behind <see cref="Sure"/>, in the ratio's own unit.</summary>
    internal LevelReading? Level { get; init; }

    /// <summary>The desirability at the two ends of the value's interval.</summary>
    internal (double Low, double High)? DesirabilityBand { get; init; }
}
