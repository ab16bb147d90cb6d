using CustomerPerformanceTracker.Readings.Drivers;
using CustomerPerformanceTracker.Statistics.Drivers;
using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Wire;

/// <summary>A scope of a campaign that moved apart from the rest: a candidate for an explanation, never a cause.</summary>
/// <param name="Before">The KPI in the scope before, in the KPI's unit; null without answers or trials.</param>
/// <param name="N">Its answers or trials after.</param>
/// <param name="P">How often some scope would stand out as much if all had moved alike, by permutation.</param>
public sealed record CampaignDriverView(
    IReadOnlyDictionary<string, string> Scope,
    double? Before,
    double? After,
    double N,
    double NBefore,
    double P,
    IntervalView? BeforeInterval,
    IntervalView? AfterInterval
)
{
    internal static CampaignDriverView Of(DriverReading reading, Driver driver) =>
        new(
            driver.Scope.Attributes.Select(reading.Name).ToDictionary(one => one.Dimension, one => one.Value, StringComparer.Ordinal),
            driver.Before is { } before ? reading.Scaled(before.Value) : null,
            driver.After is { } after ? reading.Scaled(after.Value) : null,
            Math.Round(driver.Counts.TrialsAfter / reading.Worth),
            Math.Round(driver.Counts.TrialsBefore / reading.Worth),
            driver.Probability,
            Of(reading, driver.Before),
            Of(reading, driver.After)
        );

    private static IntervalView? Of(DriverReading reading, Estimate? rate) =>
        rate is { } known ? new(reading.Scaled(known.Value), reading.Scaled(known.Low), reading.Scaled(known.High)) : null;
}

/// <summary>A dimension that was not looked through, and why.</summary>
public sealed record LeftOutView(string Dimension, string Why);

/// <summary>A side of what is compared: its days, the KPI over them in the KPI's unit, and its answers or trials.</summary>
public sealed record DriverSideView(LocalDate From, LocalDate To, double? Value, double N);

/// <summary>Where a KPI of a campaign moved between two periods: mix and rate, then at most three scopes. Candidates, never causes.</summary>
/// <param name="Break">The date of the break that parts the periods; null where a day was named.</param>
/// <param name="Mix">The part of the change that came with another mix of <paramref name="MixBy"/>; null where it cannot be told.</param>
/// <param name="Rate">The part that came within the same mix; mix and rate add up to the change.</param>
/// <param name="StandingOut">How many of the drivers stand out from chance (p at most .05).</param>
/// <param name="Scopes">How many scopes were looked at.</param>
/// <param name="Dispersion">How many times as much the counts scatter between days as independent ones would, at least 1; allowed for.</param>
public sealed record CampaignDriversView(
    string Campaign,
    string Kpi,
    string Unit,
    CursorsView Cursors,
    LocalDate? Break,
    DriverSideView Before,
    DriverSideView After,
    double? Change,
    IReadOnlyList<string> MixBy,
    IntervalView? Mix,
    IntervalView? Rate,
    IReadOnlyList<CampaignDriverView> Drivers,
    int StandingOut,
    int Scopes,
    IReadOnlyList<string> Dimensions,
    IReadOnlyList<LeftOutView> LeftOut,
    double? Dispersion
)
{
    public static CampaignDriversView Of(DriverReading reading)
    {
        var (question, days) = (reading.Question, reading.Days);
        return new(
            question.Campaign,
            reading.Kpi.Name,
            reading.Unit,
            CursorsView.Of(question.Cursors, reading.Seal),
            reading.Break?.Date,
            new(days.BeforeFrom, days.BeforeTo, reading.Before, reading.NBefore),
            new(days.AfterFrom, days.AfterTo, reading.After, reading.NAfter),
            reading.After - reading.Before,
            reading.MixBy,
            reading.Parts is { } mix ? PartsView.Of(reading.Scaled(mix.Mix)) : null,
            reading.Parts is { } rate ? PartsView.Of(reading.Scaled(rate.Rate)) : null,
            [.. reading.Top.Select(driver => CampaignDriverView.Of(reading, driver))],
            reading.StandingOut,
            reading.Found?.Scopes ?? 0,
            reading.Dimensions,
            [.. reading.LeftOut.Select(one => new LeftOutView(one.Name, one.Why))],
            reading.Found?.Dispersion
        );
    }
}
