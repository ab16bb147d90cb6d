using CustomerPerformanceTracker.Voices;
using CustomerPerformanceTracker.Voices.Samples;

namespace CustomerPerformanceTracker.Tracker.Tests.Voices;

public sealed class VoiceReadingTests(Workspaces workspaces) : IClassFixture<Workspaces>
{
    private static readonly string[] Lines =
    [
        Written.Answer("a", "I cannot CANCEL this", day: "2025-05-01", more: "\"channel\":\"email\",\"segment\":\"new\","),
        Written.Answer("b", "love it", day: "2025-05-02"),
        Written.Answer("c", "they cancelled on me", day: "2025-05-03"),
        Written.Answer("d", "cancel, please", day: "2025-05-10", more: "\"channel\":\"email\","),
    ];

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Comments_are_read_with_their_score_and_scope_and_without_their_customer()
    {
        var engine = await Written.OfAsync(workspaces, clock, Lines);

        var reading = await ReadAsync(engine, new VoiceQuestion("spring", new(2025, 5, 1), new(2025, 5, 1)));

        var voice = reading.Shown.ShouldHaveSingleItem();
        (voice.Text, voice.Kpi, voice.Score, voice.Scale?.ToString()).ShouldBe(("I cannot CANCEL this", "trust", 25, "1..5"));
        voice.Scope.Parts().ShouldBe([("channel", "email"), ("segment", "new")]);
        Served.Text(VoicesView.Of(reading)).ShouldNotContain("customer-");
    }

    [Fact]
    public async Task A_search_is_for_whole_words_in_any_case()
    {
        var engine = await Written.OfAsync(workspaces, clock, Lines);

        var reading = await ReadAsync(engine, new VoiceQuestion("spring") { Search = "Cancel" });

        reading.Shown.Select(voice => voice.Text).ShouldBe(["I cannot CANCEL this", "cancel, please"]);
        (reading.Counts.Comments, reading.Counts.Matched).ShouldBe((4, 2));
    }

    [Fact]
    public async Task Comments_of_one_value_alone_are_read()
    {
        var engine = await Written.OfAsync(workspaces, clock, Lines);

        var email = await ReadAsync(engine, new VoiceQuestion("spring") { Only = [Only.Parse("channel=email", OwnDimensions.None)] });
        var unnamed = await ReadAsync(engine, new VoiceQuestion("spring") { Only = [Only.Parse("segment=", OwnDimensions.None)] });

        email.Counts.Comments.ShouldBe(2);
        unnamed.Counts.Comments.ShouldBe(3);
    }

