namespace CustomerPerformanceTracker.Server.Tests.Reads;

/// <summary>Instruments, over HTTP.</summary>
public sealed class InstrumentRouteTests(RunningServer server) : IClassFixture<RunningServer>
{
    private const string Document =
        "instruments:\n  - { kpi: care, kind: likert, items: [{ question: kind, scale: [1, 5] }, { question: rude, scale: [1, 5], reversed: true }] }\n";

    [Fact]
    public async Task What_is_declared_is_read_from_what_was_sent_before()
    {
        var answers = Enumerable.Range(0, 40).SelectMany(i => (string[])[Answer(i, "kind", 1 + (i % 5)), Answer(i, "rude", 5 - (i % 5))]);
        using var sent = await server.Client.PostAsync("/v1/signals", Requests.Json(Signals.Array([.. answers])));
        (await sent.JsonAsync()).GetProperty("rejected").GetInt32().ShouldBe(0);
        await server.FoldedAsync();

        using var set = await server.Client.PutAsync("/v1/instruments?reason=first", Requests.Bytes(Encoding.UTF8.GetBytes(Document), "application/yaml"));
        set.StatusCode.ShouldBe(HttpStatusCode.OK);
        await server.FoldedAsync();
        await server.Engine.CatchUpAsync(progress: null, CancellationToken.None);

        var read = await server.Client.GetJsonAsync("/v1/instruments/spring/care");
        (read.GetProperty("kind").GetString(), read.GetProperty("complete").GetInt32()).ShouldBe(("likert", 40));
        read.GetProperty("alpha").GetProperty("value").GetDouble().ShouldBe(1, 1e-9);
        var card = await server.Client.GetJsonAsync("/v1/scorecards/spring");
        var care = card.GetProperty("kpis").EnumerateArray().Single(kpi => kpi.GetProperty("kpi").GetString() == "care");
        (care.GetProperty("value").GetDouble(), care.GetProperty("n").GetInt32()).ShouldBe((50, 80));
        care.GetProperty("instrument").GetProperty("items")[1].GetProperty("reversed").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task An_instrument_that_nobody_declared_is_refused_with_those_there_are()
    {
        using var set = await server.Client.PutAsync("/v1/instruments?reason=first", Requests.Bytes(Encoding.UTF8.GetBytes(Document), "application/yaml"));

        using var answer = await server.Client.GetAsync("/v1/instruments/spring/cares");

        (await answer.ShouldBeProblemAsync(422, "unknown_instrument")).GetProperty("detail").GetString()!.ShouldContain("care");
    }

    private static string Answer(int i, string question, int score) =>
        $$"""{"id":"{{question}}{{i}}","type":"survey_answer","occurredAt":"2025-05-{{1 + (i % 28):00}}T12:00:00Z","campaign":"spring","""
        + $$""" "customer":"c{{i}}","kpi":"{{question}}","score":{{score}},"scale":[1,5]}""";
}
