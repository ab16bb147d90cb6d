using CustomerPerformanceTracker.Loop.Audit;

namespace CustomerPerformanceTracker.Tracker.Tests.Dimensions;

/// <summary>A policy that watches each agent by itself, on a campaign where the trust of one agent's customers falls.</summary>
public sealed class OwnWatchTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private const int Break = 90;
    private const string Policy = DayHistory.Policy + "\nscope: { campaigns: [\"*\"], by: [agent] }\n";

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private Engine engine = null!;

    public async ValueTask InitializeAsync() => engine = await workspaces.NewAsync(clock);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_policy_that_watches_by_an_undeclared_dimension_is_refused()
    {
        var refused = await Should.ThrowAsync<RefusedException>(SetPolicyAsync);

        refused.Code.ShouldBe("unknown_dimension");
    }

    [Fact]
    public async Task A_dimension_that_a_policy_watches_by_stays_declared()
    {
        await DeclareAsync("agent");
        await SetPolicyAsync();

        var refused = await Should.ThrowAsync<RefusedException>(() => DeclareAsync());

        refused.Message.ShouldContain("The policy falling-trust watches each agent by itself.");
    }

    [Fact]
    public async Task An_alert_names_the_value_whose_trust_fell_and_rests_on_its_answers_alone()
    {
        await DeclareAsync("agent");
        await SetPolicyAsync();
        await engine.ImportAsync(Of("Amir", day => day >= Break ? 55 : 80).Concat(Of("Bea", _ => 80)));
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var alert = (await engine.Alerts.ListAsync(CancellationToken.None)).ShouldHaveSingleItem();
        alert.Scope.Parts().ShouldBe([("agent", "Amir")]);
        JsonSerializer.Serialize(ScopeView.Of(alert.Scope), Json.TypeOf<ScopeView>(Json.Indented)).ShouldContain("\"agent\": \"Amir\"");

        var trace = await engine.Get<Tracer>().FollowAsync(alert.Id, 5, CancellationToken.None);
        var behind = trace.Answers.ShouldHaveSingleItem();
        behind.First.ShouldAllBe(answer => answer.Own!.Find("agent") == "Amir");
        var days = Period.DaysBetween(alert.Onset, alert.On) + 1;
        behind.Answers.ShouldBe(100 * days);

        var again = await workspaces.AgainAsync(engine, clock);
        await again.CatchUpAsync(progress: null, CancellationToken.None);
        (await again.Alerts.ListAsync(CancellationToken.None)).ShouldHaveSingleItem().Id.ShouldBe(alert.Id);
    }

    [Fact]
    public async Task A_break_is_carried_by_the_value_of_an_own_dimension()
    {
        await DeclareAsync("agent");
        await engine.ImportAsync(Of("Amir", day => day >= Break ? 55 : 80).Concat(Of("Bea", _ => 80)));
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var trend = await engine.Trends.ReadAsync(new(DayHistory.Campaign), CancellationToken.None);

        var carrier = trend!.Breaks.ShouldHaveSingleItem().CarriedBy.ShouldHaveSingleItem();
        (carrier.Dimension, carrier.Scope, Math.Round(carrier.Share, 6)).ShouldBe(("agent", "Amir", 1));
        TrendView.Of(trend).Breaks[0].CarriedBy[0].Own.ShouldBe(new Dictionary<string, string> { ["agent"] = "Amir" });
    }

    private static IEnumerable<string> Of(string agent, Func<int, int?> happy) =>
        DayHistory
            .Lines(Enumerable.Range(0, 121), happy)
            .Select(line => line.Replace("\"id\":\"", $"\"agent\":\"{agent}\",\"id\":\"{agent} ", StringComparison.Ordinal));

    private Task<Setting> SetPolicyAsync() => engine.Settings.SetPolicyAsync(Policy, new Authorship("olga", "a test"), expected: null, CancellationToken.None);

    private Task<Setting> DeclareAsync(params string[] names) =>
        engine.Settings.SetDimensionsAsync(
            engine.Dimensions,
            new OwnDimensions([.. names.Select(name => new OwnDimension(name, DimensionType.Text))]).ToYaml(),
            new Authorship("ada", "a test"),
            expected: null,
            CancellationToken.None
        );
}
