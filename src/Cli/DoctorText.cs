namespace CustomerPerformanceTracker.Cli;

/// <summary>What the doctor found, as a person reads it in a terminal: a line for each part that was looked at, with the remedy below it.</summary>
internal static class DoctorText
{
    private const int Indent = 15;

    public static IEnumerable<string> Lines(DoctorView view)
    {
        foreach (var one in view.Findings)
        {
            var name = one.What.Replace('_', ' ') + (one.Of is null ? "" : $" {PlainText.Clean(one.Of)}");
            var state = (one.State.Replace('_', ' ') + " ").PadRight(Indent);
            yield return Output.Item(state, $"{name}: {one.Figure}");
            if (one.Remedy is not null)
                yield return new string(' ', Indent) + $"`{PlainText.Clean(one.Remedy)}`";
        }

        var (attention, unknown) = (Count(view, DoctorFindingView.Attention), Count(view, DoctorFindingView.NotLookedAt));
        var (verb, rest) = (attention == 1 ? "needs" : "need", unknown == 0 ? "" : $", {unknown} could not be looked at");
        yield return view.Ok ? $"{view.Workspace} is well." : $"{view.Workspace}: {attention} of {view.Findings.Count} {verb} attention{rest}.";
        if (view.Retried is { } retried)
            yield return $"{retried} dead {(retried == 1 ? "letter was" : "letters were")} marked; a server that runs tries them again within seconds.";
    }

    private static int Count(DoctorView view, string state) => view.Findings.Count(one => one.State == state);
}
