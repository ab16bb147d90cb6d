using CustomerPerformanceTracker.Statistics.Sentiment;
using CustomerPerformanceTracker.Voices;
using CustomerPerformanceTracker.Voices.Scoring;

namespace CustomerPerformanceTracker.Tracker.Tests.Voices;

public sealed class CommentScoringTests(Workspaces workspaces) : IClassFixture<Workspaces>
{
    private static readonly string[] Lines =
    [
        Written.Answer(
            "a",
            "I love the coffee",
            more: "\"message\":\"hero@7\",\"channel\":\"email\",\"segment\":\"new\",\"receivedAt\":\"2025-05-11T08:00:00Z\","
        ),
        Written.Answer("b", "the worst billing ever"),
        Written.Answer("g", "das ist nicht gut und wir sind sehr enttäuscht"),
        Written.Answer("q", "???"),
        """{"id":"s","type":"sentiment","occurredAt":"2025-05-10T12:00:00Z","campaign":"spring","score":0.5,"scale":[-1,1],"comment":"scored by the shop"}""",
    ];

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_comment_gets_the_sentiment_of_its_scorer_at_its_own_time_and_place()
    {
        var engine = await Written.OfAsync(workspaces, clock, Lines);

        var summary = await ScoreAsync(engine);

        (summary.Scored, summary.OtherLanguage, summary.Blank, summary.Comments).ShouldBe((2, 1, 1, 4));
        (await QueryAsync(engine, "a")).ShouldBe(
            "2025-05-10 12:00 2025-05-11 08:00 hero@7 email new 8184 {\"scale\": [-1, 1], \"score\": 0.6369, \"answer\": true, \"source\": \"vader 3.3.2\", \"lexicon\": \"vader_lexicon 3.3.2\"}"
        );
    }

    [Fact]
    public async Task Scoring_again_adds_nothing()
    {
        var engine = await Written.OfAsync(workspaces, clock, Lines);
        await ScoreAsync(engine);
        var head = await SealAsync(engine);

        var again = await ScoreAsync(engine);

        (again.Scored, again.Known, again.LastSeal).ShouldBe((0, 2, null));
        (await SealAsync(engine)).ShouldBe(head);
    }

    [Fact]
    public async Task Another_scorer_scores_beside_the_first()
    {
        var engine = await Written.OfAsync(workspaces, clock, Lines);
        await ScoreAsync(engine);

        var other = await engine.CommentScoring.RunAsync("spring", new Neutral(), Written.Ada, progress: null, CancellationToken.None);

        (other.Scorer, other.Scored).ShouldBe(("neutral 1", 1));
    }

    [Fact]
    public async Task The_score_of_an_answer_that_was_retracted_is_retracted_once()
    {
        var engine = await Written.OfAsync(workspaces, clock, Lines);
        await ScoreAsync(engine);
        await engine.ImportAsync([
            """{"id":"r","type":"retraction","corrects":"b","occurredAt":"2025-05-20T12:00:00Z","receivedAt":"2025-05-20T12:00:00Z","campaign":"spring"}""",
        ]);

        var after = await ScoreAsync(engine);
        var again = await ScoreAsync(engine);

        (after.Corrected, after.Retracted, after.Known).ShouldBe((1, 1, 1));
        (again.Corrected, again.Retracted).ShouldBe((1, 0));
        (await AnswersAsync(engine, known: new(2025, 5, 19))).ShouldBe(3);
        (await AnswersAsync(engine, known: new(2025, 5, 20))).ShouldBe(2);
    }

    [Fact]
    public async Task Nothing_is_scored_of_who_was_erased()
    {
        var engine = await Written.OfAsync(workspaces, clock, Lines);
        await engine.ErasureUnder(Directory.CreateTempSubdirectory().FullName).EraseAsync("customer-a", Written.Ada, CancellationToken.None);

        var summary = await ScoreAsync(engine);

        (summary.Scored, summary.Erased).ShouldBe((1, 1));
        (await OneAsync(engine, "select count(*) from log.customer where workspace = $1 and external_id = 'customer-a'")).ShouldBe("0");
    }

