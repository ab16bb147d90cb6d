using CustomerPerformanceTracker.Proofs.Notes;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary>`cpt verify FILE.zip`: an evidence pack, without a database.</summary>
internal static class VerifyPack
{
    public static async Task<int> RunAsync(string file, IReadOnlyList<string> keys, bool asJson, CancellationToken cancel)
    {
        INoteVerifier[] trusted = [.. keys.Select(key => new EcdsaVerifier(VerifierKey.Parse(File.Exists(key) ? File.ReadAllText(key).Trim() : key)))];
        Verification found;
        await using (var zip = File.OpenRead(file))
            found = await PackVerification.RunAsync(zip, trusted, cancel);

        if (asJson)
            Output.Json(VerificationView.Of(found));
        else
            Print(found, trusted.Length > 0);
        return found.Ok ? ExitCode.Done : ExitCode.Found;
    }

    private static void Print(Verification found, bool trusted)
    {
        if (!found.Ok)
        {
            VerifyCommand.PrintProblems(found);
            return;
        }

        Console.WriteLine(
            $"All fits: {found.Signals:N0} signals and {found.Journal:N0} journal entries of {found.Seals:N0} seals, proved by the signed checkpoint."
        );
        Console.WriteLine($"Root {Convert.ToBase64String(found.Root)}");
        if (!trusted)
            Console.WriteLine("The pack was held against the key it brings along. With --key, given by whoever runs the log, it is known whose it is.");
    }
}
