using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Value;
using CustomerPerformanceTracker.Server.Customers;
using CustomerPerformanceTracker.Wire;

namespace CustomerPerformanceTracker.Server.Tests.Customers;

/// <summary>Single customers and lists of them are read under a scope of their own; what names nobody is not.</summary>
public sealed class CustomerReadTests(RunningServer server) : IClassFixture<RunningServer>
{
    private static readonly string[] Two =
    [
        .. SampleShop.Signals(900).Select(line => JsonElement.Parse(line).GetProperty("customer").GetString()!).Distinct(StringComparer.Ordinal).Take(2),
    ];

    [Fact]
    public async Task A_key_without_the_scope_reads_no_customer_and_reads_what_names_nobody()
    {
        await PostAsync();
        using var reader = await ClientAsync(KeyScope.Read, KeyScope.Operate, KeyScope.Approve, KeyScope.Ingest, KeyScope.Voices);

        await (await reader.GetAsync($"/v1/customers/{Two[0]}")).ShouldBeProblemAsync(403, "scope_missing");
        await (await reader.PostAsync("/v1/at-risk", Requests.Json("""{"reason":"calls"}"""))).ShouldBeProblemAsync(403, "scope_missing");
        await (await reader.PostAsync("/v1/links", Link("one card"))).ShouldBeProblemAsync(403, "scope_missing");
        (await reader.GetJsonAsync("/v1/value?within=30d")).GetProperty("study").GetProperty("customers").GetInt32().ShouldBe(900);
        (await reader.GetJsonAsync("/v1/prices/shop")).GetProperty("kpi").GetString().ShouldBe("loyalty");
    }

    [Fact]
    public async Task Who_took_a_list_stands_in_the_journal_and_the_list_does_not()
    {
        await PostAsync();
        using var client = await ClientAsync(KeyScope.Customers);

        using var answer = await client.PostAsync("/v1/at-risk", Requests.Json("""{"reason":"calls of the week","within":"30d","limit":7}"""));

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var list = await answer.JsonAsync();
        var customers = list.GetProperty("customers").EnumerateArray().Select(one => one.GetProperty("customer").GetString()!).ToArray();
        customers.Length.ShouldBe(7);
        var entry = (await server.Engine.Journal.ReadStreamAsync("customer-value", CancellationToken.None))[^1];
        (entry.Actor, entry.Reason, entry.Seal.Value).ShouldBe(("ada", "calls of the week", list.GetProperty("recordedBy").GetInt32()));
        entry.Data.GetProperty("customers").GetInt32().ShouldBe(7);
        foreach (var customer in customers)
            entry.Data.GetRawText().ShouldNotContain($"\"{customer}\"");
    }

    [Fact]
    public async Task A_list_that_was_given_while_the_next_was_made_is_recorded_as_it_is_read_again_at_its_seal()
    {
        await PostAsync();
        await server.FoldedAsync();
        var engine = server.Engine;
        _ = await engine.AtRisk.ReadAsync(new AtRiskQuestion(), CancellationToken.None);
        using var sender = await ClientAsync(KeyScope.Ingest);
        (await sender.PostAsync("/v1/signals", Requests.Json(Signals.Array([Signals.Visit("after")])))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await server.FoldedAsync();

        engine.AtRisk.Patience = TimeSpan.Zero;
        var (given, _) = (await CustomerReadRoutes.TakeAsync(engine, new AtRiskQuestion(), new Authorship("ada", "calls"), CancellationToken.None))!.Value;
        var again = await engine.AtRisk.ReadAsync(new AtRiskQuestion(Cursors: new Cursors(Seal: given.Seal)), CancellationToken.None);

        given.Next.ShouldNotBeNull();
        var entry = (await server.Engine.Journal.ReadStreamAsync("customer-value", CancellationToken.None))[^1];
        entry.Data.GetRawText().ShouldContain(Convert.ToHexStringLower(SHA256.HashData(Json.Bytes(AtRiskView.Of(again!)))));
    }

    [Fact]
    public async Task A_customer_is_read_and_ids_are_linked_and_parted()
    {
        await PostAsync();
        using var client = await ClientAsync(KeyScope.Customers);

        (await client.PostAsync("/v1/links", Link("one card"))).StatusCode.ShouldBe(HttpStatusCode.Created);
        var linked = (await client.GetJsonAsync($"/v1/customers/{Two[0]}")).GetProperty("numbers").GetArrayLength();
        (await client.PostAsync("/v1/links/end", Link("two cards"))).StatusCode.ShouldBe(HttpStatusCode.Created);

        linked.ShouldBe(2);
        (await client.GetJsonAsync($"/v1/customers/{Two[0]}")).GetProperty("numbers").GetArrayLength().ShouldBe(1);
        await (await client.GetAsync("/v1/customers/nobody")).ShouldBeProblemAsync(404, "not_found");
    }

    private static HttpContent Link(string reason) => Requests.Json($$"""{"one":"{{Two[0]}}","other":"{{Two[1]}}","reason":"{{reason}}"}""");

    private async Task<HttpClient> ClientAsync(params KeyScope[] scopes) =>
        RunningServer.ClientOf(server.Server, (await server.KeyAsync("default", null, scopes)).Text);

    private async Task PostAsync()
    {
        using var sender = await ClientAsync(KeyScope.Ingest);
        foreach (var lines in SampleShop.Signals(900).Chunk(5_000))
            (await sender.PostAsync("/v1/signals", Requests.Json(Signals.Array(lines)))).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var reader = await ClientAsync(KeyScope.Read);
        await Until.TrueAsync(async () =>
        {
            using var answer = await reader.GetAsync("/v1/value?within=30d");
            return answer.IsSuccessStatusCode && (await answer.JsonAsync()).GetProperty("study").GetProperty("customers").GetInt32() == 900;
        });
    }
}
