using CustomerPerformanceTracker.Readings.Drivers;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Trends;

namespace CustomerPerformanceTracker.Cli;

/// <summary>Where a KPI of a campaign moved, as a person reads it: mix and rate, then scopes, which are candidates and no causes.</summary>
internal static class CampaignDriverText
{
    public static void Print(DriverReading reading)
    {
        Console.WriteLine(Output.Paragraph(Heading(reading)));
        Console.WriteLine(Output.Paragraph(Parts(reading)));
        if (reading.Found is { } found)
            DriverText.PrintScopes(found, DriverReading.Most, reading.Name, Figure(reading), reading.Worth, Ways(reading), trials: Trials(reading));
        else
            Console.WriteLine(Output.Paragraph("No scope could be looked at."));
        foreach (var left in reading.LeftOut.GroupBy(left => left.Why, StringComparer.Ordinal))
            Console.WriteLine(Output.Paragraph($"Not looked through: {string.Join(", ", left.Select(one => one.Name))}; {left.Key}."));
    }

    private static string Heading(DriverReading reading)
    {
        var days = reading.Days;
        var told = reading.Break is { } one ? $", parted by its break of {Dates.Iso(one.Date)}" : "";
        return $"{KpiText.Words(reading.Kpi.Name)} of {reading.Question.Campaign}, {Dates.Iso(days.BeforeFrom)} to {Dates.Iso(days.BeforeTo)} against "
            + $"{Dates.Iso(days.AfterFrom)} to {Dates.Iso(days.AfterTo)}{told}: from {Value(reading, reading.Before)} (n {Count(reading.NBefore)}) to "
            + $"{Value(reading, reading.After)} (n {Count(reading.NAfter)}); seal {reading.Seal}.";
    }

    private static string Parts(DriverReading reading) =>
        reading.Parts is { } parts
            ? Capital(
                PartWords.Told(
                    reading.Kpi,
                    reading.After - reading.Before,
                    reading.Scaled(parts.Mix),
                    reading.Scaled(parts.Rate),
                    string.Join(", ", reading.MixBy)
                )
            ) + "."
            : "How much of it is another mix cannot be told: "
                + (reading.MixBy.Count == 0 ? "no dimension tells those apart who answered or came." : "no two groups of them are on both sides.");

    private static string Trials(DriverReading reading) => reading.Kpi.Side == Side.Emotion ? "answers" : "trials";

    private static string Ways(DriverReading reading) =>
        reading.After < reading.Before ? "fell"
        : reading.After > reading.Before ? "rose"
        : "moved";

    private static Func<double, string> Figure(DriverReading reading) =>
        share => reading.Kpi.Unit == KpiUnit.Ratio ? Number(100 * share, "0.0#") : Number(reading.Scaled(share), "0.0");

    private static string Value(DriverReading reading, double value) =>
        reading.Kpi.Unit == KpiUnit.Ratio ? Number(100 * value, "0.0#") + " %" : Number(value, "0.0");

    private static string Count(double n) => Number(n, "#,0");

    private static string Number(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
