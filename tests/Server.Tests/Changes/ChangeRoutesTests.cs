namespace CustomerPerformanceTracker.Server.Tests.Changes;

/// <summary>The book of changes over HTTP.</summary>
public sealed class ChangeRoutesTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_change_is_recorded_listed_and_withdrawn()
    {
        using var made = await server.Client.PostAsync(
            "/v1/changes",
            Requests.Json("""{"kind":"price","what":"beans cost more","at":"2025-06-10","campaign":"spring","scope":{"channel":"email"},"reason":"agreed"}""")
        );
        var change = await made.JsonAsync();
        var (id, seal) = (change.GetProperty("id").GetString()!, change.GetProperty("seal").GetInt32());
        using var gone = await server.Client.DeleteAsync($"/v1/changes/{id}?reason=put%20off");

        ((int)made.StatusCode, (int)gone.StatusCode).ShouldBe((201, 204));
        var now = (await server.Client.GetJsonAsync("/v1/changes?campaign=spring&from=2025-06-01")).GetProperty("changes")[0];
        now.GetProperty("withdrawn").GetProperty("reason").GetString().ShouldBe("put off");
        now.GetProperty("scope").GetProperty("channel").GetString().ShouldBe("email");
        var then = (await server.Client.GetJsonAsync($"/v1/changes?seal={seal}")).GetProperty("changes")[0];
        then.GetProperty("withdrawn").ValueKind.ShouldBe(JsonValueKind.Null);
        (await server.Client.GetJsonAsync("/v1/changes?campaign=autumn")).GetProperty("changes").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"kind":"prise","what":"x","at":"2025-06-10"}""", "unknown_kind", "/kind")]
    [InlineData("""{"kind":"price","what":"x","at":"June"}""", "invalid_time", "/at")]
    [InlineData("""{"kind":"price","what":"x","at":"2025-06-10","scope":["email"]}""", "invalid_member", "/scope")]
    public async Task A_change_that_breaks_a_rule_is_refused_with_its_place(string body, string code, string pointer)
    {
        using var answer = await server.Client.PostAsync("/v1/changes", Requests.Json(body));

        (await answer.ShouldBeProblemAsync(422, code)).GetProperty("pointer").GetString().ShouldBe(pointer);
    }

    [Fact]
    public async Task Withdrawing_what_is_not_there_is_told_so()
    {
        using var answer = await server.Client.DeleteAsync("/v1/changes/none?reason=word");

        (await answer.ShouldBeProblemAsync(404, "not_found")).GetProperty("detail").GetString()!.ShouldContain("'none'");
    }
}
