using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Loop.Audit;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Dimensions;
using CustomerPerformanceTracker.Voices.Rising;

namespace CustomerPerformanceTracker.Server.Behind;

/// <summary>What customers wrote, as questions about alerts.</summary>
public static class AlertVoices
{
    /// <summary>The words since an alert's onset, by those whom it is of, until it was over.</summary>
    public static RisenQuestion Of(Alert alert) => Since(alert.Campaign, alert.Scope, alert.Onset, alert.EndedOn);

    // An alert often rests on a few days, whose comments are too few to say anything.
    private const int TracedDays = 28;

    /// <summary>By alert, the words that rose in the four weeks from the first day whose answers each rests on; one without any comment is left out.</summary>
    public static Task<IReadOnlyList<(string Alert, RisenReading Words)>> BehindAsync(Trace trace, RisenReader rose, CancellationToken cancel) =>
        BehindAsync(trace, rose, seal: null, cancel);

    /// <summary>The same as it was recorded by that seal, where one is given.</summary>
    public static async Task<IReadOnlyList<(string Alert, RisenReading Words)>> BehindAsync(
        Trace trace,
        RisenReader rose,
        SealNumber? seal,
        CancellationToken cancel
    )
    {
        var found = new List<(string, RisenReading)>();
        foreach (var answers in trace.Answers)
        {
            var until = LocalDate.Max(answers.To, answers.From.PlusDays(TracedDays - 1));
            if (await CountAsync(Since(answers.Campaign, answers.Scope, answers.From, until).By(seal), rose, cancel) is { } words)
                found.Add((answers.Alert, words));
        }

        return found;
    }

    /// <summary>The words and their counts without a quote; null where nobody wrote anything.</summary>
    public static async Task<RisenReading?> CountAsync(RisenQuestion question, RisenReader rose, CancellationToken cancel) =>
        await rose.CountAsync(question, cancel) is { HasComments: true } words ? words : null;

    /// <summary>The question as it was recorded by that seal, where one is given.</summary>
    internal static RisenQuestion By(this RisenQuestion question, SealNumber? seal) =>
        seal is null ? question : question with { Cursors = (question.Cursors ?? Cursors.Now) with { Seal = seal } };

    internal static RisenQuestion Since(string campaign, Scope scope, LocalDate since, LocalDate? until) =>
        new(campaign, since, until is { } last ? new Cursors(At: new DayCursor(last, null)) : Cursors.Now)
        {
            Only = [.. scope.Parts().Select(part => new Only(new Dimension(part.Dimension), part.Value))],
        };
}
