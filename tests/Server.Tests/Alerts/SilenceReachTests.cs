namespace CustomerPerformanceTracker.Server.Tests.Alerts;

/// <summary>What is silenced or wanted says at once what that means as things stand.</summary>
public sealed class SilenceReachTests(RunningServer server) : IClassFixture<RunningServer>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        foreach (var (id, campaign) in new[] { ("s1", "summer"), ("w1", "winter") })
            await server.Engine.RaiseAsync(SampleAlerts.Make(id, campaign));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_silence_and_a_filter_say_what_they_match()
    {
        var everything = await SilenceAsync("");
        everything.GetProperty("everything").GetBoolean().ShouldBeTrue();
        everything
            .GetProperty("told")
            .GetString()
            .ShouldBe(
                "It names nothing, so it means everything: every alert of every campaign. It matches 2 open alerts now (s1 of summer, w1 of winter), and 2 "
                    + "campaigns (summer, winter)."
            );

        var one = await SilenceAsync(""","campaigns":["summer"],"severities":["warning"]""");
        (one.GetProperty("everything").GetBoolean(), one.GetProperty("openAlerts").GetInt32(), one.GetProperty("campaigns").GetInt32()).ShouldBe((false, 1, 1));
        one.GetProperty("alerts")[0].GetString().ShouldBe("s1");

        var none = await SilenceAsync(""","campaigns":["sumer"]""");
        (none.GetProperty("openAlerts").GetInt32(), none.GetProperty("campaigns").GetInt32()).ShouldBe((0, 0));
        none.GetProperty("told")
            .GetString()
            .ShouldBe("It matches nothing now. The workspace knows no campaign 'sumer', so that name matches nothing. Did you mean 'summer'?");

        using var added = await server.Client.PostAsync(
            "/v1/subscriptions",
            Requests.Json("""{"sink":{"kind":"webhook","url":"https://example.org"},"filter":{"campaigns":["sum*"],"teams":["Paymnts"]}}""")
        );
        var wanted = (await added.JsonAsync()).GetProperty("matchesNow");
        (wanted.GetProperty("openAlerts").GetInt32(), wanted.GetProperty("campaignNames")[0].GetString()).ShouldBe((0, "summer"));
        wanted.GetProperty("unknown")[0].GetString().ShouldBe("The workspace knows no team 'Paymnts', so that name matches nothing.");
    }

    private async Task<JsonElement> SilenceAsync(string matcher)
    {
        using var answer = await server.Client.PostAsync(
            "/v1/silences",
            Requests.Json($$"""{"reason":"maintenance","until":"2100-01-01T00:00:00Z"{{matcher}}}""")
        );
        return (await answer.JsonAsync()).GetProperty("matchesNow");
    }
}
