using CustomerPerformanceTracker.Readings.Value;
using CustomerPerformanceTracker.Server.Pages.Customers;

namespace CustomerPerformanceTracker.Server.Tests.Pages;

/// <summary>Customers on pages: the sums for whoever reads, who they are for those alone who may know.</summary>
public sealed class CustomerPageTests(RunningServer server) : IClassFixture<RunningServer>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        foreach (var part in SampleShop.Signals(900).Chunk(5_000))
        {
            using var posted = await server.Client.PostAsync("/v1/signals", Requests.Json(Signals.Array(part)));
            posted.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        await server.FoldedAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Whoever_reads_sees_what_customers_are_worth_and_nobodys_id()
    {
        using var browser = await Browser.OfAsync(server, KeyScope.Read);

        var text = "";
        await Until.TrueAsync(async () => !(text = await browser.PageAsync("/customers")).Contains("is being made", StringComparison.Ordinal));

        text.ShouldContain("as before and feel worse, more likely than not");
        text.ShouldContain("the fifth worth most");
        // The share over each bar is that of its row.
        string[] bars = [.. BarPattern.Matches(text).Select(bar => bar.Groups["share"].Value)];
        bars.Length.ShouldBe(5);
        bars.ShouldBe(RowPattern.Matches(text).Select(row => Share(row)));
        text.ShouldContain("Who these customers are is for keys of the scope customers.");
        CustomerPattern.Matches(text).ShouldBeEmpty();
        using var refused = await browser.PostAsync("/customers/list", ("token", await browser.TokenAsync("/customers")), ("reason", "calls"));
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public void The_share_that_feels_worse_is_of_those_who_gave_a_sign()
    {
        FifthsDrawing.Share(new ValueFifth(1, Customers: 100, Expected: 500, Worse: 20, ExpectedOfWorse: 50, Silent: 60)).ShouldBe(0.5);
        FifthsDrawing.Share(new ValueFifth(5, Customers: 10, Expected: 5, Worse: 0, ExpectedOfWorse: 0, Silent: 10)).ShouldBeNull();
    }

    [Fact]
    public async Task A_list_is_taken_with_a_reason_that_the_journal_keeps_and_truly_names_the_unhappy()
    {
        using var browser = await Browser.OfAsync(server, KeyScope.Read, KeyScope.Customers);

        using var answer = await browser.PostAsync("/customers/list", ("token", await browser.TokenAsync("/customers")), ("reason", "calls of the week"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.ToString().ShouldBe("no-store");
        string[] listed = [.. CustomerPattern.Matches(await answer.Content.ReadAsStringAsync()).Select(one => one.Groups["id"].Value)];
        listed.Length.ShouldBe(50);
        listed.Take(20).Count(SampleShop.FeelsWorse).ShouldBeGreaterThanOrEqualTo(16);
        var entry = (await server.Engine.Journal.ReadStreamAsync("customer-value", CancellationToken.None))[^1];
        (entry.Actor, entry.Reason).ShouldBe(("ada", "calls of the week"));
    }

    [Fact]
    public async Task A_story_is_read_by_an_id_that_stands_in_no_address_and_ids_are_linked_and_parted()
    {
        using var browser = await Browser.OfAsync(server, KeyScope.Read, KeyScope.Customers);
        var token = await browser.TokenAsync("/customers");
        string[] two =
        [
            .. SampleShop.Signals(900).Select(line => JsonElement.Parse(line).GetProperty("customer").GetString()!).Distinct(StringComparer.Ordinal).Take(2),
        ];

        var story = await TextAsync(browser, "/customers/story", ("token", token), ("id", two[0]));
        var linked = await TextAsync(browser, "/customers/link", ("token", token), ("one", two[0]), ("other", two[1]), ("reason", "one card"));
        var parted = await TextAsync(browser, "/customers/unlink", ("token", token), ("one", two[0]), ("other", two[1]), ("reason", "two cards"));
        var nobody = await TextAsync(browser, "/customers/story", ("token", token), ("id", "nobody"));

        story.ShouldContain($"<bdi>{two[0]}</bdi>");
        story.ShouldContain("conversion");
        Numbers(story).ShouldBe(1);
        Numbers(linked).ShouldBe(2);
        Numbers(parted).ShouldBe(1);
        nobody.ShouldContain("The workspace knows nothing of a customer of that id.");
    }

    [Fact]
    public async Task A_customer_is_erased_by_the_keeper_alone_with_a_reason_and_the_id_typed_once_more()
    {
        using var posted = await server.Client.PostAsync(
            "/v1/signals",
            Requests.Json(
                """[{"id":"e1","type":"conversion","campaign":"coffee","occurredAt":"2025-05-03T12:00:00Z","customer":"to-erase","amount":"9.00","currency":"EUR"}]"""
            )
        );
        posted.StatusCode.ShouldBe(HttpStatusCode.OK);
        await server.FoldedAsync();
        using var reader = await Browser.OfAsync(server, KeyScope.Read, KeyScope.Customers);
        using var keeper = await Browser.OfAsync(server, KeyScope.Admin);
        (string, string)[] Form(string confirm, string reason) => [("id", "to-erase"), ("confirm", confirm), ("reason", reason)];

        var read = await reader.FormAsync("/customers", "/customers/story", HttpStatusCode.OK, ("id", "to-erase"));
        await reader.FormAsync("/customers", "/customers/erase", HttpStatusCode.Forbidden, Form("to-erase", "request 17"));
        var slipped = await keeper.FormAsync("/customers", "/customers/erase", HttpStatusCode.UnprocessableEntity, Form("to-erasee", "request 17"));
        var unreasoned = await keeper.FormAsync("/customers", "/customers/erase", HttpStatusCode.UnprocessableEntity, Form("to-erase", ""));
        var named = await keeper.FormAsync("/customers", "/customers/erase", HttpStatusCode.UnprocessableEntity, Form("to-erase", "to-erase asked"));
        (await server.Client.GetAsync("/v1/customers/to-erase")).StatusCode.ShouldBe(HttpStatusCode.OK, "nobody was erased yet");
        var erased = await keeper.FormAsync("/customers", "/customers/erase", HttpStatusCode.OK, Form("to-erase", "request 17"));
        var again = await keeper.FormAsync("/customers", "/customers/erase", HttpStatusCode.UnprocessableEntity, Form("to-erase", "request 17"));

        read.ShouldNotContain("Erase the customer");
        slipped.ShouldContain("What was typed is not this customer's id");
        slipped.ShouldContain("value=\"request 17\"");
        unreasoned.ShouldContain("Say why");
        named.ShouldContain("must not hold the id");
        erased.ShouldContain("The customer was erased");
        erased.ShouldNotContain("to-erase");
        again.ShouldContain("knows no customer of that id");
        (await server.Client.GetAsync("/v1/customers/to-erase")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static readonly Regex CustomerPattern = new("<th scope=\"row\"><bdi>(?<id>c\\d+w?)</bdi>", RegexOptions.ExplicitCapture, TimeSpan.FromMinutes(1));

    private static readonly Regex BarPattern = new("class=\"mid e-t\"[^>]*>(?<share>\\d+) %<", RegexOptions.ExplicitCapture, TimeSpan.FromMinutes(1));

    private static readonly Regex RowPattern = new(
        "<td class=\"num\">(?<all>[\\d,]+)</td>\\s*<td class=\"num\"><strong>[\\d,]+</strong></td>\\s*<td class=\"num\">(?<worse>[\\d,]+)</td>\\s*<td class=\"num\">\\d+ %</td>\\s*"
            + "<td class=\"num\">[\\d,]+</td>\\s*<td class=\"num\">(?<silent>[\\d,]+)</td>",
        RegexOptions.ExplicitCapture,
        TimeSpan.FromMinutes(1)
    );

    private static string Share(Match row)
    {
        var (all, worse, silent) = (Number("all"), Number("worse"), Number("silent"));
        return (100 * worse / (all - silent)).ToString("0", CultureInfo.InvariantCulture);

        double Number(string name) => double.Parse(row.Groups[name].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }

    private static int Numbers(string page) =>
        Regex
            .Match(page, "<dt>numbers in the log</dt><dd><bdi>(?<all>[^<]*)</bdi>", RegexOptions.ExplicitCapture, TimeSpan.FromMinutes(1))
            .Groups["all"]
            .Value.Split(',')
            .Length;

    private static async Task<string> TextAsync(Browser browser, string path, params (string, string)[] fields)
    {
        using var answer = await browser.PostAsync(path, fields);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return text;
    }
}
