using CustomerPerformanceTracker.Intake;

namespace CustomerPerformanceTracker.Server.Tests.Pages;

/// <summary>A file is tried and imported from a page, and what was rejected is mended there.</summary>
public sealed class ImportPageTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Mapping =
        "signals: [ { type: survey_answer, id: \"shop-{row}\", campaign: { value: spring }, occurredAt: { column: day }, kpi: { value: trust }, score: { column: score, scale: [1, 5] } } ]";

    [Fact]
    public async Task A_trial_stores_nothing_an_import_stores_all_and_a_rejected_row_is_mended()
    {
        using var browser = await Browser.OfAsync(server, KeyScope.Read, KeyScope.Operate, KeyScope.Ingest);
        var lines = string.Join('\n', [Signals.Visit("f1", "filed"), Signals.Visit("f2", "filed"), """{"id":"f3","type":"vizit","campaign":"filed"}"""]);

        var tried = await SendAsync(browser, "/imports/try", lines);
        var before = (await HeadAsync()).Signals;
        var taken = await SendAsync(browser, "/imports/take", lines, ("reason", "the file of May"));

        tried.ShouldContain("Nothing was stored. 3 rows of signals.ndjson would give 2 new signals; 0 are known, and 1 rows were rejected.");
        before.ShouldBe(Position.None);
        taken.ShouldContain("3 rows of signals.ndjson gave 2 new signals");
        (await HeadAsync()).Signals.Value.ShouldBe(2);
        var entry = (await server.Engine.Journal.ReadStreamAsync("imports", CancellationToken.None)).ShouldHaveSingleItem();
        (entry.Actor, entry.Reason).ShouldBe(("ada", "the file of May"));
        var row = (await server.Engine.Rejects.OpenAsync(0, 10, CancellationToken.None)).ShouldHaveSingleItem();
        var again = await browser.FormAsync("/imports", $"/imports/rejected/{row.Id}", HttpStatusCode.UnprocessableEntity, ("row", "{\"id\":\"f3\"}"));
        again.ShouldContain(">{\"id\":\"f3\"}</textarea>");
        await browser.FormAsync("/imports", $"/imports/rejected/{row.Id}", HttpStatusCode.SeeOther, ("row", Signals.Visit("f3", "filed")));
        (await browser.PageAsync("/imports")).ShouldNotContain("to be mended");
        await Until.TrueAsync(async () => (await HeadAsync()).Signals.Value == 3);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_keeps_the_mapping_and_says_why_and_nobody_imports_without_a_reason_or_the_scope()
    {
        using var browser = await Browser.OfAsync(server, KeyScope.Read, KeyScope.Operate, KeyScope.Ingest);
        using var operates = await Browser.OfAsync(server, KeyScope.Read, KeyScope.Operate);

        var wrong = await SendAsync(
            browser,
            "/imports/try",
            "day,score\n2025-05-01,4\n",
            HttpStatusCode.UnprocessableEntity,
            ("mapping", "signals: [ { tipe: visit } ]")
        );
        var empty = await SendAsync(browser, "/imports/try", "", HttpStatusCode.UnprocessableEntity, ("mapping", Mapping));

        wrong.ShouldContain("role=\"alert\"");
        wrong.ShouldContain(">signals: [ { tipe: visit } ]</textarea>");
        empty.ShouldContain("Choose a file that holds something.");
        await SendAsync(browser, "/imports/take", Signals.Visit("g1", "filed"), HttpStatusCode.UnprocessableEntity);
        await SendAsync(operates, "/imports/take", Signals.Visit("g1", "filed"), HttpStatusCode.Forbidden, ("reason", "a test"));
    }

    private Task<HeadRow> HeadAsync() => HeadRow.ReadAsync(server.Engine.Database, server.Engine.Workspace, CancellationToken.None);

    private static Task<string> SendAsync(Browser browser, string path, string file, params (string Name, string Value)[] fields) =>
        SendAsync(browser, path, file, HttpStatusCode.OK, fields);

    private static async Task<string> SendAsync(Browser browser, string path, string file, HttpStatusCode status, params (string Name, string Value)[] fields)
    {
        using var form = new MultipartFormDataContent { { new StringContent(await browser.TokenAsync("/imports")), "token" } };
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        using var content = new StringContent(file, new MediaTypeHeaderValue("application/x-ndjson"));
        form.Add(content, "file", "signals.ndjson");
        using var answer = await browser.SendAsync(path, form);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(status, text);
        return WebUtility.HtmlDecode(text);
    }
}
