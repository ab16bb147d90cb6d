using CustomerPerformanceTracker.Loop.Audit;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class EvidenceCommand
{
    public static Command Create()
    {
        var reference = new Argument<string>("REF") { Description = "What the evidence is of, as `cpt trace` takes it." };
        var file = new Option<string>("-o", "--output")
        {
            Description = "The pack to write.",
            HelpName = "FILE.zip",
            Required = true,
        };
        var rows = new Option<int>("--rows")
        {
            Description = "Answers of each alert that go in by row, at most.",
            DefaultValueFactory = _ => EvidencePacker.UsualRows,
        };
        var command = new Command(
            "evidence",
            "Packs the chain behind something with its rows, their proofs, a signed checkpoint and a report: to be verified without this database. It "
                + "names no customer and holds no comment."
        )
            .With(reference, file, rows)
            .WithExample("cpt evidence hero@9 -o hero-9.zip", "cpt verify hero-9.zip");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                await session.Engine.CatchUpAsync(progress: null, cancel);
                var path = options.GetRequiredValue(file);

                // Written beside and moved, so that a pack is there whole or not at all.
                var unfinished = path + ".unfinished";
                Trace trace;
                try
                {
                    await using (var zip = File.Create(unfinished))
                        trace = await session.Engine.Evidence.WriteAsync(
                            options.GetRequiredValue(reference),
                            zip,
                            session.Notary,
                            TraceView.Text,
                            Math.Max(1, options.GetRequiredValue(rows)),
                            cancel
                        );
                    File.Move(unfinished, path, overwrite: true);
                }
                finally
                {
                    File.Delete(unfinished);
                }

                var signals = trace.Answers.Sum(answers => answers.First.Count);
                if (options.GetValue(GlobalOptions.Json))
                {
                    Output.Json(new EvidenceFileView(path, trace.Steps.Count, signals));
                }
                else
                {
                    Console.WriteLine(
                        Output.Paragraph(
                            $"{path}: {trace.Steps.Count:N0} entries of the journal and {signals:N0} signals, each with its proof, and report.html. `cpt "
                                + $"verify {path}` checks it anywhere; `cpt log key show` prints the key it has to be signed with."
                        )
                    );
                }

                return ExitCode.Done;
            }
        );
        return command;
    }
}
