using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Statistics.Drivers;
using CustomerPerformanceTracker.Statistics.Mix;

namespace CustomerPerformanceTracker.Readings.Drivers;

/// <summary>Where a KPI of a campaign moved.</summary>
/// <param name="Kpi">A mean score or a rate.</param>
/// <param name="Since">The first day after; null for that of the KPI's last break.</param>
/// <param name="By">Names of the dimensions to look through; null for all that the signals name.</param>
public sealed record DriverQuestion(
    string Campaign,
    string Kpi = "trust",
    LocalDate? Since = null,
    int BeforeDays = DriverQuestion.UsualDays,
    int AfterDays = DriverQuestion.UsualDays,
    IReadOnlyList<string>? By = null,
    Cursors? Cursors = null
)
{
    public const int UsualDays = 28;
}

/// <summary>The days that are compared, all included.</summary>
public sealed record DriverDays(LocalDate BeforeFrom, LocalDate BeforeTo, LocalDate AfterFrom, LocalDate AfterTo);

/// <summary>A dimension that was not looked through, and why.</summary>
public sealed record LeftOutDimension(string Name, string Why);

/// <summary>
/// Where a KPI moved between two periods: mix and rate, then the scopes that moved apart from the rest. These are candidates for an explanation, and never
/// causes.
/// </summary>
/// <param name="Low">What the share 0 stands for, in the KPI's unit; <paramref name="High"/> what 1 does.</param>
/// <param name="Break">The break that parts the periods; null where a day was named.</param>
/// <param name="Before">The KPI over the days before, in its unit.</param>
/// <param name="NBefore">The answers or trials of these days.</param>
/// <param name="MixBy">The dimensions whose values together are the strata of mix and rate; messages are none of them, since they are sent and do not come.
/// </param>
/// <param name="Parts">Mix and rate, as shares; null where no two strata have enough on both sides.</param>
/// <param name="Found">The scopes; null where no dimension can be looked through.</param>
/// <param name="Worth">How many yes-or-no answers a score is worth by its variance; counts in <paramref name="Found"/> are times this.</param>
public sealed record DriverReading(
    DriverQuestion Question,
    Kpi Kpi,
    string Unit,
    double Low,
    double High,
    DriverDays Days,
    TrendBreak? Break,
    double Before,
    double After,
    double NBefore,
    double NAfter,
    IReadOnlyList<string> Dimensions,
    IReadOnlyList<LeftOutDimension> LeftOut,
    IReadOnlyList<string> MixBy,
    MixContrast? Parts,
    DriverFindings? Found,
    double Worth,
    SealNumber Seal
)
{
    /// <summary>The most scopes that are told.</summary>
    public const int Most = 3;

    /// <summary>The largest probability by chance of a scope that stands out.</summary>
    public const double Surely = 0.05;

    /// <summary>The names of the values of each dimension, by number.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Values { get; init; }

    /// <summary>The scopes that moved most apart from the rest, the best first.</summary>
    public IReadOnlyList<Driver> Top => [.. (Found?.Drivers ?? []).Take(Most)];

    /// <summary>How many of these stand out from chance.</summary>
    public int StandingOut => Top.Count(driver => driver.Probability <= Surely);

    public (string Dimension, string Value) Name(ScopeAttribute attribute) => (Dimensions[attribute.Dimension], Values[attribute.Dimension][attribute.Value]);

    /// <summary>A share in the KPI's unit.</summary>
    public double Scaled(double share) => Low + (share * (High - Low));

    /// <summary>A part of the change in the KPI's unit.</summary>
    public ChangePart Scaled(ChangePart part) => new(part.Value * (High - Low), part.Interval?.Times(High - Low));
}
