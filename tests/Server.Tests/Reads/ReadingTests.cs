using CustomerPerformanceTracker.Wire;

namespace CustomerPerformanceTracker.Server.Tests.Reads;

public sealed class ReadingTests(RunningServer server) : IClassFixture<RunningServer>
{
    /// <summary>What a spreadsheet would run rather than show.</summary>
    public static TheoryData<string> Formulas =>
        ["=cmd|' /C calc'!A0", "=1+1", "+1+1", "-1+1", "@SUM(1+1)", "\t=1", "\r=1", "\n=1", "\0=1", "\uFF1D1", "\uFF0B1", "\uFF0D1"];

    [Theory]
    [MemberData(nameof(Formulas))]
    public void A_text_that_begins_a_formula_is_made_safe(string text) => Csv.Cell(text).TrimStart('"').ShouldStartWith("'");

    [Fact]
    public void Numbers_stay_numbers_and_text_stays_text()
    {
        Csv.Cell(-0.25).ShouldBe("-0.25");
        Csv.Cell(-3L).ShouldBe("-3");
        Csv.Cell(null).ShouldBe("");
        Csv.Cell("spring").ShouldBe("spring");
        Csv.Cell("a,\"b\"\r\nc").ShouldBe("\"a,\"\"b\"\"\r\nc\"");
    }

    [Fact]
    public async Task A_campaign_named_as_a_formula_is_safe_in_every_table()
    {
        const string Campaign = "=cmd|' /C calc'!A0";
        await PostAsync(Signals.Visit("f1", Campaign), Signals.Visit("f2", Campaign, at: "2025-05-04T12:00:00Z"));

        foreach (var path in new[] { "scorecards", "trends" })
        {
            var rows = (await CsvAsync($"/v1/{path}/{Uri.EscapeDataString(Campaign)}{(path == "trends" ? "?kpi=visits" : "")}")).Split(
                "\r\n",
                StringSplitOptions.RemoveEmptyEntries
            );
            rows.Length.ShouldBeGreaterThan(1, path);
            rows[1..].ShouldAllBe(row => row.StartsWith("'=cmd|' /C calc'!A0,"));
        }
    }

    [Fact]
    public async Task A_table_is_given_where_CSV_is_wanted_most()
    {
        await PostAsync(Signals.Visit("c1", "table"));

        (await TypeAsync("text/csv")).ShouldBe("text/csv");
        (await TypeAsync("application/json, text/csv;q=0.5")).ShouldBe("application/json");
        (await TypeAsync("application/json;q=0.1, text/csv")).ShouldBe("text/csv");
        (await TypeAsync("*/*")).ShouldBe("application/json");

        async Task<string?> TypeAsync(string accept)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/scorecards/table");
            request.Headers.Accept.ParseAdd(accept);
            using var answer = await server.Client.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            return answer.Content.Headers.ContentType?.MediaType;
        }
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/csv")]
    public async Task A_reading_that_is_known_is_not_sent_again(string type)
    {
        await PostAsync(Signals.Visit($"e-{type}", "tagged"));
        using var first = await GetAsync("/v1/scorecards/tagged", type);
        var tag = first.Headers.ETag.ShouldNotBeNull();

        using var known = await GetAsync("/v1/scorecards/tagged", type, tag);
        known.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await known.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        known.Headers.ETag.ShouldBe(tag);

        await PostAsync(Signals.Visit($"e2-{type}", "tagged", at: "2025-05-06T12:00:00Z"));
        using var changed = await GetAsync("/v1/scorecards/tagged", type, tag);
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        changed.Headers.ETag.ShouldNotBe(tag);
    }

