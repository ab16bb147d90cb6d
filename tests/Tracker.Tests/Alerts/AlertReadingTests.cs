using CustomerPerformanceTracker.Server.Behind;
using CustomerPerformanceTracker.Tracker.Tests.Voices;
using CustomerPerformanceTracker.Voices;

namespace CustomerPerformanceTracker.Tracker.Tests.Alerts;

/// <summary>Trust falls on the ninetieth day, and from then on customers write of a renewal nobody asked for.</summary>
public sealed class AlertReadingTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private const int Break = 90;

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;
    private Alert alert = null!;

    public async ValueTask InitializeAsync()
    {
        engine = await workspaces.NewAsync(clock);
        await engine.Settings.SetPolicyAsync(DayHistory.Policy, Written.Ada, expected: null, CancellationToken.None);
        await engine.ImportAsync([
            .. DayHistory.Lines(Enumerable.Range(0, 121), day => day >= Break ? 55 : 80),
            .. Enumerable.Range(60, 61).SelectMany(Comments),
        ]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        alert = (await engine.Alerts.ListAsync(CancellationToken.None)).ShouldHaveSingleItem();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_alert_is_shown_with_its_break_and_the_words_that_rose_since_its_onset()
    {
        var reading = await AlertReading.OfAsync(alert, engine.Trends, engine.RisenVoices, CancellationToken.None);

        reading.Break!.Date.ShouldBe(DayHistory.First.PlusDays(Break));
        reading.Words!.Since.ShouldBe(alert.Onset);
        var group = reading.Words.Groups.ShouldHaveSingleItem();
        group.Terms.Terms.Select(term => term.Text).ShouldContain("hidden renewal");
        group.Quotes.ShouldBeEmpty();
        (await engine.ReadingsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_trace_tells_the_words_of_the_four_weeks_from_an_onset_on()
    {
        var trace = await engine.Traces.FollowAsync(alert.Id, 20, CancellationToken.None);

        var (of, words) = (await AlertVoices.BehindAsync(trace, engine.RisenVoices, CancellationToken.None)).ShouldHaveSingleItem();

        (of, words.Since, words.To).ShouldBe((alert.Id, alert.Onset, alert.Onset.PlusDays(27)));
        words.Groups.ShouldHaveSingleItem().Quotes.ShouldBeEmpty();
        TraceView.Of(trace).Words.ShouldBeNull();
    }

    [Fact]
    public async Task The_words_of_an_alert_of_a_part_are_those_of_that_part()
    {
        var part = alert with { Scope = new Scope(Message: null, Touchpoint: null, Channel: null, Segment: "old", Own: null) };

        var reading = await AlertReading.OfAsync(part, engine.Trends, engine.RisenVoices, CancellationToken.None);

        reading.Break.ShouldBeNull();
        // Three of six a day are of the old segment, and none of them writes of the renewal.
        reading.Words!.CommentsAfter.ShouldBe(3 * (121 - Break));
        reading.Words.Groups.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_review_has_the_words_since_its_breaks_and_open_alerts_and_keeps_them_without_a_customers_id()
    {
        var (first, last) = (DayHistory.First.PlusDays(80), DayHistory.First.PlusDays(115));
        var review = (await engine.Reviews.ReadAsync("spring", first, last, Cursors.Now, CancellationToken.None))!;
        await engine.ImportAsync([Written.Answer("named", "well", customer: "hidden renewal", day: "2025-01-01")]);

        var worded = await ReviewVoices.WithWordsAsync(review, Cursors.Now, engine.RisenVoices, CancellationToken.None);
        var reference = await engine.Reviews.KeepAsync(worded, Written.Ada, CancellationToken.None);

        var since = worded.Words.ShouldNotBeNull().Single(words => words.Kpis.Contains("trust"));
        (since.Since, since.To, since.CommentsAfter).ShouldBe((DayHistory.First.PlusDays(Break), last, 6 * (116 - Break)));
        worded.Words!.Single(words => words.Alerts.Contains(alert.Id)).Since.ShouldBe(alert.Onset);
        var told = Served.Element(ReviewView.Of(worded)).GetProperty("words")[0].GetProperty("groups")[0];
        told.GetProperty("terms").EnumerateArray().Select(term => term.GetProperty("text").GetString()).ShouldContain("hidden renewal");
        told.GetProperty("quotes").GetArrayLength().ShouldBe(0);
        var kept = (await engine.Journal.ReadStreamAsync(reference, CancellationToken.None)).ShouldHaveSingleItem().Data.GetProperty("words")[0];
        (kept.GetProperty("comments").GetProperty("after").GetInt32(), kept.GetProperty("groups")[0].GetProperty("after").GetInt32()).ShouldBe(
            (6 * (116 - Break), 3 * (116 - Break))
        );
        kept.GetProperty("groups")[0]
            .GetProperty("terms")
            .EnumerateArray()
            .Select(term => term.GetProperty("text").GetString())
            .ShouldBe(["hidden", "renewal"]);
        (await engine.ReadingsAsync()).ShouldBeEmpty();
    }

    private static IEnumerable<string> Comments(int day) =>
        Enumerable
            .Range(0, 6)
            .Select(i =>
                Written.Answer(
                    $"w{day}-{i}",
                    day >= Break && i > 2 ? "a hidden renewal" : "fast delivery",
                    day: DayHistory.First.PlusDays(day).ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
                    more: $"\"segment\":\"{(i > 2 ? "new" : "old")}\","
                )
            );
}
