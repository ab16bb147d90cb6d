using CustomerPerformanceTracker.Statistics.Drivers;

namespace CustomerPerformanceTracker.Wire;

/// <summary>A scope whose rate moved apart from the rest: a candidate for an explanation.</summary>
/// <param name="Scope">The value of each dimension that the scope names.</param>
/// <param name="Before">Its rate before, 0 to 1; null without sessions.</param>
/// <param name="After">Its rate after, likewise.</param>
/// <param name="N">Its sessions after.</param>
/// <param name="P">How often some scope would stand out as much if the rates of all had moved alike.</param>
/// <param name="NBefore">Its sessions before.</param>
public sealed record DriverView(
    IReadOnlyDictionary<string, string> Scope,
    double? Before,
    double? After,
    double N,
    double P,
    double NBefore,
    IntervalView? BeforeInterval,
    IntervalView? AfterInterval
)
{
    internal static DriverView Of(Driver driver, Func<ScopeAttribute, (string Dimension, string Value)> name) =>
        new(
            driver.Scope.Attributes.Select(name).ToDictionary(attribute => attribute.Dimension, attribute => attribute.Value, StringComparer.Ordinal),
            driver.Before?.Value,
            driver.After?.Value,
            driver.Counts.TrialsAfter,
            driver.Probability,
            driver.Counts.TrialsBefore,
            IntervalView.Of(driver.Before),
            IntervalView.Of(driver.After)
        );
}

/// <summary>How a rate moved and where.</summary>
/// <param name="Drivers">The scopes that stand out most, the best first.</param>
/// <param name="Mix">The part of the change that comes with other shares of the segments.</param>
/// <param name="Rate">The part that comes with other rates within the segments.</param>
/// <param name="Before">The rate of the whole before, 0 to 1.</param>
/// <param name="After">The rate of the whole after.</param>
/// <param name="OneSided">Segments that are empty before or after; they are one segment together.</param>
/// <param name="Scopes">How many scopes were looked at.</param>
/// <param name="Dispersion">How many times as much the counts scatter between blocks as independent sessions would, at least 1.</param>
public sealed record DriversView(
    IReadOnlyList<DriverView> Drivers,
    double Mix,
    double Rate,
    double Before,
    double After,
    int OneSided,
    int Scopes,
    double Dispersion
)
{
    /// <summary>The most drivers of a document.</summary>
    public const int Most = 5;

    /// <param name="name">The names of an attribute's dimension and value.</param>
    public static DriversView Of(DriverFindings found, Func<ScopeAttribute, (string Dimension, string Value)> name) =>
        new(
            [.. found.Drivers.Take(Most).Select(driver => DriverView.Of(driver, name))],
            found.Change.Mix,
            found.Change.Rate,
            found.Change.Before,
            found.Change.After,
            found.Change.OneSided,
            found.Scopes,
            found.Dispersion
        );
}
