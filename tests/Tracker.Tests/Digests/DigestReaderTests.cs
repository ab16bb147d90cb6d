using CustomerPerformanceTracker.Loop.Digests;

namespace CustomerPerformanceTracker.Tracker.Tests.Digests;

/// <summary>A digest tells what is sure and new, once, and reads the same whenever it is read again.</summary>
public sealed class DigestReaderTests(Workspaces workspaces) : IClassFixture<Workspaces>
{
    private static readonly Authorship Ada = new("ada", "a test");
    private static readonly DateTimeOffset Now = new(2025, 8, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly SetClock clock = new(Now);

    [Fact]
    public async Task A_fall_is_told_once_where_it_is_and_in_the_words_of_its_figures()
    {
        var engine = await workspaces.NewAsync(clock);
        var before = await ImportAsync(engine, Days(0, 90, _ => 80));
        var fallen = await ImportAsync(engine, [.. Lines(90, 118, _ => 55, "spring"), .. Lines(90, 118, _ => 80, "autumn")]);
        var after = await ImportAsync(engine, [.. Lines(118, 120, _ => 55, "spring"), .. Lines(118, 120, _ => 80, "autumn")]);

        var first = await ReadAsync(engine, since: null, before);
        var told = await ReadAsync(engine, before, fallen);
        var still = await ReadAsync(engine, fallen, after);

        first.IsEmpty.ShouldBeTrue();
        DigestWords.Headline(first).ShouldBe("No campaign is surely worse than it was.");
        told.News.Select(campaign => campaign.Name).ShouldBe(["spring"]);
        DigestWords.Headline(told).ShouldBe("One campaign reads otherwise than before: spring is misleading.");
        string[] words = [.. DigestWords.Of(told.News[0])];
        words[0].ShouldStartWith("Misleading since 1 Apr 2025, was sustainable. ");
        words[1].ShouldStartWith("Surely worse: trust fell from 80 to 55");
        still.IsEmpty.ShouldBeTrue(string.Join('\n', still.News.SelectMany(DigestWords.Of)));
        DigestWords.Headline(still).ShouldBe($"Nothing is surely new since seal {fallen}.");
        (await ReadAsync(engine, since: null, after)).News.Select(campaign => campaign.Name).ShouldBe(["spring"], "the first digest has all that stands");
    }

    [Fact]
    public async Task Answers_that_stop_are_news_and_no_good_news()
    {
        var engine = await workspaces.NewAsync(clock);
        var before = await ImportAsync(engine, Days(0, 90, _ => 80));
        var after = await ImportAsync(engine, [.. Lines(90, 130, _ => null, "spring"), .. Lines(90, 130, _ => 80, "autumn")]);

        var told = await ReadAsync(engine, before, after);

        told.News.Select(campaign => campaign.Name).ShouldBe(["spring"]);
        DigestWords.Headline(told).ShouldBe("One campaign reads otherwise than before: spring is not known for want of answers.");
        DigestWords.NotKnown(told).First().ShouldBe("One of two campaigns has too few answers to say that nothing fell.");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whatever_came_just_the_campaigns_that_read_otherwise_are_told_and_the_same_ever_after(int seed)
    {
        var engine = await workspaces.NewAsync(clock);
        var seals = new List<SealNumber>();
        var kept = new List<(SealNumber? Since, SealNumber Seal, byte[] Document)>();
        foreach (var part in new RandomHistory(seed, signals: 400).Lines.Select(line => line.Text).Chunk(100))
        {
            seals.Add(await ImportAsync(engine, part));
            var since = seals.Count > 1 ? seals[^2] : (SealNumber?)null;
            kept.Add((since, seals[^1], Json.Bytes(DigestView.Of(await ReadAsync(engine, since, seals[^1])))));
        }

        var told = new HashSet<bool>();
        foreach (var (since, seal, document) in kept)
        {
            var again = await ReadAsync(await workspaces.AgainAsync(engine, clock), since, seal);
            Json.Bytes(DigestView.Of(again)).ShouldBe(document);
            if (since is not { } first)
                continue;
            foreach (var campaign in again.Campaigns)
            {
                var (was, now) = (await CardAsync(engine, campaign.Name, first), (await CardAsync(engine, campaign.Name, seal))!);
                if (was is null)
                    continue;
                told.Add(campaign.IsNews);
                campaign.IsNews.ShouldBe(Sure(was) != Sure(now), campaign.Name);
            }
        }

        told.Count.ShouldBe(2, "campaigns of both kinds were met");
    }

    [Fact]
    public async Task An_alert_is_told_where_it_is_in_another_state_and_not_again()
    {
        var engine = await workspaces.NewAsync(clock);
        var before = await ImportAsync(engine, Days(0, 30, _ => 80));
        await engine.RaiseAsync(SampleAlerts.Make("a", touchpoint: "checkout"));
        var raised = await SealAsync(engine);
        await engine.Alerts.HandleAsync("a", new AlertCommand.Acknowledge(), expected: null, Ada, CancellationToken.None);
        var seen = await SealAsync(engine);
        await engine.Alerts.HandleAsync("a", new AlertCommand.Comment("on it"), expected: null, Ada, CancellationToken.None);
        var commented = await SealAsync(engine);

        Told(await ReadAsync(engine, before, raised))
            .ShouldBe("spring, touchpoint checkout: divergence of trust, noticed on 3 May 2025, since about 1 May 2025, is open.");
        Told(await ReadAsync(engine, raised, seen)).ShouldEndWith("is acknowledged, was open.");
        (await ReadAsync(engine, seen, commented)).IsEmpty.ShouldBeTrue();
        (await ReadAsync(engine, since: null, commented)).Alerts.ShouldHaveSingleItem();
        DigestWords.Headline(await ReadAsync(engine, before, raised)).ShouldBe("No campaign reads otherwise than before; one alert moved.");
    }

    [Fact]
    public async Task A_digest_that_would_end_before_it_begins_is_refused()
    {
        var engine = await workspaces.NewAsync(clock);
        var seal = await ImportAsync(engine, Days(0, 3, _ => 80));

        (await Should.ThrowAsync<ArgumentException>(() => ReadAsync(engine, seal, seal.Previous))).Message.ShouldContain("before it begins");
        await Should.ThrowAsync<ArgumentException>(() => ReadAsync(engine, since: null, new SealNumber(99)));
    }

    private static string Told(Digest digest) => DigestWords.Of(digest.Alerts.ShouldHaveSingleItem());

    /// <summary>All that is sure of a card.</summary>
    private static string Sure(Scorecard card) =>
        $"{card.Reading} {string.Join(' ', card.Kpis.Where(row => row.Sure != Readings.Scorecards.Sure.No).Select(row => $"{row.Kpi.Name} {row.Currency} {row.Sure}").Order(StringComparer.Ordinal))}";

    private static async Task<Scorecard?> CardAsync(Engine engine, string campaign, SealNumber seal) =>
        (await engine.Scorecards.ReadAsync(new ScorecardQuestion(campaign, Cursors: new Cursors(Seal: seal)), CancellationToken.None))?.Whole;

    private static Task<Digest> ReadAsync(Engine engine, SealNumber? since, SealNumber seal) => engine.Digests.ReadAsync(since, seal, CancellationToken.None);

    private static string[] Days(int from, int to, Func<int, int?> happy) => [.. Lines(from, to, happy, "spring"), .. Lines(from, to, happy, "autumn")];

    private static IEnumerable<string> Lines(int from, int to, Func<int, int?> happy, string campaign) =>
        DayHistory
            .Lines(Enumerable.Range(from, to - from), happy, campaign)
            .Select(line => line.Replace("\"id\":\"", $"\"id\":\"{campaign}-", StringComparison.Ordinal));

    private static async Task<SealNumber> ImportAsync(Engine engine, string[] lines)
    {
        await engine.ImportAsync(lines);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        return await engine.Cells.FoldedAsync(CancellationToken.None);
    }

    private static async Task<SealNumber> SealAsync(Engine engine)
    {
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        return await engine.Cells.FoldedAsync(CancellationToken.None);
    }
}
