namespace CustomerPerformanceTracker.Cli.Tests.Commands;

/// <summary>A link is made, listed without its address, and revoked.</summary>
public sealed class SharesCommandTests : IAsyncLifetime
{
    private readonly Cpt cpt = new();

    public ValueTask InitializeAsync() => cpt.InitializeAsync();

    public ValueTask DisposeAsync() => cpt.DisposeAsync();

    [Fact]
    public async Task A_link_is_shown_once_listed_and_revoked()
    {
        var signals = cpt.File("signals.ndjson", """{"id":"a","type":"visit","campaign":"spring","occurredAt":"2025-05-01T12:00:00Z","count":40}""");
        (await cpt.RunAsync("import", signals)).ExitCode.ShouldBe(ExitCode.Done);
        string[] trend = ["shares", "add", "trend", "spring", "--kpi", "visits", "--label", "the wiki"];

        var made = await cpt.RunAsync([.. trend, "--public-url", "https://cpt.example.org/x/"]);
        var bare = await cpt.RunAsync(trend);
        var listed = await cpt.RunAsync("shares", "list", "--json");
        var id = listed.Json.GetProperty("shares")[0].GetProperty("id").GetString()!;
        var revoked = await cpt.RunAsync("shares", "revoke", id, "--reason", "the wiki is gone");
        var again = await cpt.RunAsync("shares", "revoke", id);
        var told = await cpt.RunAsync("shares", "list");

        made.ExitCode.ShouldBe(ExitCode.Done, made.Error);
        made.Output.ShouldStartWith("https://cpt.example.org/x/shared/cptshare_");
        made.Error.ShouldContain($"Link {id}: picture of visits of spring, by seal ");
        bare.Output.ShouldStartWith("/shared/cptshare_");
        bare.Error.ShouldContain("name it with --public-url");
        listed.Output.ShouldNotContain("cptshare_");
        (revoked.ExitCode, again.ExitCode).ShouldBe((ExitCode.Done, ExitCode.Refused));
        again.Error.ShouldContain($"no valid link '{id}'");
        told.Output.ShouldContain("revoked");
    }

    [Theory]
    [InlineData("trend", "autumn")]
    [InlineData("trend", "spring", "--kpi", "trust")]
    [InlineData("trend", "spring", "--kpi", "visits", "--days", "0")]
    [InlineData("digest", "--since-seal", "999")]
    public async Task What_cannot_be_read_makes_no_link(params string[] wanted)
    {
        var signals = cpt.File("signals.ndjson", """{"id":"a","type":"visit","campaign":"spring","occurredAt":"2025-05-01T12:00:00Z","count":40}""");
        await cpt.RunAsync("import", signals);

        var run = await cpt.RunAsync(["shares", "add", .. wanted]);

        run.ExitCode.ShouldNotBe(ExitCode.Done, run.Output);
        run.Error.ShouldNotBeEmpty();
        (await cpt.RunAsync("shares", "list", "--json")).Json.GetProperty("shares").GetArrayLength().ShouldBe(0);
    }
}
