using System.Globalization;

namespace CustomerPerformanceTracker.Wire.Pictures;

/// <summary>A date worth a tick. The year stands beside the first tick and wherever it changes.</summary>
public readonly record struct DateTick(LocalDate Date, string Label, string? Year);

/// <summary>The horizontal axis: days from the first to the last date, both included.</summary>
public sealed record DateAxis(LocalDate First, LocalDate Last)
{
    private static readonly (Period Step, string Format)[] Steps =
    [
        (Period.FromDays(1), "d MMM"),
        (Period.FromDays(2), "d MMM"),
        (Period.FromWeeks(1), "d MMM"),
        (Period.FromWeeks(2), "d MMM"),
        (Period.FromMonths(1), "MMM"),
        (Period.FromMonths(2), "MMM"),
        (Period.FromMonths(3), "MMM"),
        (Period.FromMonths(6), "MMM"),
        (Period.FromYears(1), "yyyy"),
        (Period.FromYears(2), "yyyy"),
        (Period.FromYears(5), "yyyy"),
        (Period.FromYears(10), "yyyy"),
        (Period.FromYears(50), "yyyy"),
    ];

    /// <summary>Days between the two ends; 0 where they are one.</summary>
    public int Days { get; } = Period.DaysBetween(First, Last);

    public int DayOf(LocalDate date) => Period.DaysBetween(First, date);

    public bool Holds(LocalDate date) => date >= First && date <= Last;

    /// <summary>How far along the axis a day lies: 0 at the first, 1 at the last, the middle where there is only one.</summary>
    public double Fraction(double day) => Days == 0 ? 0.5 : day / Days;

    public double Fraction(LocalDate date) => Fraction(DayOf(date));

    /// <summary>The finest ticks of a calendar's own steps (Mondays, first days of months and years) that are no more than asked for.</summary>
    public IReadOnlyList<DateTick> Ticks(int most)
    {
        foreach (var (step, format) in Steps)
        {
            var dates = Dates(step).Take(most + 1).ToArray();
            if (dates.Length > 0 && dates.Length <= most)
                return Labelled(dates, format);
        }
        return Labelled([First], "d MMM");
    }

    private IEnumerable<LocalDate> Dates(Period step)
    {
        for (var date = Aligned(step); date <= Last; date += step)
            if (date >= First)
                yield return date;
    }

    private LocalDate Aligned(Period step) =>
        step switch
        {
            { Years: > 0 and var years } => new LocalDate(Math.Max(1, First.Year - First.Year % years), 1, 1),
            { Months: > 0 and var months } => new LocalDate(First.Year, First.Month - (First.Month - 1) % months, 1),
            { Weeks: > 0 } => First.PlusDays((8 - (int)First.DayOfWeek) % 7),
            _ => First,
        };

    private static DateTick[] Labelled(LocalDate[] dates, string format)
    {
        var ticks = new DateTick[dates.Length];
        for (var i = 0; i < dates.Length; i++)
        {
            var newYear = format != "yyyy" && (i == 0 || dates[i].Year != dates[i - 1].Year);
            ticks[i] = new DateTick(
                dates[i],
                dates[i].ToString(format, CultureInfo.InvariantCulture),
                newYear ? dates[i].ToString("yyyy", CultureInfo.InvariantCulture) : null
            );
        }
        return ticks;
    }
}
