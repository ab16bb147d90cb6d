namespace CustomerPerformanceTracker.Server.Tests.Reads;

/// <summary>What customers wrote is read under a scope of its own, and on record.</summary>
public sealed class VoiceTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Campaign = "spring/summer";
    private static readonly string Path = $"/v1/voices/{Uri.EscapeDataString(Campaign)}";

    [Fact]
    public async Task A_key_without_the_scope_reads_no_text_and_one_with_it_does()
    {
        using var reader = await ClientAsync(KeyScope.Read, KeyScope.Operate, KeyScope.Approve, KeyScope.Ingest);
        using var voices = await ClientAsync(KeyScope.Voices);
        await PostAsync();

        await (await reader.GetAsync(Path)).ShouldBeProblemAsync(403, "scope_missing");
        await (await reader.GetAsync($"{Path}/rose?since=2025-05-04")).ShouldBeProblemAsync(403, "scope_missing");
        var answer = await voices.GetJsonAsync($"{Path}?search=cancel");

        answer.GetProperty("voices")[0].GetProperty("text").GetString().ShouldBe("I cannot cancel");
        (await voices.GetJsonAsync($"{Path}/rose?since=2025-05-04")).GetProperty("refused").GetString()!.ShouldStartWith("There are 0 respondents");
    }

    [Fact]
    public async Task The_reading_is_recorded_before_it_is_answered_and_nobody_may_keep_the_answer()
    {
        using var voices = await ClientAsync(KeyScope.Voices);
        await PostAsync();

        using var answer = await voices.GetAsync($"{Path}?search=cancel&only=channel%3Demail&seed=9&reason=asked");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var entry = (await server.Engine.Journal.ReadStreamAsync("voices", CancellationToken.None)).Single(one => one.Data.GetProperty("seed").GetInt64() == 9);
        (entry.Actor, entry.Reason, entry.Data.GetProperty("only").GetString(), entry.Data.GetProperty("shown").GetInt32()).ShouldBe(
            ("ada", "asked", "channel=email", 1)
        );
        entry.Data.GetRawText().ShouldNotContain("cannot");
    }

    [Fact]
    public async Task Words_since_an_alert_need_an_alert_of_the_campaign_and_no_other_day()
    {
        using var voices = await ClientAsync(KeyScope.Voices);
        await PostAsync();

        await (await voices.GetAsync($"{Path}/rose?alert=none")).ShouldBeProblemAsync(404, "not_found");
        var both = await (await voices.GetAsync($"{Path}/rose?alert=none&since=2025-05-04")).ShouldBeProblemAsync(400, "bad_parameter");
        both.GetProperty("pointer").GetString().ShouldBe("since");
    }

    [Fact]
    public async Task A_search_that_names_a_customer_is_refused_and_shows_nothing()
    {
        using var voices = await ClientAsync(KeyScope.Voices);
        await PostAsync();

        using var answer = await voices.GetAsync($"{Path}?search=customer-a");

        ((int)answer.StatusCode).ShouldBe(422);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("cannot");
    }

    private async Task<HttpClient> ClientAsync(params KeyScope[] scopes) =>
        RunningServer.ClientOf(server.Server, (await server.KeyAsync("default", null, scopes)).Text);

    private async Task PostAsync()
    {
        using var sender = await ClientAsync(KeyScope.Ingest);
        const string Answer =
            $$"""{"id":"v1","type":"survey_answer","campaign":"{{Campaign}}","occurredAt":"2025-05-04T12:00:00Z","channel":"email","customer":"customer-a","kpi":"trust","score":1,"scale":[1,5],"comment":"I cannot cancel"}""";
        using var sent = await sender.PostAsync("/v1/signals", Requests.Json(Signals.Array([Answer])));
        sent.IsSuccessStatusCode.ShouldBeTrue();
        await server.FoldedAsync();
    }
}
