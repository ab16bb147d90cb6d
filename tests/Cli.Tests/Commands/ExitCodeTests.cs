namespace CustomerPerformanceTracker.Cli.Tests.Commands;

/// <summary>
/// 0 done, 1 failed, 2 bad usage or input, 3 a check found something, 4 an import took not all; an error is a sentence on stderr that names the place, the rule
/// and the remedy.
/// </summary>
public sealed class ExitCodeTests(ExitCodeTests.Imported imported) : IClassFixture<ExitCodeTests.Imported>
{
    private Cpt Cpt => imported.Cpt;

    [Theory]
    [InlineData("scorecard", "spring")]
    [InlineData("scorecard", "spring", "--by", "segment", "--window", "2w")]
    [InlineData("trend", "spring")]
    [InlineData("alerts", "list")]
    [InlineData("policies", "list")]
    [InlineData("kpis", "show")]
    [InlineData("journey", "show")]
    [InlineData("mappings", "show")]
    [InlineData("projections", "status")]
    [InlineData("projections", "check")]
    [InlineData("projections", "retry")]
    [InlineData("log", "head")]
    [InlineData("verify")]
    [InlineData("db", "status")]
    public async Task A_reading_ends_with_0_and_is_one_JSON_document(params string[] arguments)
    {
        var json = await Cpt.RunAsync([.. arguments, "--json"]);
        var text = await Cpt.RunAsync(arguments);

        (json.ExitCode, text.ExitCode).ShouldBe((ExitCode.Done, ExitCode.Done), json.Error + text.Error);
        json.Json.ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Object);
        json.Output.ShouldEndWith("}\n");
        text.Output.ShouldNotBeEmpty();
        text.Output.ShouldNotStartWith("{");
    }

    [Theory]
    [InlineData("scorecard autumn", "'autumn'", "spring")]
    [InlineData("scorecard spring --window 28x", "'28x'", "28d or 4w")]
    [InlineData("scorecard spring --seal 99", "seal 99", "cpt log head")]
    [InlineData("scorecard spring --at yesterday", "'yesterday'", "2025-05-03")]
    [InlineData("scorecard spring --by Weekday", "Weekday", "cpt scorecard --help")]
    [InlineData("scorecard spring --by weekday", "weekday", "cpt dimensions add weekday")]
    [InlineData("teams spring --kpi loyalty", "loyalty", "such as satisfaction")]
    [InlineData("customers show nobody", "'nobody'", "letter by letter")]
    [InlineData("scorecard", "argument", "cpt scorecard --help")]
    [InlineData("projections retry sells", "'sells'", "cells, detectors")]
    [InlineData("scorcard spring", "scorcard", "--help")]
    [InlineData("alerts show 123", "'123'", "cpt alerts list")]
    [InlineData("import missing.ndjson", "missing.ndjson", "")]
    [InlineData("erase c-999", "no customer", "erased before")]
    [InlineData("kpis set broken.yaml", "kpis[0].colour (line 2)", "colour")]
    [InlineData("policies set policy.yaml", "emotion", "Add")]
    [InlineData("import native.ndjson --map map.yaml", "colour", "")]
    [InlineData("import native.ndjson --map map.yaml --format segment", "--map", "not both")]
    [InlineData("import native.ndjson --format xml", "'xml'", "cloudevents")]
    [InlineData("mappings set map.yaml", "colour", "")]
    [InlineData("log head --workspace Not_A_Name", "Not_A_Name", "lower-case")]
    [InlineData("db migrate --workspace new --zone Mars/Olympus", "Mars/Olympus", "Europe/Berlin")]
    public async Task Bad_usage_or_input_ends_with_2_and_says_what_where_and_what_instead(string arguments, string place, string remedy)
    {
        var run = await Cpt.RunAsync(arguments.Split(' '));

        run.ExitCode.ShouldBe(ExitCode.Refused, run.Output + run.Error);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain(place);
        run.Error.ShouldContain(remedy);
        run.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_database_that_is_not_there_ends_with_1()
    {
        var run = await Cpt.RunAsync("log", "head", "--database", "Host=/nowhere;Username=nobody;Timeout=3");

        run.ExitCode.ShouldBe(ExitCode.Failed);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldNotBeEmpty();
        run.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_check_that_finds_something_ends_with_3()
    {
        await using var cpt = new Cpt();
        await cpt.InitializeAsync();
        await cpt.RunAsync("import", cpt.File("x.ndjson", Line(1), Line(2)));
        await cpt.ExecuteAsync("update view.cell set count = count + 1");
        await cpt.ExecuteAsync("update log.signal set count = count + 1");

        var check = await cpt.RunAsync("projections", "check", "--json");
        var verify = await cpt.RunAsync("verify", "--json");
        var text = await cpt.RunAsync("verify");

        (check.ExitCode, verify.ExitCode, text.ExitCode).ShouldBe((ExitCode.Found, ExitCode.Found, ExitCode.Found));
        check.Json.GetProperty("ok").GetBoolean().ShouldBeFalse();
        verify.Json.GetProperty("problems")[0].GetProperty("kind").GetString().ShouldBe("root_mismatch");
        text.Output.ShouldContain("The first thing that does not fit");
    }

    [Fact]
    public async Task A_log_whose_tail_was_cut_is_caught_by_the_checkpoints_kept_beside_the_database()
    {
        await using var cpt = new Cpt();
        await cpt.InitializeAsync();
        await cpt.RunAsync("import", cpt.File("x.ndjson", Line(1)));
        await cpt.ExecuteAsync(
            "delete from log.signal; delete from log.seal; update log.workspace set signals = 0, seals = 0, corrections = 0, recorded_at = 'epoch', edge = ''"
        );

        var verify = await cpt.RunAsync("verify", "--json");

        verify.ExitCode.ShouldBe(ExitCode.Found);
        verify.Json.GetProperty("problems")[0].GetProperty("kind").GetString().ShouldBe("tail_cut");
    }

    internal static string Line(int number) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"id":"a{{number}}","type":"survey_answer","occurredAt":"2025-03-{{1 + (number % 28):00}}T12:00:00Z","campaign":"spring","segment":"new","customer":"c-{{number}}","kpi":"trust","score":{{1 + (number % 5)}},"scale":[1,5]}"""
        );

    /// <summary>A workspace with a small campaign in it, and some files that break a rule.</summary>
    public sealed class Imported : IAsyncLifetime
    {
        public Cpt Cpt { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await Cpt.InitializeAsync();
            Cpt.File("broken.yaml", "kpis:", "  - { kpi: trust, target: 70, floor: 25, colour: blue }");
            Cpt.File("policy.yaml", "name: x", "logic: { kpi: conversion_rate }");
            Cpt.File("map.yaml", "format: csv", "colour: blue", "signals: []");
            var run = await Cpt.RunAsync("import", Cpt.File("native.ndjson", Enumerable.Range(0, 200).Select(Line)), "--history", "--json");
            run.Json.GetProperty("accepted").GetInt32().ShouldBe(200);
        }

        public ValueTask DisposeAsync() => Cpt.DisposeAsync();
    }
}
