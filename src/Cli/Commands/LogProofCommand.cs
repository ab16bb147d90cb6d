namespace CustomerPerformanceTracker.Cli.Commands;

internal static class LogProofCommand
{
    public static Command Subcommand()
    {
        var signal = new Argument<string>("SIGNAL-ID") { Description = "The id that the signal was sent with." };
        var campaign = new Option<string>("--campaign")
        {
            Description = "The signal's campaign, which is part of its identity.",
            Required = true,
            HelpName = "C",
        };
        var command = new Command(
            "proof",
            "That a signal is in its seal and the seal in a checkpoint, signed now. Prints the seal's part as a C2SP tlog-proof, with --json all of it."
        )
            .With(signal, campaign)
            .WithExample("cpt log proof a1 --campaign spring-launch --json");
        command.SetAction(
            async (options, cancel) =>
            {
                var (id, name) = (options.GetRequiredValue(signal), options.GetRequiredValue(campaign));
                await using var session = await Session.OpenAsync(options, cancel);
                var checkpoint = await session.Notary.KeepAsync(goOn: false, cancel);
                var proof =
                    await new Prover(session.Engine.Database, session.Engine.Workspace).SignalAsync(name, SignalId.From(id), checkpoint, cancel)
                    ?? throw new UsageException($"Campaign '{name}' has no signal '{id}'. Ids are those the source sent, in upper and lower case.");
                if (options.GetValue(GlobalOptions.Json))
                {
                    Output.Json(ProofView.Of(proof));
                    return ExitCode.Done;
                }

                await Console.Error.WriteLineAsync(
                    $"Signal {id} is row {proof.Index + 1:N0} of {proof.Seal.Count:N0} of seal {proof.Seal.Number:N0}; the seal is in the tree of "
                        + $"{proof.Checkpoint.Size:N0}:"
                );
                Console.Write(proof.SealText());
                return ExitCode.Done;
            }
        );
        return command;
    }
}
