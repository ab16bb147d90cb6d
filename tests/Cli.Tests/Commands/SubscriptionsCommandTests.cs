namespace CustomerPerformanceTracker.Cli.Tests.Commands;

public sealed class SubscriptionsCommandTests(Cpt cpt) : IClassFixture<Cpt>
{
    [Fact]
    public async Task A_subscription_is_added_shown_rotated_disabled_enabled_and_removed()
    {
        var added = await cpt.RunAsync(
            "subscriptions",
            "add",
            "--webhook",
            "https://example.org/alerts",
            "--severity",
            "critical",
            "--campaign",
            "spring*",
            "--actor",
            "ada",
            "--reason",
            "on call"
        );
        added.ExitCode.ShouldBe(ExitCode.Done, added.Error);
        added.Output.Trim().ShouldStartWith("whsec_");
        added.Error.ShouldContain("critical");

        var list = await cpt.RunAsync("subscriptions", "list", "--json");
        list.Output.ShouldNotContain(added.Output.Trim());
        var one = list
            .Json.GetProperty("subscriptions")
            .EnumerateArray()
            .Single(other => other.GetProperty("filter").GetProperty("campaigns").EnumerateArray().Any(campaign => campaign.GetString() == "spring*"));
        var id = one.GetProperty("id").GetString()!;

        (await cpt.RunAsync("subscriptions", "rotate", id[..6], "--json")).Json.GetProperty("secret").GetString().ShouldNotBe(added.Output.Trim());
        (await cpt.RunAsync("subscriptions", "disable", id, "--json")).Json.GetProperty("state").GetString().ShouldBe("disabled");
        (await cpt.RunAsync("subscriptions", "enable", id, "--json")).Json.GetProperty("version").GetInt32().ShouldBe(4);
        (await cpt.RunAsync("subscriptions", "show", id)).Output.ShouldContain("webhook https://example.org/alerts");
        (await cpt.RunAsync("subscriptions", "deliveries", id, "--state", "dead", "--json")).Json.GetProperty("deliveries").GetArrayLength().ShouldBe(0);
        (await cpt.RunAsync("subscriptions", "redeliver", id, "msg_00")).ExitCode.ShouldBe(ExitCode.Refused);
        (await cpt.RunAsync("subscriptions", "remove", id)).ExitCode.ShouldBe(ExitCode.Done);
        (await cpt.RunAsync("subscriptions", "show", id)).ExitCode.ShouldBe(ExitCode.Refused);
    }

    [Fact]
    public async Task Quotes_are_asked_for_by_name_and_shown_with_the_subscription()
    {
        var added = await cpt.RunAsync("subscriptions", "add", "--slack", "https://example.org/x", "--quotes", "--json");

        added.Json.GetProperty("quotes").GetBoolean().ShouldBeTrue();
        (await cpt.RunAsync("subscriptions", "show", added.Json.GetProperty("id").GetString()!)).Output.ShouldContain("with quotes");
    }

    [Theory]
    [InlineData("subscriptions add", "one sink")]
    [InlineData("subscriptions add --webhook https://a.example --slack https://b.example/x", "one sink")]
    [InlineData("subscriptions add --webhook nowhere", "absolute URI")]
    [InlineData("subscriptions add --smtp smtp://mail.example.org --to b@example.org", "--from")]
    [InlineData("subscriptions add --webhook https://a.example --kind noise", "'noise' is no kind")]
    [InlineData("subscriptions add --webhook https://a.example --quotes", "take the sink smtp or slack")]
    [InlineData("subscriptions deliveries none --state lost", "'lost' is no state")]
    [InlineData("subscriptions test none", "no subscription 'none'")]
    public async Task What_cannot_be_is_said_in_one_sentence(string arguments, string told)
    {
        await cpt.RunAsync("db", "migrate");
        var run = await cpt.RunAsync(arguments.Split(' '));

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain(told);
    }
}
