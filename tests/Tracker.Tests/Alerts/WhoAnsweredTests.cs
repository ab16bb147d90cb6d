namespace CustomerPerformanceTracker.Tracker.Tests.Alerts;

/// <summary>Who answers is no fall, by whatever they are told apart, and stands beside one.</summary>
public sealed class WhoAnsweredTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private const string Nothing = "";
    private const int Break = 90;
    private const int Last = 130;

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    public async ValueTask InitializeAsync()
    {
        engine = await workspaces.NewAsync(clock);
        await engine.Settings.SetPolicyAsync(DayHistory.Policy, new Authorship("ada", "to be told"), expected: null, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("segment")]
    [InlineData("channel")]
    [InlineData("touchpoint")]
    public async Task A_mix_that_moves_raises_nothing(string dimension)
    {
        await ImportAsync(dimension, day => day < Break ? 70 : 20, _ => (90, 60));

        (await engine.Alerts.ListAsync(CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_answers_of_one_stratum_are_a_fall_and_nothing_of_their_mix_moved()
    {
        await ImportAsync(Nothing, day => day < Break ? 70 : 20, _ => (90, 60));

        var since = (await engine.Alerts.ListAsync(CancellationToken.None)).ShouldHaveSingleItem().Evidence.Answerers.ShouldNotBeNull();
        since.MixMoved.ShouldBeFalse();
        since.Plain.ShouldBe(since.Standardised, 1e-9);
        since.Ratio.ShouldBe(1, 1e-9);
    }

    [Fact]
    public async Task A_fall_says_how_many_more_answer_and_what_of_it_is_mix()
    {
        await ImportAsync("channel", day => day < Break ? 70 : 20, day => day < Break ? (90, 60) : (80, 50), day => day < Break ? 1 : 2);

        var alert = (await engine.Alerts.ListAsync(CancellationToken.None)).ShouldHaveSingleItem();
        var since = alert.Evidence.Answerers.ShouldNotBeNull();
        since.MixMoved.ShouldBeTrue();
        since.Ratio.ShouldBe(2, 0.05);
        since.Standardised.ShouldBe(71, 1);
        since.Plain.ShouldBe(56, 1);
        Json(alert).GetProperty("evidence").GetProperty("mix").GetProperty("moved").GetBoolean().ShouldBeTrue();
    }

    // Of a hundred answers a day so many are of the first kind, and each kind has its percentage of good ones.
    private async Task ImportAsync(string dimension, Func<int, int> first, Func<int, (int First, int Second)> good, Func<int, int>? times = null)
    {
        await engine.ImportAsync([
            .. Enumerable
                .Range(0, Last + 1)
                .SelectMany(day => DayHistory.Day(day, happy: null).Concat(Answers(dimension, day, first(day), good(day), times?.Invoke(day) ?? 1))),
        ]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    private static IEnumerable<string> Answers(string dimension, int day, int first, (int First, int Second) good, int times)
    {
        foreach (var (name, answers, percent) in new[] { ("app", first, good.First), ("web", 100 - first, good.Second) })
        {
            var yes = answers * percent / 100;
            yield return Line(dimension, name, day, 1, times * yes);
            yield return Line(dimension, name, day, 0, times * (answers - yes));
        }
    }

    private static string Line(string dimension, string name, int day, int score, int count) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"id\":\"{name}-{score}-{day}\",\"type\":\"survey_answer\",\"campaign\":\"spring\",\"occurredAt\":\"{DayHistory.First.PlusDays(day):uuuu-MM-dd}T12:00:00Z\",\"kpi\":\"trust\",\"score\":{score},\"scale\":[0,1],\"count\":{count}{(dimension == Nothing ? "" : $",\"{dimension}\":\"{name}\"")}}}"
        );

    private static JsonElement Json(Alert alert) => Served.Element(AlertView.Of(alert));
}
