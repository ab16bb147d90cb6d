using System.Diagnostics;
using CustomerPerformanceTracker.Statistics.Sequential;

namespace CustomerPerformanceTracker.Cli;

/// <summary>What the watch over a counted series of one's own found, and what its false-alarm rate rests on.</summary>
internal static class DetectText
{
    public static void Print(SeriesOutcome outcome, EDetectorDesign design, SeriesForm form)
    {
        foreach (var (index, evidence, onset) in outcome.Alarms)
            Console.WriteLine($"row {index}: evidence {evidence:G4} of {design.AverageRunLength:G4}, most likely since row {onset}");
        if (outcome.Alarms.Count == 0)
            Console.WriteLine("No alarm.");
        Console.WriteLine(Output.Paragraph($"At most one false alarm in {design.AverageRunLength:0} rows on average, {Promise(outcome, design, form)}.", 0));
    }

    public static SeriesAlarmsView View(SeriesOutcome outcome, EDetectorDesign design, SeriesForm form) =>
        new(
            [.. outcome.Alarms.Select(alarm => new SeriesAlarmView(alarm.Index, alarm.Evidence, alarm.Onset))],
            design.AverageRunLength,
            new(Name(form), Promise(outcome, design, form), outcome.Effect.OfMean, outcome.Effect.Single)
        );

    private static string Promise(SeriesOutcome outcome, EDetectorDesign design, SeriesForm form)
    {
        var side = design.Direction switch
        {
            Direction.Falling => $"at or above {design.Null:G4}",
            Direction.Rising => $"at or below {design.Null:G4}",
            _ => $"at {design.Null:G4}",
        };
        return form switch
        {
            SeriesForm.Deflated =>
                $"while rows scatter as the rows before them about a mean that stays {side}: {outcome.Effect.OfMean:0.00} answers count as one (design "
                    + "effect at the last row, estimated; --independent or --strict for none)",
            SeriesForm.Independent => $"while each single answer keeps {side}, given all answers before it, those of its own row included",
            SeriesForm.Strict => $"while each row's mean, given the rows before it, stays {side}, whatever happens within a row",
            _ => throw new UnreachableException(),
        };
    }

    private static string Name(SeriesForm form) =>
        form switch
        {
            SeriesForm.Deflated => "deflated",
            SeriesForm.Independent => "independent",
            SeriesForm.Strict => "strict",
            _ => throw new UnreachableException(),
        };
}
