namespace CustomerPerformanceTracker.Server.Tests.Customers;

/// <summary>A customer is erased while the server runs, and stays erased when it starts again.</summary>
public sealed class ErasureTests : IAsyncLifetime
{
    private const string Id = "ada/böhm 17";
    private static readonly string Path = $"/v1/customers/{Uri.EscapeDataString(Id)}?reason=asked";

    private readonly RunningServer running = new();
    private readonly string data = Directory.CreateTempSubdirectory("cpt-erasure-").FullName;
    private TrackerServer server = null!;
    private HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        await running.InitializeAsync();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
        await running.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task Who_was_erased_is_somebody_new_to_the_server_that_knew_them_and_to_the_one_beside_it()
    {
        await PostAsync(client, Answer("a"));
        await PostAsync(running.Client, Answer("b"));

        (await client.DeleteAsync(Path)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await PostAsync(client, Answer("c"));
        await PostAsync(running.Client, Answer("d"));

        (await ReadAsync("select dense_rank() over (order by customer) from log.signal order by position")).ShouldBe(["1", "1", "2", "2"]);
        (await ReadAsync("select coalesce(external_id, '-') || (key is null) from log.customer order by number")).ShouldBe(["-true", Id + "false"]);
        (await ReadAsync("select count(*) from log.signal where comment is null")).ShouldBe(["0"]);
    }

    [Fact]
    public async Task Rejected_rows_that_name_the_customer_lose_their_text_and_the_others_keep_it()
    {
        var broken = Answer("a").Replace("2025-05-03", "2025-05-33", StringComparison.Ordinal);
        await client.PostAsync(
            "/v1/signals",
            Requests.Json(
                Signals.Array([
                    Answer("ok"),
                    broken,
                    broken.Replace("ö", "\\u00F6", StringComparison.Ordinal),
                    broken.Replace("/", "\\/", StringComparison.Ordinal),
                    broken.Replace(Id, "somebody", StringComparison.Ordinal),
                ])
            )
        );

        (await client.DeleteAsync(Path)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await ReadAsync("select concat_ws(' ', code, length(raw) = 0, taken_at is not null) from intake.rejected order by place")).ShouldBe([
            "erased t t",
            "erased t t",
            "erased t t",
            "invalid_time f f",
        ]);
        (await client.GetJsonAsync("/v1/rejected")).GetProperty("rejected").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Kept_answers_that_name_the_customer_are_forgotten_and_of_the_erasure_none_is_kept()
    {
        await PostAsync(client, Answer("a").Replace(Id, "ada-lovelace", StringComparison.Ordinal), key: "order of ada-lovelace");
        await PostAsync(client, Answer("b").Replace(Id, "ada-lovelace", StringComparison.Ordinal), key: "another");

        using var erase = new HttpRequestMessage(HttpMethod.Delete, "/v1/customers/ada-lovelace?reason=asked")
        {
            Headers = { { "Idempotency-Key", "\"once\"" } },
        };
        (await client.SendAsync(erase)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await ReadAsync("select key from intake.request")).ShouldBe(["another"]);
    }

    [Fact]
    public async Task Of_a_kept_answer_that_names_the_customer_the_mark_stays_that_its_command_was_carried_out()
    {
        const string Proposal =
            """{"campaign":"spring","lever":"funnel","what":"ask grace-hopper","hypothesis":"she knows","expected":5,"reason":"too many leave"}""";
        (await ProposeAsync("a")).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await ProposeAsync("order of grace-hopper")).StatusCode.ShouldBe(HttpStatusCode.Created);
        await PostAsync(client, Answer("a").Replace(Id, "grace-hopper", StringComparison.Ordinal));

        (await client.DeleteAsync("/v1/customers/grace-hopper?reason=asked")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await ReadAsync("select concat_ws(' ', key, position, status is null, body is null, headers is null) from intake.request")).ShouldBe(["a 1 t t t"]);
        await (await ProposeAsync("a")).ShouldBeProblemAsync(409, "request_in_progress");
        await ReadAsync("update intake.request set started_at = started_at - interval '2 minutes'");
        await (await ProposeAsync("a")).ShouldBeProblemAsync(409, "request_carried_out");

        async Task<HttpResponseMessage> ProposeAsync(string key)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/adjustments") { Content = Requests.Json(Proposal) };
            request.Headers.Add("Idempotency-Key", $"\"{key}\"");
            return await client.SendAsync(request);
        }
    }

