using CustomerPerformanceTracker.Log;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class VerifyCommand
{
    public static Command Create()
    {
        var pack = new Argument<string?>("FILE")
        {
            Description = "An evidence pack to verify instead of the database; needs neither database nor network.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var keys = new Option<string[]>("--key")
        {
            Description = "The public key that a pack has to be signed with, or a file with it, as `cpt log key show` prints it. May be given several times.",
            HelpName = "VKEY",
        };
        var kept = new Option<string[]>("--checkpoint")
        {
            Description = "A checkpoint kept elsewhere to hold the database against, besides those under --data.",
            HelpName = "FILE",
        };
        var command = new Command(
            "verify",
            "Recomputes every leaf, root and the tree from the stored rows and tells what does not fit, grouped by seal, to the end. Exit code 3 where "
                + "something does not."
        )
            .With(pack, kept, keys)
            .WithExample("cpt verify", "cpt verify --checkpoint /mnt/safe/default.txt", "cpt verify evidence.zip --key acme.vkey");
        command.SetAction(
            async (options, cancel) =>
            {
                if (options.GetValue(pack) is { } evidence)
                    return await VerifyPack.RunAsync(evidence, options.GetValue(keys) ?? [], options.GetValue(GlobalOptions.Json), cancel);

                await using var session = await Session.OpenAsync(options, cancel);
                var checkpoints = new List<Checkpoint>(await session.Notary.Kept.ReadAsync(cancel));
                foreach (var file in options.GetValue(kept) ?? [])
                    checkpoints.AddRange(Checkpoint.ParseAll(await File.ReadAllTextAsync(file, cancel)));

                var total = (await HeadRow.ReadAsync(session.Engine.Database, session.Engine.Workspace, cancel)).Signals.Value;
                Verification found;
                await using (var bar = new ProgressBar("verify", "signals", total))
                    found = await LogVerification.RunAsync(
                        session.Engine.Database,
                        session.Engine.Workspace,
                        checkpoints,
                        bar,
                        await session.Notary.Keys.KnownAsync(cancel),
                        cancel
                    );

                if (options.GetValue(GlobalOptions.Json))
                    Output.Json(VerificationView.Of(found));
                else
                    Print(found, checkpoints.Count);
                return found.Ok ? ExitCode.Done : ExitCode.Found;
            }
        );
        return command;
    }

    private static void Print(Verification found, int checkpoints)
    {
        if (found.Ok)
        {
            Console.WriteLine(
                $"All fits: {found.Signals:N0} signals and {found.Journal:N0} journal entries under {found.Seals:N0} seals, held against {checkpoints:N0} "
                    + "kept checkpoints."
            );
            Console.WriteLine($"Root {Convert.ToBase64String(found.Root)}");
            return;
        }

        PrintProblems(found);
    }

    /// <summary>
    /// Problems of one kind in seals that follow one another are one line, so that a long deletion leaves what comes behind it on the screen.
    /// </summary>
    public static void PrintProblems(Verification found)
    {
        var opening = "The first thing that does not fit: ";
        foreach (var (first, last, seals) in Runs(found.Problems))
        {
            Console.WriteLine(
                seals == 1
                    ? $"{opening}{first.What} ({first.Kind})."
                    : $"{opening}{first.What}, and so on up to position {last.LastPosition} in seal {last.Seal}: {seals:N0} seals ({first.Kind})."
            );
            opening = "  then: ";
        }
    }

    private static IEnumerable<(Problem First, Problem Last, int Seals)> Runs(IReadOnlyList<Problem> problems)
    {
        for (var (start, end) = (0, 0); start < problems.Count; start = end)
        {
            for (end = start + 1; end < problems.Count && Follows(problems[end - 1], problems[end]); end++) { }

            yield return (problems[start], problems[end - 1], end - start);
        }
    }

    private static bool Follows(Problem before, Problem problem) =>
        problem.Kind == before.Kind && problem.Log == before.Log && problem.Position is not null && problem.Position == before.LastPosition + 1;
}
