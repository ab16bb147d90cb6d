using CustomerPerformanceTracker.Readings.Journey;

namespace CustomerPerformanceTracker.Server.Tests.Pages;

/// <summary>The journey on the campaign's page: zones in their order, and those where nobody is asked said to be blind.</summary>
public sealed class JourneyZonePageTests(RunningServer server) : IClassFixture<RunningServer>, IAsyncLifetime
{
    private const string Map =
        "journey: [ { touchpoint: shop, stage: look, team: Sales }, { touchpoint: cart, stage: buy, team: Web }, "
        + "{ touchpoint: till, stage: buy, team: Web, momentOfTruth: true }, { touchpoint: phone, stage: use, team: Care } ]";

    public async ValueTask InitializeAsync()
    {
        await server.Engine.Settings.SetJourneyAsync(Map, new Authorship("ada", "a test"), expected: null, CancellationToken.None);
        string[] lines =
        [
            .. Answers("till", "trust", 60, from: 4),
            .. Answers("shop", "trust", 3, from: 4),
            .. Answers("returns", "satisfaction", 2, from: 4),
            """{"id":"v1","type":"visit","campaign":"spring","occurredAt":"2025-05-20T10:00:00Z","touchpoint":"cart","count":12}""",
            """{"id":"v2","type":"visit","campaign":"spring","occurredAt":"2025-05-20T10:00:00Z","touchpoint":"back","count":1}""",
            """{"id":"v4","type":"impression","campaign":"spring","occurredAt":"2025-05-13T10:00:00Z","message":"hero@9"}""",
            """{"id":"v5","type":"impression","campaign":"spring","occurredAt":"2025-05-14T10:00:00Z","message":"hero@8"}""",
            """{"id":"v3","type":"retraction","campaign":"spring","occurredAt":"2025-05-20T11:00:00Z","corrects":"v2"}""",
        ];
        using var posted = await server.Client.PostAsync("/v1/signals", Requests.Json(Signals.Array(lines)));
        posted.StatusCode.ShouldBe(HttpStatusCode.OK);
        await server.FoldedAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Zones_stand_in_the_order_of_the_journey_with_a_word_each_and_blind_ones_are_no_good_news()
    {
        using var browser = await Browser.OfAsync(server, KeyScope.Read);

        var page = WebUtility.HtmlDecode(await browser.PageAsync("/campaigns/spring"));

        var zones = ZonePattern.Matches(page).ToDictionary(zone => zone.Groups["name"].Value, zone => zone.Value, StringComparer.Ordinal);
        zones.Keys.ToArray().ShouldBe(["shop", "cart", "till", "phone", "returns"], customMessage: "a visit that was taken back was nowhere");
        page.ShouldContain("Two of five zones are blind, for nobody is asked there: cart, phone.");
        zones["cart"].ShouldContain("blind zone");
        zones["cart"].ShouldContain("Nobody is asked here: 12 acts of customers and no answer.");
        zones["phone"].ShouldContain("Nobody is asked here, and nothing that customers did here is recorded.");
        zones["returns"].ShouldContain("not asked about this");
        zones["returns"].ShouldContain("not on the journey map");
        zones["shop"].ShouldContain("3 answers are too few for a figure.");
        zones["till"].ShouldContain("buy</bdi>, moment of truth");
        zones["till"].ShouldContain("team <bdi>Web</bdi>");
        foreach (var (name, zone) in zones)
            zone.Contains("class=\"warn\"", StringComparison.Ordinal).ShouldBe(name is "cart" or "phone" or "returns", name);
        page.ShouldNotContain("<li class=\"good\">");
    }

    [Fact]
    public async Task Each_message_has_the_days_on_which_it_was_seen_and_most_named_of_its_versions()
    {
        using var browser = await Browser.OfAsync(server, KeyScope.Read);

        var page = WebUtility.HtmlDecode(await browser.PageAsync("/campaigns/spring"));

        // Each was seen a day beyond its days, beside more of the other one.
        Message(page, "hero@8").ShouldBe(["4 May 2025", "14 May 2025", "4 May 2025 to 13 May 2025"]);
        Message(page, "hero@9").ShouldBe(["13 May 2025", "23 May 2025", "14 May 2025 to 23 May 2025"]);
        page.ShouldContain("class=\"message-t wide\"");
    }

    private static string[] Message(string page, string message) =>
        [
            .. Regex
                .Match(page, $"<bdi>{message}</bdi></th>(<td>(?<cell>[^<]*)</td>)+", RegexOptions.ExplicitCapture, TimeSpan.FromMinutes(1))
                .Groups["cell"]
                .Captures.Select(cell => cell.Value),
        ];

    [Fact]
    public async Task The_n_of_a_zone_is_that_of_the_signals_it_leads_to()
    {
        using var browser = await Browser.OfAsync(server, KeyScope.Read);
        var page = WebUtility.HtmlDecode(await browser.PageAsync("/campaigns/spring"));

        var links = LinkPattern.Matches(page);

        links.Select(link => link.Groups["n"].Value).ShouldBe(["3", "60"]);
        foreach (Match link in links)
            (await browser.PageAsync(link.Groups["to"].Value)).ShouldContain($"signals, n {link.Groups["n"].Value}.");
    }

    private static readonly Regex ZonePattern = new(
        "<li( class=\"\\w+\")?>\\s*<p class=\"muted small\">(?s:.*?)<h3><bdi>(?<name>[^<]+)</bdi>(?s:.*?)</li>",
        RegexOptions.ExplicitCapture,
        TimeSpan.FromMinutes(1)
    );

    private static readonly Regex LinkPattern = new(
        "<a href=\"(?<to>[^\"]+)\">n (?<n>\\d+), the signals</a>",
        RegexOptions.ExplicitCapture,
        TimeSpan.FromMinutes(1)
    );

    private static IEnumerable<string> Answers(string touchpoint, string kpi, int count, int from) =>
        Enumerable
            .Range(0, count)
            .Select(i =>
                $$"""{"id":"{{touchpoint}}{{i}}","type":"survey_answer","campaign":"spring","occurredAt":"2025-05-{{from + (i % 20):00}}T12:00:00Z","touchpoint":"{{touchpoint}}","message":"hero@{{(i % 20 < 10 ? 8 : 9)}}","kpi":"{{kpi}}","score":{{1 + (i % 5)}},"scale":[1,5]}"""
            );
}
