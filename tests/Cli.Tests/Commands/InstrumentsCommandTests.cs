namespace CustomerPerformanceTracker.Cli.Tests.Commands;

/// <summary><c>cpt instruments</c>.</summary>
public sealed class InstrumentsCommandTests(Cpt cpt) : IClassFixture<Cpt>
{
    [Fact]
    public async Task A_document_that_is_set_holds_for_what_is_imported_already()
    {
        var lines = Enumerable
            .Range(0, 40)
            .Select(i =>
                $$"""{"id":"a{{i}}","type":"survey_answer","occurredAt":"2025-05-{{1 + (i % 28):00}}T12:00:00Z","campaign":"spring","""
                + $$""" "customer":"c{{i}}","kpi":"satisfaction","score":{{1 + (i % 5)}},"scale":[1,5]}"""
            );
        (await cpt.RunAsync("import", cpt.File("answers.ndjson", [.. lines]), "--history")).ExitCode.ShouldBe(ExitCode.Done);
        var document = cpt.File("instruments.yaml", "instruments: [{ kpi: satisfaction, kind: csat, definition: top_two, scale: [1, 5] }]");

        var set = await cpt.RunAsync("instruments", "set", document);
        var card = await cpt.RunAsync("scorecard", "spring", "--json");
        var read = await cpt.RunAsync("instruments", "read", "spring", "satisfaction");

        set.Output.ShouldContain("instruments is at version 1");
        var row = JsonElement.Parse(card.Output).GetProperty("kpis").EnumerateArray().Single(kpi => kpi.GetProperty("kpi").GetString() == "satisfaction");
        (row.GetProperty("value").GetDouble(), row.GetProperty("instrument").GetProperty("definition").GetString()).ShouldBe((40, "top_two"));
        read.Output.ShouldContain("satisfaction of spring: csat, read as top two");
    }
}