    [Fact]
    public async Task Signals_made_of_the_log_are_not_appended_once_somebody_was_erased_meanwhile()
    {
        var engine = await Written.OfAsync(workspaces, clock, Lines);
        var signal = new Signal
        {
            Id = SignalId.From("late"),
            Kind = SignalKind.Sentiment,
            Campaign = "spring",
            OccurredAt = 0,
            Customer = "customer-a",
            Kpi = "sentiment",
            Score = 5_000,
        };
        await engine.ErasureUnder(Directory.CreateTempSubdirectory().FullName).EraseAsync("customer-a", Written.Ada, CancellationToken.None);

        await Should.ThrowAsync<ErasedMeanwhileException>(() =>
            engine.Log.AppendUnlessErasedAsync([signal], history: true, erasures: 0, CancellationToken.None)
        );

        (await OneAsync(engine, "select count(*) from log.customer where workspace = $1 and external_id = 'customer-a'")).ShouldBe("0");
    }

    [Theory]
    [InlineData("I love the coffee", null, true)]
    [InlineData("fast delivery", null, true)]
    [InlineData("Der Kaffee ist sehr gut und die Lieferung auch", null, false)]
    [InlineData("je ne suis pas content avec vous", null, false)]
    [InlineData("no me gusta el servicio, es muy caro", null, false)]
    [InlineData("очень плохо", null, false)]
    [InlineData("fast delivery", "de-DE", false)]
    [InlineData("schnelle Lieferung", "en", true)]
    public void A_text_may_be_English_or_is_not(string text, string? said, bool mayBe) => Languages.MayBe("en", said, text).ShouldBe(mayBe);

    private static async Task<ScoringSummary> ScoreAsync(Engine engine)
    {
        var summary = await engine.CommentScoring.RunAsync("spring", VaderScorer.English, Written.Ada, progress: null, CancellationToken.None);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        return summary;
    }

    private static async Task<SealNumber> SealAsync(Engine engine) => (await HeadRow.ReadAsync(engine.Database, engine.Workspace, CancellationToken.None)).Seal;

    private static async Task<long> AnswersAsync(Engine engine, LocalDate known)
    {
        var days = await engine.Cells.DaysAsync(
            (await engine.Cells.CampaignAsync("spring", CancellationToken.None))!.Value,
            new(2025, 5, 1),
            new(2025, 5, 31),
            new Cursors(Known: new DayCursor(known, null)),
            by: null,
            CancellationToken.None
        );
        return days.Where(day => day.Measure.Kind == SignalKind.Sentiment).Sum(day => day.Measure.Count);
    }

    private static Task<string> QueryAsync(Engine engine, string answer) =>
        OneAsync(
            engine,
            $"""
            select concat_ws(' ', to_char(s.occurred_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), to_char(s.received_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'),
                   m.text, h.text, g.text, s.score, jsonb_set(a.json, '{"{answer}"}', to_jsonb(a.json ->> 'answer' = '{SignalId.From(answer):D}')))
              from log.signal s
              join log.signal w on w.workspace = s.workspace and w.id = '{SignalId.From(answer):D}' and w.customer = s.customer
             cross join lateral (select convert_from(s.attributes, 'UTF8')::jsonb as json) a
              join log.name m on m.id = s.message join log.name h on h.id = s.channel join log.name g on g.id = s.segment
             where s.workspace = $1 and s.kind = 10
            """
        );

    private static async Task<string> OneAsync(Engine engine, string sql)
    {
        await using var command = engine.Database.Owner.Statement(sql, engine.Workspace.Id);
        return (await command.ExecuteScalarAsync())?.ToString() ?? "";
    }

    /// <summary>Finds every German text neutral.</summary>
    private sealed class Neutral : ISentimentScorer
    {
        public string Name => "neutral 1";

        public string Lexicon => "none";

        public string Language => "de";

        public SentimentScore Score(ReadOnlySpan<char> text) => new(0, 0, 1, 0);
    }
}
