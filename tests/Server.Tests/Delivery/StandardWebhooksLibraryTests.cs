using CustomerPerformanceTracker.Postgres.Embedded;

namespace CustomerPerformanceTracker.Server.Tests.Delivery;

/// <summary>The library that Standard Webhooks gives to receivers who use Node.js, and nothing of ours, decides.</summary>
public sealed class StandardWebhooksLibraryTests
{
    private const string Package = "standardwebhooks@1.1.1";

    [Fact]
    public async Task The_library_for_receivers_accepts_what_is_sent_and_only_that()
    {
        var npm = NpmPostgres.OfThisMachine().Client;
        Assert.SkipWhen(npm is null, "there is no npm client on PATH");
        Assert.SkipUnless(
            (await RunAsync(npm, ["view", Package, "version"], ProgramRun.AnyFolder)).Succeeded,
            "the npm client reaches no registry that has the package"
        );
        await using var receiver = await Receiver.StartAsync();
        var key = WebhookSecret.Create();
        (
            await Deliver.OnceAsync(
                new Sink.Webhook(receiver.Url),
                Notices.Of(Notices.Raised(Notices.Alert(campaign: "Frühling \u2028 😀"))),
                [WebhookSecret.Create().Reveal(), key.Reveal()]
            )
        ).ShouldBe(new SendOutcome.Delivered());
        var folder = Directory.CreateTempSubdirectory("cpt-webhooks-").FullName;
        try
        {
            (await RunAsync(npm, ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--prefix", folder, Package], folder)).OrThrow(
                "npm could not install the library."
            );
            var script = Path.Combine(folder, "verify-webhook.mjs");
            File.Copy(Path.Combine(AppContext.BaseDirectory, "verify-webhook.mjs"), script);
            var sent = receiver.All.Single();
            await File.WriteAllBytesAsync(Path.Combine(folder, "body"), sent.Body);
            await File.WriteAllTextAsync(
                Path.Combine(folder, "headers.json"),
                JsonSerializer.Serialize(sent.Headers.Where(h => h.Key.StartsWith("webhook-", StringComparison.Ordinal)).ToDictionary())
            );

            var accepted = await RunAsync("node", [script, key.Reveal(), folder], folder);
            var stranger = await RunAsync("node", [script, WebhookSecret.Create().Reveal(), folder], folder);
            await File.AppendAllTextAsync(Path.Combine(folder, "body"), " ");
            var altered = await RunAsync("node", [script, key.Reveal(), folder], folder);

            accepted.OrThrow("The library refused what was sent.");
            accepted.Output.Trim().ShouldBe("cpt.alert.raised.v1 Frühling \u2028 😀");
            (stranger.ExitCode, altered.ExitCode).ShouldBe((3, 3));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task<ProgramRun> RunAsync(string program, IReadOnlyList<string> arguments, string folder) =>
        ProgramRun.OfAsync(program, arguments, folder, [], CancellationToken.None);
}
