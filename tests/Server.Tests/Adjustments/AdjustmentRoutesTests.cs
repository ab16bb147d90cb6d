namespace CustomerPerformanceTracker.Server.Tests.Adjustments;

/// <summary>Four eyes and versions, as callers with keys meet them.</summary>
public sealed class AdjustmentRoutesTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Proposal =
        """{"campaign":"spring","lever":"messaging","what":"take the promise back","from":"hero@8","to":"hero@9","hypothesis":"it is not kept","expected":8,"reason":"trust fell"}""";

    [Fact]
    public async Task The_proposer_is_refused_however_it_tries()
    {
        using var ada = await ClientAsync("ada", KeyScope.Admin);
        using var second = await ClientAsync(" Ada", KeyScope.Approve);
        var (id, tag) = await ProposeAsync(ada);

        foreach (var client in (HttpClient[])[ada, second])
        {
            foreach (var decision in (string[])["approve", "reject"])
            {
                await (await PostAsync(client, $"/v1/adjustments/{id}/{decision}")).ShouldBeProblemAsync(422, "four_eyes");
                await (await PostAsync(client, $"/v1/adjustments/{id}/{decision}", tag)).ShouldBeProblemAsync(422, "four_eyes");
            }
        }

        // A key of another name that the proposer makes now is still the proposer's.
        using var made = await ada.PostAsync("/v1/keys", Requests.Json("""{"scopes":["approve"],"person":"nobody","reason":"to approve"}"""));
        using var puppet = RunningServer.ClientOf(server.Server, (await made.JsonAsync()).GetProperty("key").GetString());
        await (await PostAsync(puppet, $"/v1/adjustments/{id}/approve")).ShouldBeProblemAsync(422, "four_eyes");
        (await ada.GetJsonAsync($"/v1/adjustments/{id}")).GetProperty("state").GetString().ShouldBe("proposed");
    }

    [Fact]
    public async Task Of_fifty_approvals_of_one_version_one_wins_and_forty_nine_are_conflicts()
    {
        using var ada = await ClientAsync("ada", KeyScope.Operate);
        using var grace = await ClientAsync("grace", KeyScope.Approve);
        var (id, tag) = await ProposeAsync(ada);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => PostAsync(grace, $"/v1/adjustments/{id}/approve", tag)));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.PreconditionFailed).ShouldBe(49);
        (await server.Engine.Adjustments.FindAsync(id, CancellationToken.None))!.Version.ShouldBe(new StreamVersion(2));
    }

    [Fact]
    public async Task A_change_goes_its_way_by_versions_and_leaves_its_trace()
    {
        using var ada = await ClientAsync("ada", KeyScope.Operate, KeyScope.Read);
        using var grace = await ClientAsync("grace", KeyScope.Approve);
        var (id, tag) = await ProposeAsync(ada);

        await (await PostAsync(ada, $"/v1/adjustments/{id}/approve")).ShouldBeProblemAsync(403, "scope_missing");
        using var approved = await PostAsync(grace, $"/v1/adjustments/{id}/approve", tag);
        await (await PostAsync(ada, $"/v1/adjustments/{id}/apply", tag)).ShouldBeProblemAsync(412, "version_conflict");
        using var applied = await PostAsync(ada, $"/v1/adjustments/{id}/apply", approved.Headers.ETag!.Tag);
        (await applied.JsonAsync()).GetProperty("state").GetString().ShouldBe("applied");

        var trace = await ada.GetJsonAsync("/v1/trace/spring%2Fhero@9");
        trace
            .GetProperty("steps")
            .EnumerateArray()
            .Where(step => step.GetProperty("stream").GetString() == $"adjustment-{id}")
            .Select(step => step.GetProperty("actor").GetString())
            .ShouldBe(["ada", "grace", "ada"]);
        await using (var pack = await ada.GetStreamAsync("/v1/evidence/hero@9"))
            (await PackVerification.RunAsync(pack, [], CancellationToken.None)).Problems.ShouldBeEmpty();
        (await ada.GetJsonAsync("/v1/trace/hero@9?format=prov")).TryGetProperty("wasDerivedFrom", out _).ShouldBeTrue();
        await (await ada.GetAsync("/v1/trace/nothing")).ShouldBeProblemAsync(404, "not_found");
        await (await PostAsync(ada, "/v1/adjustments/none/apply")).ShouldBeProblemAsync(404, "not_found");
    }

    [Fact]
    public async Task What_is_proposed_without_a_reason_or_a_rule_is_refused_by_name()
    {
        using var ada = await ClientAsync("ada", KeyScope.Operate);
        (string Body, string Code)[] cases =
        [
            (Proposal.Replace("trust fell", " ", StringComparison.Ordinal), "reason_needed"),
            (Proposal.Replace("\"expected\":8", "\"expected\":0", StringComparison.Ordinal), "expected_needed"),
            (Proposal.Replace("messaging", "price", StringComparison.Ordinal), "unknown_lever"),
            (Proposal.Replace("\"reason\"", "\"alerts\":[\"none\"],\"reason\"", StringComparison.Ordinal), "unknown_alert"),
        ];
        foreach (var (body, code) in cases)
        {
            using var answer = await ada.PostAsync("/v1/adjustments", Requests.Json(body));
            await answer.ShouldBeProblemAsync(422, code);
        }
    }

    [Fact]
    public async Task The_same_proposal_with_one_idempotency_key_is_made_once()
    {
        using var ada = await ClientAsync("ada", KeyScope.Operate, KeyScope.Read);
        ada.DefaultRequestHeaders.Add("Idempotency-Key", "\"one-proposal\"");

        using var first = await ada.PostAsync("/v1/adjustments", Requests.Json(Proposal));
        using var again = await ada.PostAsync("/v1/adjustments", Requests.Json(Proposal));

        (await again.JsonAsync()).GetProperty("id").GetString().ShouldBe((await first.JsonAsync()).GetProperty("id").GetString());
    }

    private static async Task<(string Id, string Tag)> ProposeAsync(HttpClient client)
    {
        using var answer = await client.PostAsync("/v1/adjustments", Requests.Json(Proposal));
        answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return ((await answer.JsonAsync()).GetProperty("id").GetString()!, answer.Headers.ETag!.Tag);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string? tag = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Requests.Json("""{"reason":"it is so"}""") };
        if (tag is not null)
            request.Headers.IfMatch.Add(new EntityTagHeaderValue(tag));
        return client.SendAsync(request);
    }

    private async Task<HttpClient> ClientAsync(string person, params KeyScope[] scopes)
    {
        var (_, text) = await new KeyStore(server.Database, TimeProvider.System).CreateAsync(
            server.Engine,
            scopes,
            person,
            "",
            expiresAt: null,
            new Authorship("owner", "to be used"),
            CancellationToken.None
        );
        return RunningServer.ClientOf(server.Server, text.Text);
    }
}
