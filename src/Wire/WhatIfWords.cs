using System.Globalization;
using CustomerPerformanceTracker.Readings.Replay;

namespace CustomerPerformanceTracker.Wire;

/// <summary>How a tried policy compares with those in use, in words.</summary>
public static class WhatIfWords
{
    /// <summary>Where an alert of a tried policy lies against the policy in use that told the same fall first.</summary>
    public static string Against(WhatIfAlert alert) =>
        alert switch
        {
            { DaysSooner: null } => "told by no policy in use",
            { DaysSooner: 0 } => $"the same day as {alert.InUse!.Value.Policy}",
            { DaysSooner: { } days and > 0 } => $"{Days(days)} sooner than {alert.InUse!.Value.Policy}",
            { DaysSooner: { } days } => $"{Days(-days)} later than {alert.InUse!.Value.Policy}",
        };

    /// <summary>The median of days before the policy in use on the falls that both tell, with the number of falls; a dash where both tell none.</summary>
    public static string Sooner(WhatIfPolicy one)
    {
        int[] days = [.. one.Alerts.Select(alert => alert.DaysSooner).OfType<int>().Order()];
        return days.Length == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{days[days.Length / 2]:+0;-0;0} d ({days.Length})");
    }

    /// <summary>How many divergences and silences a policy would have told.</summary>
    public static string Told(WhatIfPolicy one) =>
        string.Create(CultureInfo.InvariantCulture, $"{one.Divergences:N0}{(one.Silences > 0 ? $" + {one.Silences:N0} silent" : "")}");

    /// <summary>Alerts in a year of one campaign.</summary>
    public static string AYear(WhatIfPolicy one) => one.AYear is { } aYear ? aYear.ToString("0.0", CultureInfo.InvariantCulture) : "no null";

    private static string Days(int days) => string.Create(CultureInfo.InvariantCulture, $"{days:N0} {(days == 1 ? "day" : "days")}");
}
