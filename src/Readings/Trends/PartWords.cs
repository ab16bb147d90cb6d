using System.Globalization;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Statistics.Mix;

namespace CustomerPerformanceTracker.Readings.Trends;

/// <summary>The parts of a change as a sentence: how much came from who answered, and how much from how they felt.</summary>
public static class PartWords
{
    /// <summary>Of a break.</summary>
    public static string Told(Kpi kpi, BreakParts parts) => Told(kpi, parts.After - parts.Before, parts.Mix, parts.Rate, parts.Dimension);

    /// <param name="change">The whole change, in the KPI's unit.</param>
    /// <param name="by">The dimensions whose mix is meant.</param>
    public static string Told(Kpi kpi, double change, ChangePart mix, ChangePart rate, string by)
    {
        var (who, how) = kpi.Side == Side.Emotion ? ("who answered", "how they felt") : ("who came", "what they did");
        var way = change switch
        {
            < 0 => "fall",
            > 0 => "rise",
            _ => "change",
        };
        var none = mix.Interval is null ? $"; intervals need {MixContrast.FewestDays} days with signals on each side" : "";
        return $"of the {way} of {Number(kpi, Math.Abs(change), "")} points, {Part(kpi, mix)} came from {who} (another mix of {by}) and {Part(kpi, rate)} from "
            + $"{how}{none}";
    }

    private static string Part(Kpi kpi, ChangePart part) =>
        Number(kpi, part.Value, "+") + (part.Interval is { } interval ? $" ({Number(kpi, interval.Low, "+")} to {Number(kpi, interval.High, "+")})" : "");

    private static string Number(Kpi kpi, double value, string plus)
    {
        var (size, digits) = kpi.Unit == KpiUnit.Ratio ? (100 * value, "0.00") : (value, "0.0");
        return size.ToString($"{plus}{digits};-{digits};{digits}", CultureInfo.InvariantCulture);
    }
}
