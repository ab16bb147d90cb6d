namespace CustomerPerformanceTracker.Server.Tests.Access;

public sealed class GroupRoutesTests(RunningServer server) : AdminTests(server)
{
    [Fact]
    public async Task A_group_is_granted_listed_granted_anew_and_revoked()
    {
        using var made = await PostAsync("""{"group":"/staff/ana & co","scopes":["read","operate"],"reason":"campaigns"}""");
        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        using var again = await PostAsync("""{"group":"/staff/ana & co","scopes":["read"],"reason":"reading is enough"}""");
        again.StatusCode.ShouldBe(HttpStatusCode.Created);

        var listed = (await Client.GetJsonAsync("/v1/groups")).GetProperty("groups")[0];
        listed.GetProperty("group").GetString().ShouldBe("/staff/ana & co");
        listed.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()).ShouldBe(["read"]);

        var path = $"/v1/groups?name={Uri.EscapeDataString("/staff/ana & co")}&reason=dissolved";
        (await Client.DeleteAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await (await Client.DeleteAsync(path)).ShouldBeProblemAsync(404, "not_found");
        var entries = (await Client.GetJsonAsync($"/v1/journal?stream={Uri.EscapeDataString("group-/staff/ana & co")}")).GetProperty("entries");
        entries
            .EnumerateArray()
            .Select(entry => (entry.GetProperty("type").GetString(), entry.GetProperty("reason").GetString()))
            .ShouldBe([("group_granted", "campaigns"), ("group_granted", "reading is enough"), ("group_revoked", "dissolved")]);
    }

    [Theory]
    [InlineData("""{"group":"staff","scopes":["everything"],"reason":"r"}""", 422, "unknown_scope")]
    [InlineData("""{"group":"staff","scopes":[],"reason":"r"}""", 422, "incomplete_grant")]
    [InlineData("""{"group":" ","scopes":["read"],"reason":"r"}""", 422, "incomplete_grant")]
    [InlineData("""{"group":"a\nb","scopes":["read"],"reason":"r"}""", 422, "incomplete_grant")]
    [InlineData("""{"group":"staff","scopes":["read"],"reason":" "}""", 422, "reason_needed")]
    public async Task A_grant_that_cannot_be_made_says_why(string wanted, int status, string code) =>
        await (await PostAsync(wanted)).ShouldBeProblemAsync(status, code);

    private Task<HttpResponseMessage> PostAsync(string body) => Client.PostAsync("/v1/groups", Requests.Json(body));
}
