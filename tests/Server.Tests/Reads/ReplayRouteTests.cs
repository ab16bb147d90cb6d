using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Replay;
using CustomerPerformanceTracker.Server.Reads;
using CustomerPerformanceTracker.Wire;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Server.Tests.Reads;

/// <summary>A replay over HTTP is what the engine reads, and so what the command prints: trust falls on day 150, and two policies of three tell it.</summary>
public sealed class ReplayRouteTests(RunningServer server) : IClassFixture<RunningServer>, IAsyncLifetime
{
    private const int Fall = 150;
    private const int Last = 170;

    private static readonly string[] Policies =
    [
        "{ name: quick, logic: { kpi: visits }, emotion: { kpi: trust, drop: 1 } }",
        "{ name: slow, logic: { kpi: visits }, emotion: { kpi: trust, drop: 8 } }",
        "{ name: elsewhere, logic: { kpi: visits }, emotion: { kpi: trust }, scope: { campaigns: [winter] } }",
    ];

    public async ValueTask InitializeAsync()
    {
        await AppendAsync(0, Last);
        foreach (var yaml in Policies)
            await SetAsync(yaml);
        await server.FoldedAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task All_policies_in_force_are_replayed_as_the_engine_does()
    {
        var told = await server.Client.GetStringAsync("/v1/replay/spring");

        var view = await ReadAsync(told, await InForceAsync());
        told.ShouldBe(Text(view));
        view.Policies.Single(policy => policy.Policy == "quick").Alerts.ShouldNotBeEmpty();
        view.Policies.Single(policy => policy.Policy == "slow").Alerts.ShouldNotBeEmpty();
        view.Policies.Single(policy => policy.Policy == "elsewhere").Power.ShouldHaveSingleItem().Watches.ShouldBeEmpty();
        view.Breaks.ShouldHaveSingleItem().Date.ShouldBe(Day(Fall));
    }

    [Fact]
    public async Task Policies_days_and_cursors_are_chosen()
    {
        var told = await server.Client.GetStringAsync(
            $"/v1/replay/spring?policy=slow,quick&from={Iso(Fall - 9)}&to={Iso(Fall + 30)}&at={Iso(Fall + 20)}&known={Iso(Fall + 10)}"
        );

        var inForce = await InForceAsync();
        Policy[] asked = [inForce.Single(one => one.Name == "slow"), inForce.Single(one => one.Name == "quick")];
        var view = await ReadAsync(told, asked, Day(Fall - 9), Day(Fall + 30), new(new(Day(Fall + 20), null), new(Day(Fall + 10), null)));
        told.ShouldBe(Text(view));
        view.Days.Select(day => day.Date).ShouldBe(Enumerable.Range(Fall - 9, 20).Select(Day));
    }

    [Fact]
    public async Task At_the_seal_of_an_answer_the_document_stays_the_same_whatever_policies_are_set_later()
    {
        var first = await server.Client.GetStringAsync("/v1/replay/spring");

        await SetAsync("{ name: later, logic: { kpi: visits }, emotion: { kpi: trust, drop: 2 } }");
        await AppendAsync(Last, Last + 1);
        await server.FoldedAsync();

        (await server.Client.GetStringAsync($"/v1/replay/spring?seal={Seal(first)}")).ShouldBe(first);
        var now = await server.Client.GetJsonAsync("/v1/replay/spring");
        now.GetProperty("policies").EnumerateArray().Select(policy => policy.GetProperty("policy").GetString()).ShouldContain("later");
    }

    [Fact]
    public async Task More_policies_than_a_request_may_ask_for_are_refused_with_the_bound()
    {
        await using var many = await RunningServer.OpenAsync();
        for (var i = 0; i <= ReplayRoutes.MostPolicies; i++)
            await SetAsync($"{{ name: many-{i}, logic: {{ kpi: visits }}, emotion: {{ kpi: trust }} }}", many);
        await many.FoldedAsync();

        using var answer = await many.Client.GetAsync("/v1/replay/spring");

        (await answer.ShouldBeProblemAsync(400, "bad_parameter")).GetProperty("detail").GetString()!.ShouldContain("are replayed at once at the most");
    }

    [Theory]
    [InlineData("spring?policy=quik", 400, "bad_parameter", "policy", "Did you mean 'quick'?")]
    [InlineData("spring?policy=quick&from=soon", 400, "bad_parameter", "from", "2025-05-03")]
    [InlineData("spring?policy=quick&seal=9999", 400, "bad_parameter", "seal", "cpt log head")]
    [InlineData("spring?seal=1", 400, "bad_parameter", "policy", "PUT /v1/policies")]
    [InlineData("winter?policy=quick", 404, "not_found", null, "GET /v1/campaigns")]
    public async Task What_cannot_be_replayed_is_a_problem_with_its_place(string query, int status, string code, string? pointer, string remedy)
    {
        using var answer = await server.Client.GetAsync($"/v1/replay/{query}");

        var problem = await answer.ShouldBeProblemAsync(status, code);
        problem.GetProperty("detail").GetString()!.ShouldContain(remedy);
        if (pointer is not null)
            problem.GetProperty("pointer").GetString().ShouldBe(pointer);
    }

    private static string Text(ReplayView view) => Encoding.UTF8.GetString(Json.Bytes(view));

    private static int Seal(string told) => JsonElement.Parse(told).GetProperty("cursors").GetProperty("seal").GetInt32();

    private static LocalDate Day(int day) => new LocalDate(2024, 9, 1).PlusDays(day);

    private static string Iso(int day) => LocalDatePattern.Iso.Format(Day(day));

    private async Task<Policy[]> InForceAsync() => [.. (await server.Engine.Settings.PoliciesAsync(CancellationToken.None)).Select(set => set.Policy)];

    /// <summary>What the engine reads at the seal of an answer.</summary>
    private async Task<ReplayView> ReadAsync(string told, Policy[] policies, LocalDate? from = null, LocalDate? to = null, Cursors? cursors = null)
    {
        var question = new ReplayQuestion("spring", policies, from, to, (cursors ?? Cursors.Now) with { Seal = new SealNumber(Seal(told)) });
        return ReplayView.Of((await server.Engine.Replays.RunAsync(question, CancellationToken.None))!);
    }

    private Task SetAsync(string yaml, RunningServer? where = null) =>
        (where ?? server).Engine.Settings.SetPolicyAsync(yaml, new Authorship("ada", "to be replayed"), expected: null, CancellationToken.None);

    private Task AppendAsync(int from, int until) =>
        server.Engine.Log.AppendAsync([.. Enumerable.Range(from, until - from).SelectMany(Signals)], history: true, CancellationToken.None);

    private static IEnumerable<Signal> Signals(int day)
    {
        var happy = (day < Fall ? 160 : 120) + (day % 5);
        yield return Of(SignalKind.Visit, day, number: 0, count: 2_000);
        yield return Of(SignalKind.SurveyAnswer, day, number: 1, happy) with
        {
            Kpi = "trust",
            Score = 10_000,
        };
        yield return Of(SignalKind.SurveyAnswer, day, number: 2, 200 - happy) with
        {
            Kpi = "trust",
            Score = 0,
        };
    }

    private static Signal Of(SignalKind kind, int day, short number, int count) =>
        new()
        {
            Id = new Guid(day, number, 0, new byte[8]),
            Kind = kind,
            Campaign = "spring",
            Count = count,
            OccurredAt = Day(day).AtMidnight().InUtc().ToInstant().ToUnixTimeMilliseconds() * 1_000,
        };
}
