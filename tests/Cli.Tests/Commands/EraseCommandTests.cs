using System.IO.Compression;
using System.Text;
using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Postgres.Embedded;
using CustomerPerformanceTracker.Proofs.Evidence;
using CustomerPerformanceTracker.Proofs.Tree;
using Npgsql;

namespace CustomerPerformanceTracker.Cli.Tests.Commands;

/// <summary>A canary goes through the real program into a private cluster, is erased, and is looked for in every file.</summary>
public sealed class EraseCommandTests : IAsyncLifetime
{
    private const string Id = "canary-7f3a91d2e4";
    private const string Comment = "the yellow bird of c5b08e sings";

    private readonly Cpt cpt = new();
    private EmbeddedPostgres? postgres;
    private string said = "";
    private string import = "";

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "folders are copied with cp, servers stopped with a signal");
        await cpt.InitializeAsync();
        await StartAsync();
        said =
            $$"""{"id":"said","type":"survey_answer","occurredAt":"2025-03-09T12:00:00Z","campaign":"spring","segment":"new","customer":"{{Id}}","kpi":"trust","score":2,"scale":[1,5],"comment":"{{Comment}}"}""";
        import = cpt.File(
            "x.ndjson",
            [
                .. Enumerable.Range(0, 60).Select(ExitCodeTests.Line),
                said,
                said.Replace("2025-03-09T12", "2025-03-39T12", StringComparison.Ordinal).Replace("\"said\"", "\"wrong\"", StringComparison.Ordinal),
            ]
        );
        var run = await cpt.RunAloneAsync("import", import);
        run.ExitCode.ShouldBe(ExitCode.Partly, run.Error);

        // Samples for the planner, an index and a table with dead rows, segments that were used before: what a database has after some time.
        await ExecuteAsync("analyze");
        await ExecuteAsync($"begin; insert into log.customer (workspace, external_id) select workspace, '{Id}-again' from log.customer limit 1; rollback");
        await ExecuteAsync("checkpoint; select pg_switch_wal(); checkpoint");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await cpt.DisposeAsync();
    }

    [Fact]
    public async Task No_file_of_the_database_holds_who_was_erased_and_every_proof_and_count_stays()
    {
        var key = await KeyAsync();
        byte[][] needles = [Encoding.UTF8.GetBytes(Id), Encoding.UTF8.GetBytes(Comment), key];
        var proof = (await ProofAsync()).ToArray();
        var scorecard = await ScorecardAsync();
        var before = Canary.FilesWith(cpt.Data, needles);
        foreach (var (needle, place) in new[] { (0, "pg_wal"), (0, "base"), (1, "base"), (2, "base") })
            before.ShouldContain(
                file => file.Contains($"/{place}/", StringComparison.Ordinal) && file.EndsWith($"holds {needle}", StringComparison.Ordinal),
                $"{needle} in {place}, or this test finds nothing"
            );

        var erased = await cpt.RunAloneAsync("erase", Id, "--reason", "request of 3 May");

        erased.ExitCode.ShouldBe(ExitCode.Done, erased.Error);
        erased.Output.ShouldContain("No file of the database holds it any more.");
        Canary.FilesWith(cpt.Data, needles).ShouldBeEmpty();
        (await ProofAsync()).ShouldBe(proof);
        Proves(proof).ShouldBeTrue();
        (await ScorecardAsync()).ShouldBe(scorecard);
        (await cpt.RunAloneAsync("verify", "--json")).Json.GetProperty("ok").GetBoolean().ShouldBeTrue();
        (await cpt.RunAloneAsync("rejected", "list")).Output.ShouldNotContain("canary");
        (await OneAsync<string>("select concat_ws(' ', code, length(raw), place) from intake.rejected")).ShouldStartWith("erased 0 ");
        var pack = await PackAsync();
        foreach (var needle in needles)
            pack.AsSpan().IndexOf(needle).ShouldBeLessThan(0);
        await StopAsync();
        Canary.FilesWith(cpt.Data, needles).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_comes_again_after_an_erasure_brings_no_byte_back_nor_does_a_rebuild_or_a_crash()
    {
        byte[][] needles = [Encoding.UTF8.GetBytes(Id), Encoding.UTF8.GetBytes(Comment), await KeyAsync()];
        Canary.FilesWith(cpt.Data, needles).ShouldNotBeEmpty();
        (await cpt.RunAloneAsync("erase", Id, "--reason", "request of 3 May")).ExitCode.ShouldBe(ExitCode.Done);

        (await cpt.RunAloneAsync("import", import, "--json")).Output.ShouldContain("\"duplicate\": 61");
        Canary.FilesWith(cpt.Data, needles).ShouldBeEmpty("imported again");
        (await PostAgainAsync()).ShouldBe([(200, "duplicate"), (207, "rejected")]);
        Canary.FilesWith(cpt.Data, needles).ShouldBeEmpty("posted again");
        (await cpt.RunAloneAsync("projections", "rebuild")).ExitCode.ShouldBe(ExitCode.Done);
        await ExecuteAsync("analyze");
        Canary.FilesWith(cpt.Data, needles).ShouldBeEmpty("rebuilt");

        await CrashAsync();
        Canary.FilesWith(cpt.Data, needles).ShouldBeEmpty("crashed");
        (await cpt.RunAloneAsync("verify", "--json")).Json.GetProperty("ok").GetBoolean().ShouldBeTrue();
        (await OneAsync<string>("select string_agg(concat_ws(' ', code, length(raw), place), ', ' order by id) from intake.rejected")).ShouldBe(
            "erased 0 62, erased 0 1"
        );
        (await OneAsync<long>("select count(*) from intake.request")).ShouldBe(0);
        await StopAsync();
        Canary.FilesWith(cpt.Data, needles).ShouldBeEmpty("stopped");
    }

    [Fact]
    public async Task A_backup_that_is_restored_brings_nobody_back()
    {
        byte[][] needles = [Encoding.UTF8.GetBytes(Id), Encoding.UTF8.GetBytes(Comment), await KeyAsync()];
        var cluster = Path.Combine(cpt.Data, "postgres");
        var backup = Path.Combine(cpt.Folder, "backup");
        await StopAsync();
        await Canary.CopyAsync(cluster, backup);
        (await cpt.RunAloneAsync("erase", Id, "--reason", "request of 3 May")).ExitCode.ShouldBe(ExitCode.Done);
        Directory.Delete(cluster, recursive: true);
        await Canary.CopyAsync(backup, cluster);
        Canary.FilesWith(cpt.Data, needles).ShouldNotBeEmpty();

        var next = await cpt.RunAloneAsync("scorecard", "spring", "--at", "2025-03-28", "--json");

        next.ExitCode.ShouldBe(ExitCode.Done, next.Error);
        next.Error.ShouldContain("erased again");
        Canary.FilesWith(cpt.Data, needles).ShouldBeEmpty();
        await StartAsync();
        (await OneAsync<string>("select data || concat_ws(' ', '', type, headers) from journal.mt_events where type = 'customer_erased'")).ShouldContain(
            "erasure list"
        );
        (await cpt.RunAloneAsync("log", "head")).Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_running_server_erases_and_tells_nobody_who_it_was()
    {
        byte[][] needles = [Encoding.UTF8.GetBytes(Id), Encoding.UTF8.GetBytes(Comment), await KeyAsync()];
        using var server = cpt.Start("serve", "--urls", "http://127.0.0.1:0");
        var log = new StringBuilder();
        string? line;
        while ((line = await server.StandardError.ReadLineAsync()) is not null && !line.StartsWith("Listening on ", StringComparison.Ordinal))
            log.AppendLine(line);
        var rest = server.StandardError.ReadToEndAsync();
        using var client = new HttpClient { BaseAddress = new Uri(line.ShouldNotBeNull()["Listening on ".Length..]), Timeout = Patience.Limit };

        // The server remembers who it is to forget.
        await SendAsync(client, "more");
        using var erased = await client.DeleteAsync($"/v1/customers/{Id}?reason=request%20of%203%20May");
        using var unknown = await client.DeleteAsync($"/v1/customers/{Id}?reason=again");
        using var named = await client.DeleteAsync($"/v1/customers/c-3?reason=c-3%20asked");

        ((int)erased.StatusCode, (int)unknown.StatusCode, (int)named.StatusCode).ShouldBe((204, 404, 422));
        Canary.FilesWith(cpt.Data, needles).ShouldBeEmpty();
        using (var kill = Process.Start("sh", ["-c", $"kill -TERM {server.Id}"]))
            await kill.WaitForExitAsync();
        await server.WaitForExitAsync();
        log.Append(await rest).ToString().ShouldNotContain("canary");
        (await cpt.RunAloneAsync("verify", "--json")).Json.GetProperty("ok").GetBoolean().ShouldBeTrue();

        static async Task SendAsync(HttpClient client, string id)
        {
            using var body = new StringContent(
                ExitCodeTests.Line(7).Replace("c-7", Id, StringComparison.Ordinal).Replace("\"a7\"", $"\"{id}\"", StringComparison.Ordinal),
                Encoding.UTF8,
                "application/json"
            );
            using var answer = await client.PostAsync("/v1/signals", body);
            answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task Nobody_is_erased_where_the_list_cannot_be_written_and_no_command_erases_nobody_in_particular()
    {
        await File.WriteAllTextAsync(Path.Combine(cpt.Data, "erasures"), "a file where the folder has to be");

        var run = await cpt.RunAloneAsync("erase", Id);
        var nobody = await cpt.RunAloneAsync("erase");
        var sweep = await cpt.RunAloneAsync("erase", "--sweep", "--json");

        (run.ExitCode, nobody.ExitCode).ShouldBe((ExitCode.Refused, ExitCode.Refused));
        run.Error.ShouldContain("erasures");
        (await OneAsync<long>($"select count(*) from log.customer where external_id = '{Id}' and key is not null")).ShouldBe(1);
        sweep.Json.GetProperty("left").GetArrayLength().ShouldBe(0);
    }

    private async Task StartAsync() =>
        postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataFolder = cpt.Data }, CancellationToken.None);

    private async Task StopAsync()
    {
        if (postgres is not null)
            await postgres.DisposeAsync();
        postgres = null;
    }

    /// <summary>What the customer said, and what was wrong of it, once more by the other way in, under keys that name them.</summary>
    private async Task<IReadOnlyList<(int Code, string Status)>> PostAgainAsync()
    {
        using var server = cpt.Start("serve", "--urls", "http://127.0.0.1:0");
        string? line;
        while ((line = await server.StandardError.ReadLineAsync()) is not null && !line.StartsWith("Listening on ", StringComparison.Ordinal)) { }

        var rest = server.StandardError.ReadToEndAsync();
        using var client = new HttpClient { BaseAddress = new Uri(line.ShouldNotBeNull()["Listening on ".Length..]) };
        var answers = new List<(int, string)>();
        foreach (var body in new[] { said, said.Replace("2025-03-09T12", "2025-03-39T12", StringComparison.Ordinal) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/signals")
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
                Headers = { { "Idempotency-Key", $"\"{Id}\"" } },
            };
            using var answer = await client.SendAsync(request);
            answers.Add(
                ((int)answer.StatusCode, JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("items")[0].GetProperty("status").GetString()!)
            );
        }

        using (var kill = Process.Start("sh", ["-c", $"kill -TERM {server.Id}"]))
            await kill.WaitForExitAsync();
        await server.WaitForExitAsync();
        (await rest).ShouldNotContain("canary");
        return answers;
    }

    /// <summary>Kills the database's server, and waits until the lease has brought it back.</summary>
    private async Task CrashAsync()
    {
        var pid = Path.Combine(cpt.Data, "postgres", "cluster", "postmaster.pid");
        var killed = (await File.ReadAllLinesAsync(pid))[0];
        using (var server = Process.GetProcessById(int.Parse(killed, System.Globalization.CultureInfo.InvariantCulture)))
            server.Kill();
        for (var back = false; !back; await Task.Delay(50))
        {
            try
            {
                back = (await File.ReadAllLinesAsync(pid))[0] != killed && await OneAsync<bool>("select true");
            }
            catch (Exception e) when (e is IOException or NpgsqlException or IndexOutOfRangeException)
            {
                // Not yet.
            }
        }
    }

    private Task<byte[]> KeyAsync() => OneAsync<byte[]>($"select key from log.customer where external_id = '{Id}'");

    private async Task<T> OneAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(postgres!.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(postgres!.ConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        foreach (var statement in sql.Split("; "))
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>The answer's leaf, its way to the root of its seal, and that root.</summary>
    private async Task<IReadOnlyList<string>> ProofAsync()
    {
        var json = (await cpt.RunAloneAsync("log", "proof", "said", "--campaign", "spring", "--json")).Json;
        var inSeal = json.GetProperty("inSeal");
        return
        [
            json.GetProperty("leaf").GetProperty("data").GetString()!,
            json.GetProperty("seal").GetProperty("root").GetString()!,
            inSeal.GetProperty("index").GetRawText(),
            inSeal.GetProperty("size").GetRawText(),
            .. inSeal.GetProperty("hashes").EnumerateArray().Select(hash => hash.GetString()!),
        ];
    }

    private static bool Proves(string[] proof) =>
        InclusionProof.Proves(
            JsonSerializer.Deserialize<int>(proof[2]),
            JsonSerializer.Deserialize<int>(proof[3]),
            MerkleTree.HashLeaf(Convert.FromBase64String(proof[0])),
            Convert.FromBase64String(proof[1]),
            [.. proof[4..].Select(Convert.FromBase64String)]
        );

    /// <summary>Its figures; the cursor counts the erasure's own entry in the journal.</summary>
    private async Task<string> ScorecardAsync()
    {
        var json = (await cpt.RunAloneAsync("scorecard", "spring", "--at", "2025-03-28", "--json")).Json;
        var figures = string.Join(
            '\n',
            json.EnumerateObject().Where(member => member.Value.ValueKind is JsonValueKind.Array).Select(member => member.Value.GetRawText())
        );
        figures.ShouldContain("trust");
        return figures;
    }

    /// <summary>Everything in an evidence pack of every signal, one file behind the other.</summary>
    private async Task<byte[]> PackAsync()
    {
        await using var database = await Database.OpenAsync(postgres!.ConnectionString, TrackerModules.All, CancellationToken.None);
        var engine = await Engine.OpenAsync(database, Workspace.Default, "UTC", TimeProvider.System, CancellationToken.None);
        var zip = new MemoryStream();
        await new EvidencePack(database, engine.Workspace, new Notary(database, engine.Workspace, cpt.Data)).WriteAsync(
            zip,
            new PackContent([new Position(1)], [.. Enumerable.Range(1, 61).Select(position => new Position(position))], "<!doctype html>", "{}"),
            CancellationToken.None
        );
        zip.Position = 0;
        (await PackVerification.RunAsync(zip, [], CancellationToken.None)).Ok.ShouldBeTrue();
        using var whole = new MemoryStream();
        using var archive = new ZipArchive(zip, ZipArchiveMode.Read);
        foreach (var entry in archive.Entries)
        {
            await using var file = await entry.OpenAsync();
            await file.CopyToAsync(whole);
        }

        return whole.ToArray();
    }
}
