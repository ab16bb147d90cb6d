namespace CustomerPerformanceTracker.Server.Tests.Experiments;

/// <summary>Experiments over HTTP.</summary>
public sealed class ExperimentRoutesTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Short = """
        {"name":"short-mail","campaign":"spring","by":"message","control":"hero@8","treatment":"hero@9","from":"2025-05-01","guardrail":"trust",
        "reason":"agreed"}
        """;

    [Fact]
    public async Task An_experiment_is_declared_read_at_a_seal_and_ended()
    {
        await server.Client.PostAsync("/v1/signals", Requests.Json(Signals.Array(SampleExperiment.Signals(customers: 200))));
        await server.FoldedAsync();

        using var made = await server.Client.PostAsync("/v1/experiments", Requests.Json(Short));
        var seal = (await made.JsonAsync()).GetProperty("seal").GetInt32();
        await Until.TrueAsync(async () =>
            (await server.Client.GetJsonAsync("/v1/experiments/short-mail")).GetProperty("arms").EnumerateArray().Sum(arm => arm.GetProperty("n").GetInt32())
            == 200
        );
        using var before = await server.Client.GetAsync($"/v1/experiments/short-mail?seal={seal}");
        using var ended = await server.Client.PostAsync("/v1/experiments/short-mail/end", Requests.Json("""{"reason":"trust fell"}"""));
        using var after = await server.Client.GetAsync($"/v1/experiments/short-mail?seal={seal}");

        (made.StatusCode, ended.StatusCode).ShouldBe((HttpStatusCode.Created, HttpStatusCode.OK));
        (await after.Content.ReadAsStringAsync()).ShouldBe(await before.Content.ReadAsStringAsync());
        var reading = await before.JsonAsync();
        reading.GetProperty("arms").EnumerateArray().Sum(arm => arm.GetProperty("n").GetInt32()).ShouldBe(200);
        reading.GetProperty("looks").GetArrayLength().ShouldBe(30);
        reading.GetProperty("guardrail").GetProperty("arms").GetArrayLength().ShouldBe(2);
        reading.GetProperty("sentence").GetString()!.ShouldContain("customers through 2025-05-30");
        var listed = (await server.Client.GetJsonAsync("/v1/experiments")).GetProperty("experiments")[0];
        listed.GetProperty("ended").GetProperty("reason").GetString().ShouldBe("trust fell");
        (await server.Client.GetJsonAsync($"/v1/experiments?seal={seal - 1}")).GetProperty("experiments").GetArrayLength().ShouldBe(0);

        using var again = await server.Client.PostAsync("/v1/experiments", Requests.Json(Short));
        (await again.ShouldBeProblemAsync(422, "name_taken")).GetProperty("pointer").GetString().ShouldBe("/name");
        using var twice = await server.Client.PostAsync("/v1/experiments/short-mail/end", Requests.Json("""{"reason":"once more"}"""));
        await twice.ShouldBeProblemAsync(422, "ended_already");
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_and_what_breaks_a_rule_is_refused_with_its_place()
    {
        await (await server.Client.GetAsync("/v1/experiments/none")).ShouldBeProblemAsync(404, "not_found");
        await (await server.Client.PostAsync("/v1/experiments/none/end", Requests.Json("""{"reason":"word"}"""))).ShouldBeProblemAsync(404, "not_found");
        using var unknown = await server.Client.PostAsync("/v1/experiments", Requests.Json(Short.Replace("\"spring\"", "\"none\"", StringComparison.Ordinal)));
        (await unknown.ShouldBeProblemAsync(422, "unknown_campaign")).GetProperty("pointer").GetString().ShouldBe("/campaign");
        using var silent = await server.Client.PostAsync("/v1/experiments", Requests.Json(Short.Replace("agreed", " ", StringComparison.Ordinal)));
        await silent.ShouldBeProblemAsync(422, "reason_needed");
    }

    [Fact]
    public async Task A_key_that_may_read_declares_and_ends_nothing()
    {
        using var reader = RunningServer.ClientOf(server.Server, (await server.KeyAsync("readers", null, KeyScope.Read)).Text);

        (await reader.GetAsync("/v1/experiments")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await reader.PostAsync("/v1/experiments", Requests.Json(Short))).ShouldBeProblemAsync(403, "scope_missing");
        await (await reader.PostAsync("/v1/experiments/short-mail/end", Requests.Json("""{"reason":"x"}"""))).ShouldBeProblemAsync(403, "scope_missing");
    }
}
