using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Proofs.Notes;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class LogKeyCommand
{
    private const string Shape = "NAME+ID+KEY, as c2sp.org/signed-note writes it";

    public static Command Subcommand()
    {
        var command = new Command("key", "The key that checkpoints are signed with; alone, it shows the public half.")
            .With(Show(), Rotate())
            .WithExample("cpt log key");
        command.SetAction((options, cancel) => AnswerAsync(options, static (keys, stop) => keys.SignerAsync(stop), cancel));
        return command;
    }

    private static Command Show()
    {
        var command = new Command("show", $"The public key in use ({Shape}), to be handed to whoever verifies.").WithExample("cpt log key show > acme.vkey");
        command.SetAction((options, cancel) => AnswerAsync(options, static (keys, stop) => keys.SignerAsync(stop), cancel));
        return command;
    }

    private static Command Rotate()
    {
        var command = new Command(
            "rotate",
            "Makes a new key for the checkpoints to come and prints its public half. Older checkpoints stay verifiable."
        ).WithExample("cpt log key rotate");
        command.SetAction((options, cancel) => AnswerAsync(options, static (keys, stop) => keys.RotateAsync(stop), cancel));
        return command;
    }

    private static async Task<int> AnswerAsync(ParseResult options, Func<KeyFolder, CancellationToken, Task<EcdsaSigner>> take, CancellationToken cancel)
    {
        await using var session = await Session.OpenAsync(options, cancel);
        using var signer = await take(session.Notary.Keys, cancel);
        var earlier = (await session.Notary.Keys.KnownAsync(cancel)).Select(key => key.Key.ToString()).Where(key => key != signer.Key.ToString()).ToList();
        if (!options.GetValue(GlobalOptions.Json))
        {
            Console.WriteLine(signer.Key);
            return ExitCode.Done;
        }

        Output.Json(new LogKeyView(signer.Key.ToString(), earlier));
        return ExitCode.Done;
    }
}
