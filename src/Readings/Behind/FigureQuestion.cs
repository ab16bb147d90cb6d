using CustomerPerformanceTracker.Readings.Cells;

namespace CustomerPerformanceTracker.Readings.Behind;

/// <summary>Which signals are asked for: those that a KPI's figure of some days rests on, as the KPI's line draws these days.</summary>
/// <param name="Kpi">A KPI whose line can be drawn day by day.</param>
/// <param name="From">The first day on which the signals occurred, in the workspace's zone; null for the campaign's last day at the cursors.</param>
/// <param name="To">The last one, included; null for the first one alone.</param>
/// <param name="Only">The part of the campaign that the figure is of; null for the whole.</param>
public sealed record FigureQuestion(
    string Campaign,
    string Kpi = "trust",
    LocalDate? From = null,
    LocalDate? To = null,
    Cursors? Cursors = null,
    Only? Only = null
)
{
    /// <summary>The most signals of a page.</summary>
    public const int MostRows = 1_000;

    /// <summary>The most days a figure can be of.</summary>
    public const int MostDays = 366;

    /// <summary>Signals behind this position are given; the counts are of all.</summary>
    public Position After { get; init; }

    /// <summary>Signals of a page, 1 to <see cref="MostRows"/>.</summary>
    public int Limit { get; init; } = 50;
}
