using CustomerPerformanceTracker.Readings.Instruments;

namespace CustomerPerformanceTracker.Readings.Trends;

/// <summary>The words of questions as changes of lines: another wording is another question, whatever its name.</summary>
internal static class WordingChanges
{
    public static IEnumerable<RecordedChange> Of(DeclaredInstruments instruments) =>
        instruments.All.SelectMany(one =>
            one.Wordings.Select(wording => new RecordedChange(
                "wording_changed",
                FormattableString.Invariant($"{wording.Question ?? one.Kpi.Name}@{wording.From:uuuu-MM-dd}"),
                wording.From,
                $"{wording.Question ?? one.Kpi.Name} asked as \"{wording.Text}\""
            )
            {
                Kpis = wording.Question is { } question ? [one.Kpi.Name, question] : [one.Kpi.Name, .. one.Items.Select(item => item.Question)],
            })
        );
}