    [Fact]
    public async Task Rejected_rows_that_name_an_erased_customer_are_kept_without_their_text_until_they_are_a_customer_again()
    {
        var broken = Answer("a").Replace("2025-05-03", "2025-05-33", StringComparison.Ordinal);
        await PostAsync(client, Answer("ok"));
        (await client.DeleteAsync(Path)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        await client.PostAsync("/v1/signals", Requests.Json(Signals.Array([broken, broken.Replace(Id, "somebody", StringComparison.Ordinal)])));
        await client.PostAsync("/v1/signals", Requests.Json(Signals.Array([broken])));
        (await ReadAsync("select concat_ws(' ', place, code, length(raw) = 0, taken_at is not null) from intake.rejected order by id")).ShouldBe([
            "1 erased t t",
            "2 invalid_time f f",
        ]);
        await PostAsync(client, Answer("new"));
        await client.PostAsync("/v1/signals", Requests.Json(Signals.Array([broken])));

        (await ReadAsync("select concat_ws(' ', place, code, length(raw) = 0, taken_at is not null) from intake.rejected order by id")).ShouldBe([
            "1 erased t t",
            "2 invalid_time f f",
            "1 invalid_time f f",
        ]);
    }

    [Fact]
    public async Task Who_comes_back_with_an_older_state_of_the_database_is_erased_when_the_server_starts()
    {
        await PostAsync(client, Answer("a"));
        await ReadAsync("create table log.backup as select * from log.customer");
        (await client.DeleteAsync(Path)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await server.DisposeAsync();
        await ReadAsync("update log.customer c set external_id = b.external_id, key = b.key, erased_at = null from log.backup b where b.number = c.number");
        await ReadAsync("drop table log.backup");

        await StartAsync();

        (await ReadAsync("select count(*) from log.customer where external_id is not null or key is not null")).ShouldBe(["0"]);
        (await ReadAsync("select count(*) from journal.mt_events where type = 'customer_erased'")).ShouldBe(["2"]);
    }

    [Fact]
    public async Task Nobody_is_erased_without_a_reason_a_list_or_the_right()
    {
        await PostAsync(client, Answer("a"));

        await (await client.DeleteAsync(Path.Replace("?reason=asked", "", StringComparison.Ordinal))).ShouldBeProblemAsync(422, "reason_needed");
        await (await client.DeleteAsync(Path.Replace("asked", Uri.EscapeDataString($"{Id} asked"), StringComparison.Ordinal))).ShouldBeProblemAsync(
            422,
            "reason_names_customer"
        );
        await (await client.DeleteAsync("/v1/customers/nobody?reason=asked")).ShouldBeProblemAsync(404, "not_found");
        await using (
            var folderless = await TrackerServer.StartAsync(
                running.Database,
                new ServerOptions(["http://127.0.0.1:0"], Workspace.Default, "UTC"),
                TimeProvider.System,
                CancellationToken.None
            )
        )
        {
            using var asking = RunningServer.ClientOf(folderless);
            await (await asking.DeleteAsync(Path)).ShouldBeProblemAsync(409, "no_erasure_list");
        }

        await File.WriteAllTextAsync(System.IO.Path.Combine(data, "erasures"), "a file where the folder has to be");
        await (await client.DeleteAsync(Path)).ShouldBeProblemAsync(503, "erasure_list_failed");
        using var operating = RunningServer.ClientOf(server, (await running.KeyAsync("default", null, KeyScope.Operate)).Text);
        await (await operating.DeleteAsync(Path)).ShouldBeProblemAsync(403, "scope_missing");

        (await ReadAsync("select external_id from log.customer where key is not null")).ShouldBe([Id]);
    }

    private static string Answer(string id) =>
        $$"""{"id":"{{id}}","type":"survey_answer","occurredAt":"2025-05-03T12:00:00Z","campaign":"spring","customer":"{{Id}}","kpi":"trust","score":2,"scale":[1,5],"comment":"too dear"}""";

    private async Task StartAsync()
    {
        server = await TrackerServer.StartAsync(
            running.Database,
            new ServerOptions(["http://127.0.0.1:0"], Workspace.Default, "UTC") { DataFolder = data },
            TimeProvider.System,
            CancellationToken.None
        );
        client = RunningServer.ClientOf(server);
    }

    private static async Task PostAsync(HttpClient to, string signal, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/signals") { Content = Requests.Json(signal) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", $"\"{key}\"");
        using var answer = await to.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    private async Task<IReadOnlyList<string>> ReadAsync(string sql)
    {
        await using var command = running.Database.Owner.CreateCommand(sql);
        await using var row = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await row.ReadAsync())
            values.Add(Convert.ToString(row.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)!);
        return values;
    }
}