    [Fact]
    public async Task A_reading_is_of_its_cursors()
    {
        var engine = await Written.OfAsync(workspaces, clock, Lines);
        var before = (await engine.Cells.HeadAsync("spring", CancellationToken.None))!.Value.Seal;
        await engine.ImportAsync([
            """{"id":"r","type":"retraction","corrects":"d","occurredAt":"2025-05-20T12:00:00Z","receivedAt":"2025-05-20T12:00:00Z","campaign":"spring"}""",
            Written.Answer("late", "too late", day: "2025-05-04", more: "\"receivedAt\":\"2025-06-01T08:00:00Z\","),
        ]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var now = await CountsAsync(engine, new());
        var known = await CountsAsync(engine, new(Known: new DayCursor(new(2025, 5, 19), null)));
        var sealedThen = await CountsAsync(engine, new(Seal: before));
        var occurred = await CountsAsync(engine, new(At: new DayCursor(new(2025, 5, 3), null)));

        now.ShouldBe((4, 1));
        known.ShouldBe((4, 0));
        sealedThen.ShouldBe((4, 0));
        occurred.ShouldBe((3, 0));
    }

    [Fact]
    public async Task Comments_of_who_was_erased_are_counted_and_never_shown()
    {
        var engine = await Written.OfAsync(
            workspaces,
            clock,
            [.. Lines, Written.Answer("n", "of nobody").Replace("\"customer\":\"customer-n\",", "", StringComparison.Ordinal)]
        );
        var erasure = engine.ErasureUnder(Directory.CreateTempSubdirectory().FullName);
        (await erasure.EraseAsync("customer-b", Written.Ada, CancellationToken.None)).ShouldNotBeNull();
        (await erasure.EraseAsync("", Written.Ada, CancellationToken.None)).ShouldNotBeNull();
        await engine.ImportAsync([Written.Answer("m", "of nobody else").Replace("\"customer\":\"customer-m\",", "", StringComparison.Ordinal)]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var reading = await ReadAsync(engine, new VoiceQuestion("spring"));

        (reading.Counts.Comments, reading.Counts.Erased).ShouldBe((4, 2));
        reading
            .Shown.Select(voice => voice.Text)
            .ShouldBe(["I cannot CANCEL this", "they cancelled on me", "cancel, please", "of nobody else"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_reading_is_recorded_and_the_record_holds_no_text()
    {
        var engine = await Written.OfAsync(workspaces, clock, Lines);

        await ReadAsync(
            engine,
            new VoiceQuestion("spring")
            {
                Search = "please",
                Seed = 7,
                Sample = 3,
            }
        );

        var entry = (await engine.ReadingsAsync()).ShouldHaveSingleItem();
        (entry.Type, entry.Actor, entry.Reason).ShouldBe(("voices_read", "ada", "to know what broke trust"));
        var data = entry.Data.GetRawText();
        data.ShouldNotContain("cancel");
        (entry.Data.GetProperty("search").GetString(), entry.Data.GetProperty("seed").GetInt64(), entry.Data.GetProperty("shown").GetInt32()).ShouldBe(
            ("please", 7, 1)
        );
    }

    [Theory]
    [InlineData("customer-a", null)]
    [InlineData("ask ada@example.com", null)]
    [InlineData(null, "segment=customer-a")]
    public async Task Words_that_name_a_customer_are_refused_before_a_text_is_shown(string? search, string? only)
    {
        var engine = await Written.OfAsync(workspaces, clock, Lines);

        await Should.ThrowAsync<NamesCustomerException>(() =>
            ReadAsync(engine, new VoiceQuestion("spring") { Search = search, Only = only is null ? [] : [Only.Parse(only, OwnDimensions.None)] })
        );

        (await engine.ReadingsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_sample_has_one_comment_of_a_respondent_and_is_the_same_when_replayed_at_its_seal()
    {
        var engine = await Written.OfAsync(
            workspaces,
            clock,
            Enumerable.Range(0, 60).Select(i => Written.Answer($"{i}", $"comment {i}", customer: $"customer-{i % 20}"))
        );

        var first = await ReadAsync(engine, new VoiceQuestion("spring") { Sample = 10, Seed = 3 });
        await engine.ImportAsync(Enumerable.Range(100, 60).Select(i => Written.Answer($"{i}", $"comment {i}")));
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        var replayed = await ReadAsync(engine, new VoiceQuestion("spring", Cursors: new Cursors(Seal: first.Seal)) { Sample = 10, Seed = 3 });
        var other = await ReadAsync(engine, new VoiceQuestion("spring", Cursors: new Cursors(Seal: first.Seal)) { Sample = 10, Seed = 4 });

        (first.Counts.Comments, first.Counts.Respondents).ShouldBe((60, 20));
        Served.Text(VoicesView.Of(replayed)).ShouldBe(Served.Text(VoicesView.Of(first)));
        first.Shown.Select(voice => int.Parse(voice.Text[8..], CultureInfo.InvariantCulture) % 20).ShouldBeUnique();
        other.Shown.ShouldNotBe(first.Shown);
    }

    [Fact]
    public async Task A_campaign_without_signals_is_no_reading_and_no_record()
    {
        var engine = await Written.OfAsync(workspaces, clock, Lines);

        var reading = await engine.Voices.ReadAsync(new VoiceQuestion("autumn"), Written.Ada, CancellationToken.None);

        reading.ShouldBeNull();
        (await engine.ReadingsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_search_without_a_word_is_refused()
    {
        var engine = await Written.OfAsync(workspaces, clock, Lines);

        var refused = await Should.ThrowAsync<RefusedException>(() => ReadAsync(engine, new VoiceQuestion("spring") { Search = "!?" }));

        refused.Code.ShouldBe("no_search_word");
    }

    private static async Task<VoiceReading> ReadAsync(Engine engine, VoiceQuestion question) =>
        (await engine.Voices.ReadAsync(question, Written.Ada, CancellationToken.None)).ShouldNotBeNull();

    private static async Task<(int Comments, int Corrected)> CountsAsync(Engine engine, Cursors cursors) =>
        await ReadAsync(engine, new VoiceQuestion("spring", new(2025, 4, 1), new(2025, 5, 31), cursors)) is var reading
            ? (reading.Counts.Comments, reading.Counts.Corrected)
            : default;
}
