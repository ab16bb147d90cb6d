using System.Globalization;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Scorecards;

namespace CustomerPerformanceTracker.Wire;

/// <summary>A KPI's figures as a person reads them. Nothing at all is said as "none", so that it cannot be taken for a small number.</summary>
public static class KpiText
{
    private const double Thousand = 1_000;
    private const double Million = 1_000_000;

    /// <summary>Smaller shares would read as nothing with two decimals of a percent.</summary>
    private const double LeastShare = 0.0001;

    /// <summary>The change of a rate is in percentage points, which are not percent.</summary>
    public const string PercentagePoints = "pp";

    public static string Name(Kpi kpi) => Words(kpi.Name);

    /// <summary>A stored name in words.</summary>
    public static string Words(string name) => name.Replace('_', ' ');

    public static string Value(KpiReading kpi) =>
        kpi.Value is not { } value ? ""
        : value.Value == 0 && kpi.Kpi.Side == Side.Logic ? "none"
        : Number(kpi, value.Value) + (IsShare(kpi.Kpi) ? " %" : "");

    public static string Interval(KpiReading kpi) =>
        kpi.Value switch
        {
            null => "",
            { } value when value.Low == value.High => "",
            { High: double.PositiveInfinity } value => $"from {Number(kpi, value.Low)}",
            { } value => $"{Number(kpi, value.Low)} .. {Number(kpi, value.High)}",
        };

    public static string Change(KpiReading kpi) =>
        kpi.Change is not { } change ? "" : Signed(Number(kpi, change.Value)) + (IsShare(kpi.Kpi) ? $" {PercentagePoints}" : "");

    /// <summary>What the KPI is held against.</summary>
    public static string Yardstick(KpiReading kpi) => kpi.Yardstick is { } yardstick ? Number(kpi, yardstick.Value) + (IsShare(kpi.Kpi) ? " %" : "") : "";

    /// <summary>What is compared with it.</summary>
    public static string Compared(KpiReading kpi) => kpi.Compared is { } compared ? Number(kpi, compared) + (IsShare(kpi.Kpi) ? " %" : "") : "";

    /// <summary>Why a KPI has no value, in a word or two.</summary>
    public static string WhyNone(KpiReading kpi) => Words((kpi.Note ?? Notes.NotEnoughAnswers).Split("; ")[0]);

    /// <summary>How many observations a figure rests on; a count is itself that number.</summary>
    public static string N(KpiReading kpi) => kpi.Kpi.Unit == KpiUnit.Count ? "" : Count(kpi.N);

    /// <summary>Whether there was nothing of the kind, neither in the window nor before it.</summary>
    public static bool IsAbsent(KpiReading kpi) =>
        kpi.Value is not { } value || (kpi.Kpi.Side == Side.Logic && value.Value == 0 && kpi.Change is null or { Value: 0 });

    /// <summary>With its sign, and without one where it rounds to nothing.</summary>
    public static string Signed(string number) =>
        number.StartsWith('-')
            ? number.AsSpan(1).ContainsAnyInRange('1', '9')
                ? number
                : number[1..]
            : number.AsSpan().ContainsAnyInRange('1', '9')
                ? "+" + number
                : number;

    // A change and an interval have the digits of the value they belong to.
    private static string Number(KpiReading kpi, double number)
    {
        var value = kpi.Value?.Value ?? number;
        return kpi.Kpi.Unit switch
        {
            KpiUnit.Ratio when IsShare(kpi.Kpi) => (100 * number).ToString(value is > 0 and < LeastShare ? "0.0E0" : "N2", CultureInfo.InvariantCulture),
            KpiUnit.Ratio => number.ToString("N2", CultureInfo.InvariantCulture),
            KpiUnit.Count => Count(number),
            KpiUnit.Money when Math.Abs(value) < Thousand => number.ToString("N2", CultureInfo.InvariantCulture),
            KpiUnit.Money => Count(number),
            _ => number.ToString("N1", CultureInfo.InvariantCulture),
        };
    }

    private static string Count(double number) =>
        Math.Abs(number) >= Million
            ? (number / Million).ToString("N3", CultureInfo.InvariantCulture) + "M"
            : number.ToString("N0", CultureInfo.InvariantCulture);

    private static bool IsShare(Kpi kpi) => kpi.Unit == KpiUnit.Ratio && kpi.Name != Kpi.ReturnOnAdSpend.Name;
}
