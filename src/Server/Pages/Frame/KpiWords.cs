using CustomerPerformanceTracker.Readings.Scorecards;

namespace CustomerPerformanceTracker.Server.Pages.Frame;

/// <summary>A row of a scorecard in a list of campaigns: its name, and its change where that is sure.</summary>
internal static class KpiWords
{
    public static string Title(KpiReading row) => PageText.Sentence(KpiText.Name(row.Kpi));

    /// <summary>The change against the yardstick where it is sure, in words that say so where it is not.</summary>
    public static string Change(KpiReading row) => row.Sure == Sure.No ? (row.Change is null ? "nothing before" : "no sure change") : KpiText.Change(row);

    /// <summary>The beginning of the class of such a change; empty where it is not sure.</summary>
    public static string Tone(KpiReading row) =>
        row.Sure switch
        {
            Sure.Worse => "bad",
            Sure.Better => "good",
            _ => "",
        };
}
