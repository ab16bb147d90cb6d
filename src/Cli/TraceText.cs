using CustomerPerformanceTracker.Loop.Audit;
using CustomerPerformanceTracker.Voices.Rising;

namespace CustomerPerformanceTracker.Cli;

/// <summary>A trace as a person reads it in a terminal.</summary>
internal static class TraceText
{
    private const int Indent = 18;

    public static string Of(Trace trace, IReadOnlyList<(string Alert, RisenReading Words)> words) => string.Join(Environment.NewLine, Lines(trace, words));

    private static IEnumerable<string> Lines(Trace trace, IReadOnlyList<(string Alert, RisenReading Words)> words)
    {
        if (trace.Signal is { } signal)
            yield return Output.Paragraph(
                $"Signal {signal.Id} of {signal.Campaign}: {Told(signal)}. "
                    + $"{(trace.Steps.Count == 0 ? "No alert rests on it." : "What rests on it, and what that led to:")}"
            );
        foreach (var step in trace.Steps)
        {
            yield return Output.Item($"{step.At:uuuu-MM-dd HH:mm}  ", $"{step.Actor} {step.What}");
            yield return Output.Paragraph($"because: {step.Reason} (seal {step.Seal}, journal {step.Position})", Indent);
        }

        foreach (var answers in trace.Answers)
        {
            yield return "";
            yield return Output.Paragraph(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Alert {answers.Alert[..8]} rests on {answers.Answers:N0} answers on {answers.Kpi} in {answers.Rows:N0} signals, received from "
                        + $"{Dates.Iso(answers.From)} to {Dates.Iso(answers.To)}{Mean(answers.Mean)}; the first:"
                )
            );
            foreach (var row in answers.First)
                yield return Output.Item("  ", $"{row.Position:N0}  {Told(row)}");
            foreach (var (_, rose) in words.Where(one => one.Alert == answers.Alert))
            {
                foreach (var sentence in RisenWords.Sentences(rose))
                    yield return Output.Paragraph(sentence);
                if (rose.Groups.Count > 0)
                    yield return Output.Paragraph(RisenSentence.ToQuotes(answers.Campaign, answers.Alert));
            }
        }
    }

    private static string Mean(double? mean) => mean is { } value ? string.Create(CultureInfo.InvariantCulture, $", {value:0.0} of 100 on average") : "";

    private static string Told(TracedSignal signal)
    {
        string?[] where = [signal.Message, signal.Touchpoint, signal.Channel, signal.Segment, .. signal.Own?.Parts.Select(part => part.Value) ?? []];
        var what = signal.Score is { } score ? string.Create(CultureInfo.InvariantCulture, $"{signal.Kpi} {score:0.#} of 100") : signal.Kind.Replace('_', ' ');
        return $"{Dates.Iso(signal.Received)}  "
            + $"{what}{(signal.Count == 1 ? "" : $", {signal.Count:N0} times")}"
            + $"{string.Concat(where.Where(part => part is not null).Select(part => $", {part}"))} ({signal.Id})";
    }
}
