using CustomerPerformanceTracker.Readings.Scorecards;

namespace CustomerPerformanceTracker.Server.Pages.Frame;

/// <summary>A scorecard and its rows as pages write them: names, changes where they are sure, and indices.</summary>
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

    /// <summary>Better or worse where that is sure, and why there is neither.</summary>
    public static string Verdict(KpiReading row) =>
        row.Sure switch
        {
            Sure.Worse => "▼ worse",
            Sure.Better => "▲ better",
            _ => row.Value is null ? KpiText.WhyNone(row)
            : row.Change is null ? "nothing before"
            : "no sure change",
        };

    /// <summary>The class of a verdict.</summary>
    public static string SureClass(KpiReading row) =>
        row.Sure switch
        {
            Sure.Worse => "bad-words",
            Sure.Better => "good-words",
            _ => "muted",
        };

    /// <summary>The three indices of a card.</summary>
    public static string Indices(Scorecard card)
    {
        var (logic, emotion, hybrid) = card.Indices;
        return $"logic {Index(logic)}, emotion {Index(emotion)}, hybrid {Index(hybrid)}; 0.5 is neither good nor bad";
    }

    private static string Index(double? index) => index is { } value ? PageText.Number(value, "0.00") : "none";
}
