namespace CustomerPerformanceTracker.Tracker.Tests.Settings;

public sealed class SettingBookTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private Engine engine = null!;

    public async ValueTask InitializeAsync() => engine = await workspaces.NewAsync(new SetClock(new DateTimeOffset(2025, 5, 3, 12, 0, 0, TimeSpan.Zero)));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Where_nothing_was_set_the_defaults_are_in_force()
    {
        (await engine.Settings.KpisAsync(seal: null, CancellationToken.None)).ShouldBe(KpiStack.Default);
        (await engine.Settings.JourneyAsync(seal: null, CancellationToken.None)).ShouldBe(JourneyMap.Empty);
        (await engine.Settings.PoliciesAsync(CancellationToken.None)).ShouldBeEmpty();
        (await engine.Settings.KpisDocumentAsync(CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_document_is_kept_as_its_author_wrote_it_with_who_and_why()
    {
        var set = await engine.Settings.SetKpisAsync(Kpis(70), Somebody("first"), expected: null, CancellationToken.None);

        (set.Stream, set.Yaml, set.Version.Value, set.Seal.Value, set.Actor, set.Reason).ShouldBe(("kpis", Kpis(70), 1L, 1, "ada", "first"));
        (await engine.Settings.KpisDocumentAsync(CancellationToken.None)).ShouldBe(set);
    }

    [Fact]
    public async Task The_same_document_again_adds_nothing_and_an_earlier_one_again_does()
    {
        await engine.Settings.SetKpisAsync(Kpis(70), Somebody("first"), expected: null, CancellationToken.None);
        (await engine.Settings.SetKpisAsync(Kpis(70), Somebody("again"), expected: null, CancellationToken.None)).Version.ShouldBe(new StreamVersion(1));
        await engine.Settings.SetKpisAsync(Kpis(80), Somebody("higher"), expected: null, CancellationToken.None);

        (await engine.Settings.SetKpisAsync(Kpis(70), Somebody("back"), expected: null, CancellationToken.None)).Version.ShouldBe(new StreamVersion(3));

        (await engine.Settings.EditsAsync(seal: null, CancellationToken.None)).Select(edit => edit.Reason).ShouldBe(["first", "higher", "back"]);
    }

    [Fact]
    public async Task What_was_in_force_at_a_seal_stays_readable()
    {
        await engine.Settings.SetKpisAsync(Kpis(70), Somebody("first"), expected: null, CancellationToken.None);
        await engine.Settings.SetJourneyAsync(Journey("growth"), Somebody("first"), expected: null, CancellationToken.None);
        await engine.Settings.SetKpisAsync(Kpis(80), Somebody("higher"), expected: null, CancellationToken.None);
        await engine.Settings.SetJourneyAsync(Journey("shop"), Somebody("moved"), expected: null, CancellationToken.None);

        (
            await TargetAsync(seal: new SealNumber(1)),
            await TargetAsync(seal: new SealNumber(2)),
            await TargetAsync(seal: new SealNumber(3)),
            await TargetAsync(seal: null)
        ).ShouldBe((70.0, 70.0, 80.0, 80.0));
        string?[] teams = [await TeamAsync(seal: new SealNumber(1)), await TeamAsync(seal: new SealNumber(2)), await TeamAsync(seal: new SealNumber(4))];
        teams.ShouldBe([null, "growth", "shop"]);
    }

    [Fact]
    public async Task A_document_that_breaks_a_rule_is_not_recorded()
    {
        await Should.ThrowAsync<StrictYamlException>(() =>
            engine.Settings.SetKpisAsync("kpis: [{ kpi: trust, colour: blue }]", Somebody("typo"), expected: null, CancellationToken.None)
        );
        await Should.ThrowAsync<StrictYamlException>(() =>
            engine.Settings.SetJourneyAsync("touch: []", Somebody("typo"), expected: null, CancellationToken.None)
        );
        await Should.ThrowAsync<StrictYamlException>(() => engine.Settings.SetPolicyAsync("name: x", Somebody("typo"), expected: null, CancellationToken.None));

        (await HeadRow.ReadAsync(workspaces.Database, engine.Workspace, CancellationToken.None)).Seal.ShouldBe(new SealNumber(0));
    }

    [Fact]
    public async Task Policies_are_listed_by_name_each_at_its_last_version()
    {
        await engine.Settings.SetPolicyAsync(Policy("b", 3), Somebody("first"), expected: null, CancellationToken.None);
        await engine.Settings.SetPolicyAsync(Policy("a", 3), Somebody("first"), expected: null, CancellationToken.None);
        await engine.Settings.SetPolicyAsync(Policy("b", 5), Somebody("stricter"), expected: null, CancellationToken.None);

        var policies = await engine.Settings.PoliciesAsync(CancellationToken.None);

        policies.Select(p => (p.Policy.Name, p.Policy.Emotion.Drop, p.Setting.Version.Value)).ShouldBe([("a", 3.0, 1L), ("b", 5.0, 2L)]);
    }

    [Fact]
    public async Task A_policy_whose_name_begins_as_another_s_is_another()
    {
        await engine.Settings.SetPolicyAsync(Policy("trust", 3), Somebody("first"), expected: null, CancellationToken.None);
        await engine.Settings.SetPolicyAsync(Policy("trust-by-segment", 3), Somebody("first"), expected: null, CancellationToken.None);

        (await engine.Settings.SetPolicyAsync(Policy("trust", 3), Somebody("again"), expected: null, CancellationToken.None)).Version.ShouldBe(
            new StreamVersion(1)
        );
    }

    [Fact]
    public async Task The_mapping_of_Segment_s_calls_is_the_built_in_one_until_another_is_set()
    {
        const string Own = "format: segment\ntime: { value: '{timestamp}', pattern: rfc3339 }\nsignals: [{ type: visit, campaign: c }]\n";
        (await engine.Settings.SegmentNowAsync(position: new Position(0), CancellationToken.None)).ShouldBeSameAs(SegmentMapping.Default);
        (await engine.Settings.SegmentDocumentAsync(CancellationToken.None)).ShouldBeNull();
        await Should.ThrowAsync<IntakeException>(() =>
            engine.Settings.SetSegmentAsync(Own.Replace("segment", "json"), Somebody("typo"), CancellationToken.None)
        );

        var set = await engine.Settings.SetSegmentAsync(Own, Somebody("own"), CancellationToken.None);

        (set.Stream, set.Yaml, set.Version.Value).ShouldBe(("segment", Own, 1L));
        (await engine.Settings.SegmentDocumentAsync(CancellationToken.None)).ShouldBe(set);
        (await engine.Settings.SegmentNowAsync(position: new Position(0), CancellationToken.None)).ShouldBeSameAs(SegmentMapping.Default);
        var now = await engine.Settings.SegmentNowAsync(position: new Position(1), CancellationToken.None);
        now.ShouldNotBeSameAs(SegmentMapping.Default);
        (await engine.Settings.SegmentNowAsync(position: new Position(1), CancellationToken.None)).ShouldBeSameAs(now);
    }

    private static Authorship Somebody(string reason) => new("ada", reason);

    private static string Kpis(int target) =>
        $$"""
            kpis:
              - { kpi: conversion_rate, target: 0.03, floor: 0.005, weight: 3 }
              - { kpi: trust, target: {{target}}, floor: 25, weight: 2 }
            """;

    private static string Journey(string team) =>
        $$"""
            journey:
              - { touchpoint: checkout, stage: purchase, team: {{team}}, momentOfTruth: true }
            """;

    private static string Policy(string name, int drop) =>
        $$"""
            name: {{name}}
            logic: { kpi: conversion_rate }
            emotion: { kpi: trust, drop: {{drop}} }
            """;

    private async Task<double> TargetAsync(SealNumber? seal) =>
        (await engine.Settings.KpisAsync(seal, CancellationToken.None)).Goals.Single(goal => goal.Kpi == Kpi.Trust).Target.ShouldBeOfType<Target.Level>().Value;

    private async Task<string?> TeamAsync(SealNumber? seal) => (await engine.Settings.JourneyAsync(seal, CancellationToken.None)).Find("checkout")?.Team;
}
