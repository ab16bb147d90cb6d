using System.Globalization;
using CustomerPerformanceTracker.Readings.Kpis;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Readings.Scorecards;

/// <summary>The figures of a card in words, for its sentence and for reviews.</summary>
internal static class CardWords
{
    private static readonly LocalDatePattern Words = LocalDatePattern.CreateWithInvariantCulture("d MMMM uuuu");

    /// <summary>Where a row stands and where it stood, as in <c>trust fell from 76 to 66</c>, or <c>trust 76, was 75.5</c> where no change is sure.</summary>
    public static string Figure(KpiReading row, bool withSince = false)
    {
        var (then, now) = (Number(row, row.Yardstick!.Value), Number(row, row.Compared!.Value));
        return row.Sure == Sure.No ? $"{Name(row)} {now}, was {then}" : $"{Name(row)} {Moved(row)} from {then} to {now}{(withSince ? Since(row) : "")}";
    }

    /// <summary>Since when a row has stood where it stands, after a comma; nothing where that is not known.</summary>
    public static string Since(KpiReading row)
    {
        if (row.Since is not { } since)
            return "";

        var how = (row.Sure, row.Change!.Value.Value < 0) switch
        {
            (Sure.Worse, true) => "still low since",
            (Sure.Worse, false) => "still high since",
            _ => "since",
        };
        return $", {how} {Day(since)}";
    }

    public static string Number(KpiReading row, double value) =>
        row.Kpi.Unit switch
        {
            KpiUnit.Ratio when row.Kpi.IsOverTrials => string.Create(CultureInfo.InvariantCulture, $"{100 * value:0.00} %"),
            KpiUnit.Score or KpiUnit.NetScore => value.ToString("0.#", CultureInfo.InvariantCulture),
            KpiUnit.Count => value.ToString("N0", CultureInfo.InvariantCulture),
            _ => value.ToString(Math.Abs(value) < 1_000 ? "N2" : "N0", CultureInfo.InvariantCulture),
        };

    /// <summary>A difference, which is of percentage points where the value is of percent.</summary>
    public static string Size(KpiReading row, double size) =>
        row.Kpi.IsOverTrials ? string.Create(CultureInfo.InvariantCulture, $"{100 * size:0.00} pp") : Number(row, size);

    public static string Name(KpiReading row) => row.Currency is { } currency ? $"{Name(row.Kpi)} {currency}" : Name(row.Kpi);

    public static string Name(Kpi kpi) => kpi.Name.Replace('_', ' ');

    public static string Day(LocalDate day) => Words.Format(day);

    /// <summary>Days as spans, each of days that follow each other.</summary>
    public static IEnumerable<string> Spans(IReadOnlyList<LocalDate> days)
    {
        var i = 0;
        while (i < days.Count)
        {
            var first = i++;
            while (i < days.Count && days[i] == days[i - 1].PlusDays(1))
                i++;
            yield return first == i - 1 ? Day(days[first]) : $"{Day(days[first])} to {Day(days[i - 1])}";
        }
    }

    public static string List(IEnumerable<string> parts) => string.Join(", ", parts);

    private static string Moved(KpiReading row) => row.Change!.Value.Value < 0 ? "fell" : "rose";
}
