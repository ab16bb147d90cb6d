namespace CustomerPerformanceTracker.Cli;

/// <summary>A self-check as a person reads it in a terminal: each question with its answer, below it the evidence, with the remedy and its command.</summary>
internal static class SelfCheckText
{
    private const int Indent = 2;
    private const int StateWidth = 15;

    public static IEnumerable<string> Lines(SelfCheckView view)
    {
        yield return Output.Paragraph(
            view.Window is { } window
                ? $"{view.Workspace} from {Dates.Iso(window.From)} to {Dates.Iso(window.To)} ({window.Days} days); seal {view.Cursors.Seal}"
                : $"{view.Workspace}: no signals with these cursors; seal {view.Cursors.Seal}"
        );
        foreach (var question in view.Questions)
        {
            yield return "";
            yield return $"{question.Asks} {Capital(question.Answer.Replace('_', ' '))}.";
            yield return Output.Paragraph(question.Because, Indent);
            foreach (var line in question.Looks.SelectMany(Of))
                yield return line;
        }

        yield return "";
        yield return Output.Paragraph(Sum(view));
    }

    private static IEnumerable<string> Of(LookView look)
    {
        var state = (look.State.Replace('_', ' ') + " ").PadRight(StateWidth);
        var what = look.What.Replace('_', ' ') + (look.Of is null ? "" : $" {look.Of}");
        yield return Output.Item(state, $"{what}: {look.Figure}", Indent);
        if (look.Remedy is not null)
            yield return Output.Paragraph(look.Remedy, Indent + StateWidth);
        if (look.Command is not null)
            yield return new string(' ', Indent + StateWidth) + $"`{PlainText.Clean(look.Command)}`";
    }

    private static string Sum(SelfCheckView view)
    {
        var looks = view.Questions.SelectMany(question => question.Looks).ToArray();
        var (found, unknown) = (
            looks.Count(look => look.State == DoctorFindingView.Attention),
            looks.Count(look => look.State == DoctorFindingView.NotLookedAt)
        );
        return view.Ok
            ? $"All {view.Questions.Count} questions can be told, and nothing was found in {looks.Length} looks."
            : $"{found} of {looks.Length} looks found something{(unknown > 0 ? $", {unknown} could not be made for want of data" : "")}.";
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
