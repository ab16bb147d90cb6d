namespace CustomerPerformanceTracker.Server.Tests.Pages;

/// <summary>The signals behind a figure: as many as the figure says, with what became of them, and no text or id but for those who may know.</summary>
public sealed class SignalPageTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const int Answers = 60;
    private const string Day = "2025-05-20";

    [Fact]
    public async Task A_day_lists_as_many_signals_as_its_figure_counts_with_corrections_and_an_erasure_among_them()
    {
        var campaign = await FilledAsync("counted");
        using var browser = await Browser.OfAsync(server, KeyScope.Read);
        var point = await PointAsync(campaign, "trust", Day);

        var page = await browser.PageAsync($"/campaigns/{campaign}/signals?kpi=trust&on={Day}");

        // One of the answers was retracted; the one that was corrected counts by its correction.
        point.N.ShouldBe(Answers - 1);
        page.ShouldContain($"It rests on {Answers - 1} signals, n {Answers - 1}. 2 more were corrected or retracted and count no more.");
        page.ShouldContain($"50 of {Answers + 1}, in the order they were recorded");
        page.ShouldContain($"Trust of 20 May 2025: {point.Mean!.Value.ToString("0.0", CultureInfo.InvariantCulture)} of 100.");
        page.ShouldMatch("corrected by signal \\d+, counts no more");
        page.ShouldMatch("retracted by signal \\d+, counts no more");
        page.ShouldContain("counts; customer erased");
        page.ShouldContain("trust 2 on 1 to 5");
        (await browser.PageAsync($"/campaigns/{campaign}")).ShouldContain(
            $"<a href=\"/campaigns/{campaign}/signals?kpi=trust&amp;on={Day}\">{Answers - 1}</a>"
        );
    }

    [Fact]
    public async Task Every_day_of_every_line_at_any_cursors_rests_on_what_it_says()
    {
        var campaign = await FilledAsync("any");
        var seal = (await server.Client.GetJsonAsync("/v1/log/head")).GetProperty("seals").GetInt32();
        string[] cursors = ["", $"&seal={seal}", $"&seal={seal - 2}", "&known=2025-05-20T23:59:59Z", "&at=2025-05-20T11:30:00Z", "&known=2100-01-01"];
        string[] parts = ["", "&only=touchpoint=checkout", "&only=channel="];
        var compared = 0;
        string[] kpis = ["trust", "loyalty", "conversion_rate", "visits", "revenue", "conversions"];
        foreach (var (cursor, part, kpi) in cursors.SelectMany(cursor => parts.SelectMany(part => kpis.Select(kpi => (cursor, part, kpi)))))
        {
            using var trend = await server.Client.GetAsync($"/v1/trends/{campaign}?kpi={kpi}{part}{cursor}");
            // A part that no signal is of has no line.
            if (trend.StatusCode != HttpStatusCode.OK)
                continue;
            foreach (var point in (await trend.JsonAsync()).GetProperty("points").EnumerateArray())
            {
                var (figure, rows) = await AllAsync($"/v1/trends/{campaign}/signals?kpi={kpi}&on={point.GetProperty("date").GetString()}{part}{cursor}");
                var what = $"{kpi} {point.GetProperty("date")} {part} {cursor}";
                figure.GetProperty("n").GetDouble().ShouldBe(point.GetProperty("n").GetDouble(), what);
                figure.GetProperty("value").GetDouble().ShouldBe(point.GetProperty("mean").GetDouble(), 1e-9, what);
                rows.Count.ShouldBe(figure.GetProperty("rows").GetInt32(), what);
                rows.Count(row => row.GetProperty("amended").ValueKind != JsonValueKind.Null).ShouldBe(figure.GetProperty("amended").GetInt32(), what);
                if (kpi != "conversion_rate")
                    Counted(rows).ShouldBe(figure.GetProperty("n").GetInt64(), what);
                compared++;
            }
        }

        compared.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task A_sealed_address_gives_the_same_bytes_whatever_is_corrected_or_erased_later()
    {
        var campaign = await FilledAsync("sealed");
        using var browser = await Browser.OfAsync(server, KeyScope.Read);
        var seal = (await server.Client.GetJsonAsync("/v1/log/head")).GetProperty("seals").GetInt32();
        var at = $"/campaigns/{campaign}/signals?on={Day}&seal={seal}";
        var before = await browser.MainAsync(at);

        await PostAsync(Retraction(campaign, "r7", "a7"), Answer(campaign, "late", "c-late", 5));
        await EraseAsync($"{campaign}-c9");
        await server.FoldedAsync();

        (await browser.MainAsync(at)).ShouldBe(before);
        (await browser.MainAsync($"/campaigns/{campaign}/signals?on={Day}")).ShouldNotBe(before);
    }

    [Fact]
    public async Task Comments_are_shown_for_a_reason_that_the_journal_keeps_and_ids_to_those_who_may_know_customers()
    {
        var campaign = await FilledAsync("written");
        using var reader = await Browser.OfAsync(server, KeyScope.Read);
        using var listener = await Browser.OfAsync(server, KeyScope.Read, KeyScope.Voices);
        using var keeper = await Browser.OfAsync(server, KeyScope.Read, KeyScope.Voices, KeyScope.Customers);
        var (path, fields) = ($"/campaigns/{campaign}/signals", ((string, string)[])[("kpi", "trust"), ("on", Day), ("after", "")]);

        var told = await reader.PageAsync($"{path}?on={Day}");
        using var refused = await reader.PostAsync(path, [("token", await reader.TokenAsync("/")), .. fields, ("reason", "a look")]);
        var unreasoned = await listener.FormAsync($"{path}?on={Day}", path, HttpStatusCode.UnprocessableEntity, fields);
        var entries = await EntriesAsync(campaign);
        using var answer = await listener.PostAsync(
            path,
            [("token", await listener.TokenAsync($"{path}?on={Day}")), .. fields, ("reason", "complaints of May")]
        );
        var heard = await answer.Content.ReadAsStringAsync();
        var named = await keeper.FormAsync($"{path}?on={Day}", path, HttpStatusCode.OK, [.. fields, ("reason", "a call back")]);

        told.ShouldContain("What customers wrote is for keys of the scope voices");
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        unreasoned.ShouldContain("Say why");
        entries.ShouldBe(0, "nobody saw a text yet");
        foreach (var silent in (string[])[told, unreasoned])
        {
            silent.ShouldNotContain("slow & dear");
            silent.ShouldNotContain("slow &amp; dear");
            silent.ShouldNotContain($"{campaign}-c2");
        }

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, heard);
        answer.Headers.CacheControl!.ToString().ShouldBe("no-store");
        heard.ShouldContain("<bdi>slow &amp; dear</bdi>");
        heard.ShouldContain("erased, cannot be read");
        heard.ShouldNotContain("I am gone");
        heard.ShouldNotContain($"{campaign}-c2");
        named.ShouldContain($"<bdi>{campaign}-c2</bdi>");
        named.ShouldNotContain($"{campaign}-c1<");
        (await EntriesAsync(campaign)).ShouldBe(2);
    }

    [Theory]
    [InlineData("on=soon", HttpStatusCode.BadRequest)]
    [InlineData("after=last", HttpStatusCode.BadRequest)]
    [InlineData("on=2025-05-20&to=2025-05-19", HttpStatusCode.UnprocessableEntity)]
    [InlineData("on=2025-05-20&to=2027-05-19", HttpStatusCode.UnprocessableEntity)]
    [InlineData("kpi=net_revenue", HttpStatusCode.BadRequest)]
    [InlineData("only=flavour", HttpStatusCode.UnprocessableEntity)]
    public async Task A_question_that_cannot_be_answered_is_refused_on_a_page(string query, HttpStatusCode status)
    {
        using var browser = await Browser.OfAsync(server, KeyScope.Read);
        await PostAsync(Signals.Visit("v", "refused"));
        await server.FoldedAsync();

        using var answer = await browser.GetAsync($"/campaigns/refused/signals?{query}");

        answer.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task The_figure_of_an_instrument_rests_on_the_answers_to_its_questions_on_their_scales()
    {
        const string Document =
            "instruments:\n  - { kpi: care, kind: likert, items: [{ question: kind, scale: [1, 5] }, { question: rude, scale: [1, 5], reversed: true }] }\n";
        await PostAsync([
            .. Enumerable
                .Range(0, 12)
                .Select(i =>
                    Answer("asked", $"k{i}", $"asked-c{i}", i % 5 + 1).Replace("\"trust\"", i % 2 == 0 ? "\"kind\"" : "\"rude\"", StringComparison.Ordinal)
                ),
            Answer("asked", "other", "asked-c1", 4).Replace("\"trust\"", "\"care\"", StringComparison.Ordinal),
            Answer("asked", "wide", "asked-c2", 4)
                .Replace("\"trust\"", "\"kind\"", StringComparison.Ordinal)
                .Replace("[1,5]", "[1,7]", StringComparison.Ordinal),
        ]);
        using var set = await server.Client.PutAsync("/v1/instruments?reason=first", Requests.Bytes(Encoding.UTF8.GetBytes(Document), "application/yaml"));
        set.StatusCode.ShouldBe(HttpStatusCode.OK);
        await server.FoldedAsync();
        await server.Engine.CatchUpAsync(progress: null, CancellationToken.None);

        var point = await PointAsync("asked", "care", Day);
        var (figure, rows) = await AllAsync($"/v1/trends/asked/signals?kpi=care&on={Day}");

        point.N.ShouldBe(12);
        (figure.GetProperty("n").GetDouble(), figure.GetProperty("value").GetDouble()).ShouldBe((point.N, point.Mean!.Value));
        rows.Select(row => row.GetProperty("kpi").GetString()).Distinct().Order().ShouldBe(["kind", "rude"]);
        rows.Count.ShouldBe(12);
    }

    private async Task<int> EntriesAsync(string campaign) =>
        (await server.Engine.Journal.ReadStreamAsync("voices", CancellationToken.None)).Count(entry =>
            entry.Data.GetProperty("campaign").GetString() == campaign && entry.Data.GetProperty("read").GetString() == "behind"
        );

    private static long Counted(IEnumerable<JsonElement> rows) =>
        rows.Where(row => row.GetProperty("amended").ValueKind == JsonValueKind.Null).Sum(row => row.GetProperty("count").GetInt64());

    private async Task<(JsonElement Figure, IReadOnlyList<JsonElement> Rows)> AllAsync(string path)
    {
        var (rows, figure) = (new List<JsonElement>(), await server.Client.GetJsonAsync($"{path}&limit=40"));
        rows.AddRange(figure.GetProperty("signals").EnumerateArray());
        var page = figure;
        while (page.TryGetProperty("next", out var next))
        {
            page = await server.Client.GetJsonAsync($"{path}&limit=40&after={next.GetInt64()}");
            rows.AddRange(page.GetProperty("signals").EnumerateArray());
        }

        return (figure, rows);
    }

    private async Task<(double N, double? Mean)> PointAsync(string campaign, string kpi, string day)
    {
        var trend = await server.Client.GetJsonAsync($"/v1/trends/{campaign}?kpi={kpi}");
        var point = trend.GetProperty("points").EnumerateArray().Single(one => one.GetProperty("date").GetString() == day);
        return (point.GetProperty("n").GetDouble(), point.GetProperty("mean").GetDouble());
    }

    /// <summary>A campaign with 60 answers of a day, of which one was corrected and one retracted, and one whose customer was erased; and what was bought.</summary>
    private async Task<string> FilledAsync(string campaign)
    {
        await PostAsync([
            .. Enumerable.Range(0, Answers).Select(i => Answer(campaign, $"a{i}", $"{campaign}-c{i}", i % 5 + 1, Wrote(i))),
            .. Enumerable.Range(0, 9).Select(i => Signals.Visit($"v{i}", campaign, count: i + 1, at: $"2025-05-{19 + (i % 3)}T1{i}:00:00Z")),
            .. Enumerable
                .Range(0, 6)
                .Select(i => Line(campaign, $"o{i}", "conversion", i, $$""","amount":"1{{i}}.50","currency":"{{(i == 3 ? "USD" : "EUR")}}" """)),
            .. Enumerable
                .Range(0, 6)
                .Select(i => Line(campaign, $"n{i}", "survey_answer", i, $$""","kpi":"loyalty","score":{{i + 4}},"scale":[{{(i == 2 ? 1 : 0)}},10]""")),
        ]);
        await PostAsync(Answer(campaign, "fixed", $"{campaign}-c3", 2, corrects: "a3"));
        await PostAsync(
            Retraction(campaign, "back", "a4"),
            Line(campaign, "dearer", "conversion", 1, ""","amount":"99.00","currency":"EUR","corrects":"o1" """)
        );
        await EraseAsync($"{campaign}-c1");
        await server.FoldedAsync();
        return campaign;
    }

    private static string Answer(string campaign, string id, string customer, int score, string? comment = null, string? corrects = null) =>
        $$"""{"id":"{{id}}","type":"survey_answer","campaign":"{{campaign}}","occurredAt":"{{Day}}T1{{score}}:00:00Z","customer":"{{customer}}","message":"hero@9","touchpoint":"{{(score > 3 ? "checkout" : "cart")}}","kpi":"trust","score":{{score}},"scale":[1,5]{{(comment is null ? "" : $",\"comment\":\"{comment}\"")}}{{(corrects is null ? "" : $",\"corrects\":\"{corrects}\"")}}}""";

    private static string? Wrote(int i) =>
        i switch
        {
            1 => "I am gone",
            2 => "slow & dear",
            _ => null,
        };

    private static string Line(string campaign, string id, string type, int i, string rest) =>
        $$"""{"id":"{{id}}","type":"{{type}}","campaign":"{{campaign}}","occurredAt":"2025-05-{{19 + (i % 3)}}T1{{i}}:00:00Z","channel":"{{(i % 2 == 0 ? "web" : "mail")}}"{{rest.TrimEnd()}}}""";

    private static string Retraction(string campaign, string id, string corrects) =>
        $$"""{"id":"{{id}}","type":"retraction","campaign":"{{campaign}}","occurredAt":"{{Day}}T20:00:00Z","corrects":"{{corrects}}"}""";

    private async Task EraseAsync(string customer)
    {
        using var erased = await server.Client.DeleteAsync($"/v1/customers/{customer}?reason=a%20request");
        erased.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    private async Task PostAsync(params string[] lines)
    {
        using var posted = await server.Client.PostAsync("/v1/signals", Requests.Json(Signals.Array(lines)));
        posted.StatusCode.ShouldBe(HttpStatusCode.OK, await posted.Content.ReadAsStringAsync());
    }
}
