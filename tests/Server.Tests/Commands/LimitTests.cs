namespace CustomerPerformanceTracker.Server.Tests.Commands;

/// <summary>Every body has a limit, and every text of the journal.</summary>
public sealed class LimitTests(RunningServer server) : IClassFixture<RunningServer>, IAsyncLifetime
{
    private HttpClient client = null!;

    public async ValueTask InitializeAsync() => client = RunningServer.ClientOf(server.Server, (await server.KeyAsync("default", null, KeyScope.Admin)).Text);

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_route_with_a_body_refuses_one_that_is_too_large(bool chunked)
    {
        var asked = 0;
        foreach (var route in RouteTable.CommandsOf(server.Server).Where(route => route.ReadsItself || route.Body is not null))
        {
            var limit = route.Route.Metadata.GetMetadata<BodyLimit>() ?? BodyLimits.Command;
            var body = new byte[limit.Sent + 1];
            body.AsSpan().Fill((byte)' ');
            using var request = new HttpRequestMessage(
                new HttpMethod(route.Method),
                route.Path + (QueryDoor.KnownTo(route.Route).Contains("reason") ? "?reason=r" : "")
            )
            {
                Content = chunked ? new Chunks(body) : new ByteArrayContent(body),
            };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

            using var answer = await client.SendAsync(request);

            (await answer.ShouldBeProblemAsync(413, "body_too_large")).GetProperty("detail").GetString()!.ShouldContain($"{limit.Sent:N0} bytes");
            asked++;
        }

        asked.ShouldBeGreaterThan(25);
    }

    [Theory]
    [InlineData(0, 201)]
    [InlineData(1, 422)]
    public async Task A_text_for_the_journal_has_so_many_characters(int beyond, int status)
    {
        var reason = new string('r', JournalLimits.TextCharacters + beyond);

        using var answer = await client.PostAsync(
            "/v1/silences",
            Requests.Json($$"""{"reason":"{{reason}}","until":"2100-01-01T00:00:00Z","campaigns":["none"]}""")
        );

        ((int)answer.StatusCode).ShouldBe(status);
        if (status == 422)
            (await answer.ShouldBeProblemAsync(422, "text_too_long")).GetProperty("pointer").GetString().ShouldBe("/reason");
    }

    [Theory]
    [InlineData("""{"note":"LONG"}""", "note")]
    [InlineData("""{"a":{"b":["x","LONG"]}}""", "a/b")]
    [InlineData("""{"yaml":"LONGLONG"}""", null)]
    public async Task The_journal_itself_refuses_a_text_that_is_too_long(string data, string? place)
    {
        var entry = new JournalEvent(
            "noted",
            System.Text.Json.JsonElement.Parse(data.Replace("LONG", new string('x', JournalLimits.TextCharacters + 1), StringComparison.Ordinal))
        );
        var append = server.Engine.Journal.AppendAsync(
            [new StreamAppend("note-1", ExpectedVersion.Any, [entry])],
            new Authorship("ada", "to be noted"),
            CancellationToken.None
        );

        if (place is null)
            (await append).AllMade.ShouldBeTrue();
        else
            (await append.ShouldThrowAsync<TextTooLongException>()).Place.ShouldBe(place);
    }

    /// <summary>A body of which nobody says beforehand how long it is.</summary>
    private sealed class Chunks(byte[] body) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => stream.WriteAsync(body).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
