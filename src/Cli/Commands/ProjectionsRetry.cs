using CustomerPerformanceTracker.Log;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary><c>cpt projections retry</c>: takes in what was set aside.</summary>
internal static class ProjectionsRetry
{
    private const string Detectors = "detectors";

    public static Command Retry()
    {
        var name = new Argument<string?>("NAME")
        {
            Description = $"A projection, as `cpt projections status` names it, or {Detectors}; absent: all of them.",
            DefaultValueFactory = _ => null,
        };
        var command = new Command("retry", "Folds again what was set aside, and runs the detectors that were. Exit code 3 where something still fails.")
            .With(name)
            .WithExample("cpt projections retry cells");
        command.SetAction(
            async (options, cancel) =>
            {
                var wanted = options.GetValue(name);
                await using var session = await Session.OpenAsync(options, cancel);
                var engine = session.Engine;
                string[] known = [.. engine.Projections.Select(projection => projection.Name), Detectors];
                if (wanted is not null && !known.Contains(wanted, StringComparer.Ordinal))
                    throw new UsageException($"There is no projection '{wanted}'. Name one of {string.Join(", ", known)}, or none for all of them.");

                var retried = new List<Retried>();
                foreach (var projection in engine.Projections.Where(projection => wanted is null || wanted == projection.Name))
                    retried.AddRange(await engine.Projector.RetryAsync(projection, cancel));
                // What was taken in is looked at by the detectors too; those set aside are run only where they are meant.
                await engine.Watch.CatchUpAsync(again: wanted is null or Detectors, cancel);
                var failing = await engine.Watch.SetAsideAsync(cancel);

                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(RetriedListView.Of(retried, failing));
                else
                    Print(retried, [.. failing.Select(SetAsideText.Line)]);
                return retried.Any(one => one.Failure is not null) || failing.Count > 0 ? ExitCode.Found : ExitCode.Done;
            }
        );
        return command;
    }

    private static void Print(IReadOnlyList<Retried> retried, IReadOnlyList<string> failing)
    {
        if (retried.Count == 0 && failing.Count == 0)
            Console.WriteLine("Nothing is set aside.");
        foreach (var one in retried)
            Console.WriteLine(
                Output.Paragraph(
                    one.Failure is null
                        ? $"{PlainText.Clean(one.Campaign)}: {one.Signals} signals are folded with the others now"
                        : $"{PlainText.Clean(one.Campaign)}: {one.Signals} signals stay set aside: {PlainText.Clean(one.Failure)}"
                )
            );
        foreach (var line in failing)
            Console.WriteLine(line);
    }
}
