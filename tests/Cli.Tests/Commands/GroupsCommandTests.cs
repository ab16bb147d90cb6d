namespace CustomerPerformanceTracker.Cli.Tests.Commands;

public sealed class GroupsCommandTests(Cpt cpt) : IClassFixture<Cpt>
{
    [Fact]
    public async Task A_group_is_granted_listed_and_revoked()
    {
        var granted = await cpt.RunAsync("groups", "grant", "analysts", "--scope", "read", "--scope", "operate", "--reason", "campaigns");
        granted.ExitCode.ShouldBe(ExitCode.Done, granted.Error);
        granted.Output.ShouldContain("analysts may read, operate");

        var listed = (await cpt.RunAsync("groups", "list", "--json")).Json.GetProperty("groups")[0];
        listed.GetProperty("group").GetString().ShouldBe("analysts");
        listed.GetProperty("scopes").GetArrayLength().ShouldBe(2);

        (await cpt.RunAsync("groups", "revoke", "analysts", "--reason", "dissolved", "--json")).Json.GetProperty("revoked").GetString().ShouldBe("analysts");
        var gone = await cpt.RunAsync("groups", "revoke", "analysts");
        gone.ExitCode.ShouldBe(ExitCode.Refused);
        gone.Error.ShouldContain("cpt groups list");
    }

    [Theory]
    [InlineData("--oidc-client", "--oidc-issuer", "https://id.example.org")]
    [InlineData("begins with https", "--oidc-client", "cpt", "--oidc-issuer", "http://id.example.org")]
    public async Task Half_a_provider_or_one_without_TLS_is_refused(string said, params string[] arguments)
    {
        var refused = await cpt.RunAsync(["serve", .. arguments]);

        refused.ExitCode.ShouldBe(ExitCode.Refused);
        refused.Error.ShouldContain(said);
    }
}
