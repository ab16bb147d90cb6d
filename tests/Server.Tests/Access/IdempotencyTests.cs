namespace CustomerPerformanceTracker.Server.Tests.Access;

/// <summary>The five outcomes of draft-ietf-httpapi-idempotency-key-header: run, replayed, running, reused, malformed.</summary>
public sealed class IdempotencyTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_repeated_request_is_answered_with_the_first_ones_bytes_and_not_run_again()
    {
        var first = await PostAsync("\"k-1\"", Signals.Visit("i1"));
        var head = await HeadRow.ReadAsync(server.Database, server.Engine.Workspace, CancellationToken.None);
        var again = await PostAsync("\"k-1\"", Signals.Visit("i1"));

        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await again.Content.ReadAsByteArrayAsync()).ShouldBe(await first.Content.ReadAsByteArrayAsync());
        first.Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        again.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        (await HeadRow.ReadAsync(server.Database, server.Engine.Workspace, CancellationToken.None)).Seal.ShouldBe(head.Seal);
    }

    [Fact]
    public async Task A_repeated_command_is_answered_with_the_first_ones_status_and_headers()
    {
        const string Slack = """{"sink":{"kind":"slack","url":"https://hooks.example.org/services/T0/B0/X"},"filter":{"campaigns":["spring"]}}""";
        using var first = await PostAsync("\"k-h\"", Slack, "/v1/subscriptions");
        using var again = await PostAsync("\"k-h\"", Slack, "/v1/subscriptions");

        first.StatusCode.ShouldBe(HttpStatusCode.Created, await first.Content.ReadAsStringAsync());
        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        again.Headers.Location.ShouldNotBeNull().ShouldBe(first.Headers.Location);
        again.Headers.ETag.ShouldNotBeNull().ShouldBe(first.Headers.ETag);
        again.Content.Headers.ContentType.ShouldBe(first.Content.Headers.ContentType);
        (await again.Content.ReadAsByteArrayAsync()).ShouldBe(await first.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_key_that_comes_with_another_request_is_refused()
    {
        (await PostAsync("\"k-2\"", Signals.Visit("i2"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        await (await PostAsync("\"k-2\"", Signals.Visit("i3"))).ShouldBeProblemAsync(422, "idempotency_key_reused");
    }

    [Theory]
    [InlineData("k-3")]
    [InlineData("\"\"")]
    [InlineData("\"k-3")]
    [InlineData("\"k\\3\"")]
    [InlineData("\"ab\"cd\"")]
    public async Task A_key_that_is_no_quoted_string_is_refused(string key) =>
        await (await PostAsync(key, Signals.Visit("i4"))).ShouldBeProblemAsync(400, "invalid_idempotency_key");

    [Fact]
    public async Task Of_a_hundred_that_come_at_once_one_is_run()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => PostAsync("\"k-5\"", Signals.Visit("i5"))));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK || answer.StatusCode == HttpStatusCode.Conflict);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.OK && !answer.Headers.Contains("Idempotency-Replayed")).ShouldBe(1);
        foreach (var late in answers.Where(answer => answer.StatusCode == HttpStatusCode.Conflict))
        {
            late.Headers.RetryAfter.ShouldNotBeNull();
            await late.ShouldBeProblemAsync(409, "request_in_progress");
        }
    }

    [Fact]
    public async Task What_was_refused_because_of_itself_is_not_kept()
    {
        await (await PostAsync("\"k-6\"", "[1,")).ShouldBeProblemAsync(400, "not_a_json_array");

        await (await PostAsync("\"k-6\"", "[1,")).ShouldBeProblemAsync(400, "not_a_json_array");
        (await PostAsync("\"k-6\"", Signals.Visit("i6"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_answer_is_kept_for_a_day_and_an_abandoned_request_for_a_minute()
    {
        var clock = new SetClock();
        var book = new RequestStore(server.Database, server.Engine.Workspace, clock);
        var hash = new byte[32];
        (await book.BeginAsync("c", "k", hash, CancellationToken.None)).ShouldBeOfType<Repetition.First>();
        (await book.BeginAsync("c", "k", hash, CancellationToken.None)).ShouldBeOfType<Repetition.Running>();
        (await book.BeginAsync("other", "k", hash, CancellationToken.None)).ShouldBeOfType<Repetition.First>();

        clock.Advance(TimeSpan.FromMinutes(2));
        var claim = (await book.BeginAsync("c", "k", hash, CancellationToken.None)).ShouldBeOfType<Repetition.First>().Claim.ShouldNotBeNull();
        await book.EndAsync(
            claim,
            new StoredAnswer(200, "text/plain", [1], new Dictionary<string, string>(StringComparer.Ordinal) { ["ETag"] = "\"7\"" }),
            CancellationToken.None
        );
        var kept = (await book.BeginAsync("c", "k", hash, CancellationToken.None)).ShouldBeOfType<Repetition.Answered>().Answer;
        kept.Body.ShouldBe([1]);
        kept.Headers["ETag"].ShouldBe("\"7\"");

        clock.Advance(RequestStore.Kept.ToTimeSpan() + TimeSpan.FromMinutes(1));
        (await book.BeginAsync("c", "k", hash, CancellationToken.None)).ShouldBeOfType<Repetition.First>();
    }

    [Fact]
    public async Task A_request_that_was_given_up_decides_nothing_beside_the_one_that_took_its_place()
    {
        var clock = new SetClock();
        var book = new RequestStore(server.Database, server.Engine.Workspace, clock);
        var hash = new byte[32];
        var late = await ClaimAsync();
        clock.Advance(TimeSpan.FromMinutes(2));
        var next = await ClaimAsync();

        await Should.ThrowAsync<RequestTakenException>(() => AppendAsync("late", late));
        (await server.Engine.Journal.ReadStreamAsync("late", CancellationToken.None)).ShouldBeEmpty();
        (await book.EndAsync(late, answer: null, CancellationToken.None)).ShouldBeNull();
        var made = (await AppendAsync("next", next)).Entries[0].Position;
        await AppendAsync("next", next);

        (await book.EndAsync(next, answer: null, CancellationToken.None)).ShouldBe(new Repetition.CarriedOut(made, "next"));
        (await book.BeginAsync("c", "held", hash, CancellationToken.None)).ShouldBeOfType<Repetition.Running>();
        clock.Advance(TimeSpan.FromMinutes(2));
        (await book.BeginAsync("c", "held", hash, CancellationToken.None)).ShouldBe(new Repetition.CarriedOut(made, "next"));
        clock.Advance(RequestStore.Kept.ToTimeSpan());
        (await ClaimAsync()).ShouldNotBeNull();

        async Task<RequestClaim> ClaimAsync() =>
            (await book.BeginAsync("c", "held", hash, CancellationToken.None)).ShouldBeOfType<Repetition.First>().Claim.ShouldNotBeNull();

        Task<JournalAppend> AppendAsync(string stream, RequestClaim claim) =>
            server.Engine.Journal.AppendAsync(
                [new StreamAppend(stream, ExpectedVersion.Any, [new JournalEvent("journey_set", JsonElement.Parse("{}"))])],
                new Authorship("ada", "as agreed") { Mark = claim },
                CancellationToken.None
            );
    }

    private async Task<HttpResponseMessage> PostAsync(string key, string body, string path = "/v1/signals")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Requests.Json(body) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await server.Client.SendAsync(request);
    }
}