    [Fact]
    public async Task At_a_seal_a_reading_is_byte_for_byte_what_it_was_when_that_seal_was_the_last()
    {
        string[] paths = ["/v1/scorecards/sealed?by=channel", "/v1/trends/sealed?kpi=visits", "/v1/reviews/sealed?from=2025-05-01&to=2025-05-31"];
        var then = new List<(string Path, string Text)>();
        for (var day = 1; day <= 4; day++)
        {
            await PostAsync(Signals.Visit($"s{day}", "sealed", count: day, at: $"2025-05-0{day}T12:00:00Z"));
            var seal = (await HeadAsync()).Seal;
            foreach (var path in paths)
                then.Add(($"{path}{(path.Contains('?') ? '&' : '?')}seal={seal}", await server.Client.GetStringAsync(path)));
        }

        foreach (var (path, text) in then)
            (await server.Client.GetStringAsync(path)).ShouldBe(text, path);
        then.Where(one => one.Path.StartsWith(paths[0], StringComparison.Ordinal)).Select(one => one.Text).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public async Task Readings_can_be_asked_as_of_a_day_and_as_known_on_a_day()
    {
        await PostAsync(
            Signals.Visit("a1", "cursors", count: 10, at: "2025-05-01T12:00:00Z"),
            Signals.Visit("a2", "cursors", count: 5, at: "2025-05-09T12:00:00Z")
        );

        (await Window("at=2025-05-02")).ShouldBe("2025-05-02");
        (await Window("at=2025-05-09T13:00:00Z")).ShouldBe("2025-05-09");
        (await Window("known=2100-01-01")).ShouldBe("2025-05-09");
        using var before = await server.Client.GetAsync("/v1/scorecards/cursors?known=2025-05-02");
        await before.ShouldBeProblemAsync(404, "not_found");

        async Task<string?> Window(string query) =>
            (await server.Client.GetJsonAsync($"/v1/scorecards/cursors?{query}")).GetProperty("window").GetProperty("to").GetString();
    }

    [Theory]
    [InlineData("/v1/scorecards/bad?at=yesterday", "at")]
    [InlineData("/v1/scorecards/bad?known=2025-13-01", "known")]
    [InlineData("/v1/scorecards/bad?seal=abc", "seal")]
    [InlineData("/v1/scorecards/bad?seal=99999999999", "seal")]
    [InlineData("/v1/scorecards/bad?seal=1000000", "seal")]
    [InlineData("/v1/scorecards/bad?seal=-1", "seal")]
    [InlineData("/v1/scorecards/bad?window=28", "window")]
    [InlineData("/v1/scorecards/bad?by=colour", "by")]
    [InlineData("/v1/trends/bad?from=soon", "from")]
    [InlineData("/v1/reviews/bad?from=2025-05-01", "to")]
    [InlineData("/v1/reviews/bad?from=2025-05-02&to=2025-05-01", "to")]
    [InlineData("/v1/journal?limit=0", "limit")]
    [InlineData("/v1/journal?limit=1001", "limit")]
    [InlineData("/v1/journal?limit=ten", "limit")]
    [InlineData("/v1/alerts?after=x", "after")]
    public async Task A_parameter_that_cannot_be_is_named(string path, string parameter)
    {
        await PostAsync(Signals.Visit($"b-{path}".Replace("%", "", StringComparison.Ordinal), "bad"));
        using var answer = await server.Client.GetAsync(path);

        var problem = await answer.ShouldBeProblemAsync(400, "bad_parameter");

        problem.GetProperty("pointer").GetString().ShouldBe(parameter);
        problem.GetProperty("detail").GetString()!.ShouldNotContain("Nullable");
    }

    [Theory]
    [InlineData("/v1/scorecards/%00")]
    [InlineData("/v1/scorecards/a%00b")]
    [InlineData("/v1/scorecards/%ff")]
    [InlineData("/v1/trends/%ed%a0%80")]
    [InlineData("/v1/alerts/%00")]
    [InlineData("/v1/alerts/a%2Fb")]
    public async Task A_name_that_nothing_can_have_is_not_found(string path)
    {
        using var answer = await server.Client.GetAsync(path);

        ((int)answer.StatusCode).ShouldBeOneOf([400, 404], await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("kpis", "kpis: [", "why", 422)]
    [InlineData("journey", "\0", "why", 422)]
    [InlineData("policies", "", "why", 422)]
    [InlineData("kpis", "kpis:\n  - { kpi: trust, target: 70, floor: 25, weight: 2 }\n", "%20", 400)]
    [InlineData("kpis", "kpis: []", null, 400)]
    public async Task A_document_that_cannot_be_says_why(string document, string yaml, string? reason, int status)
    {
        using var answer = await server.Client.PutAsync($"/v1/{document}{(reason is null ? "" : $"?reason={reason}")}", new StringContent(yaml));

        await answer.ShouldBeProblemAsync(status, status == 400 ? "bad_parameter" : "invalid_document");
    }

    [Fact]
    public async Task A_text_that_nothing_can_hold_is_told_so()
    {
        using var read = await server.Client.GetAsync("/v1/journal?stream=%00");
        await read.ShouldBeProblemAsync(400, "invalid_text");

        using var set = await server.Client.PutAsync(
            "/v1/kpis?reason=a%00b",
            new StringContent("kpis:\n  - { kpi: trust, target: 70, floor: 25, weight: 2 }\n")
        );
        await set.ShouldBeProblemAsync(400, "invalid_text");
    }

    [Fact]
    public async Task Pages_of_the_journal_give_each_entry_once()
    {
        for (var i = 0; i < 25; i++)
            await server.Engine.Journal.AppendAsync(
                [new StreamAppend($"paged-{i}", ExpectedVersion.NoStream, [new JournalEvent("told", JsonSerializer.SerializeToElement(new { i }))])],
                new Authorship("ada", "to be read"),
                CancellationToken.None
            );

        var told = new List<int>();
        long? after = 0;
        while (after is not null)
        {
            var page = await server.Client.GetJsonAsync($"/v1/journal?stream=paged-&limit=7&after={after}");
            told.AddRange(page.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("data").GetProperty("i").GetInt32()));
            after = page.TryGetProperty("next", out var next) ? next.GetInt64() : null;
        }

        told.ShouldBe(Enumerable.Range(0, 25));
        (await server.Client.GetJsonAsync("/v1/journal?stream=paged_")).GetProperty("entries").GetArrayLength().ShouldBe(0);
    }

    private async Task PostAsync(params string[] signals)
    {
        using var answer = await server.Client.PostAsync("/v1/signals", Requests.Json(Signals.Array(signals)));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        await server.FoldedAsync();
    }

    private Task<HeadRow> HeadAsync() => HeadRow.ReadAsync(server.Database, server.Engine.Workspace, CancellationToken.None);

    private async Task<string> CsvAsync(string path)
    {
        using var answer = await GetAsync(path, "text/csv");
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return text;
    }

    private Task<HttpResponseMessage> GetAsync(string path, string accept, EntityTagHeaderValue? known = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd(accept);
        if (known is not null)
            request.Headers.IfNoneMatch.Add(known);
        return server.Client.SendAsync(request);
    }
}
