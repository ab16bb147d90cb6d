namespace CustomerPerformanceTracker.Cli.Tests.Commands;

public sealed class VoicesCommandTests(Cpt cpt) : IClassFixture<Cpt>
{
    private static readonly string[] Lines =
    [
        Answer("a", "1", "nice shop"),
        Answer("b", "2", "I cannot cancel\\u001b]0;owned\\u0007\\u001b[2J \\u202Enow\\r\\nDone.\\u009b31m"),
    ];

    [Fact]
    public async Task What_a_customer_wrote_cannot_steer_the_terminal()
    {
        await ImportAsync();

        var run = await cpt.RunAsync("voices", "spring", "--search", "cancel");

        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain("2025-05-10, trust 2 on 1 to 5");
        run.Output.ShouldContain("  I cannot cancel ]0;owned [2J now Done. 31m");
        run.Output.Where(c => char.IsControl(c) && c != '\n').ShouldBeEmpty();
        run.Output.ShouldNotContain('\u202E');
    }

    [Fact]
    public async Task The_reading_is_recorded_with_actor_and_reason()
    {
        await ImportAsync();

        var run = await cpt.RunAsync("voices", "spring", "--seed", "5", "--sample", "1", "--actor", "ana", "--reason", "to see", "--json");

        (run.Json.GetProperty("comments").GetInt32(), run.Json.GetProperty("shown").GetInt32(), run.Json.GetProperty("seed").GetInt32()).ShouldBe((2, 1, 5));
        run.Json.GetProperty("voices").GetArrayLength().ShouldBe(1);
        (
            await cpt.QueryAsync(
                "select concat_ws(' ', headers ->> 'actor', headers ->> 'reason', data ->> 'shown') from journal.mt_events where type = 'voices_read' and data ->> 'seed' = '5'"
            )
        ).ShouldBe("ana to see 1");
    }

    [Fact]
    public async Task Scoring_says_what_it_reads_and_how_many_it_scored()
    {
        await ImportAsync();

        var first = await cpt.RunAsync("voices", "score", "--all");
        var again = await cpt.RunAsync("voices", "score", "spring");
        var neither = await cpt.RunAsync("voices", "score");

        first.Output.ShouldContain("2 of 2 comments were scored by vader 3.3.2, which reads English only.");
        again.Output.ShouldContain("0 of 2 comments");
        again.Output.ShouldContain("2 had a score by it already.");
        neither.ExitCode.ShouldBe(ExitCode.Refused);
    }

    private static string Answer(string id, string score, string comment) =>
        $$"""{"id":"{{id}}","type":"survey_answer","occurredAt":"2025-05-10T12:00:00Z","campaign":"spring","kpi":"trust","score":{{score}},"scale":[1,5],"customer":"customer-{{id}}","comment":"{{comment}}"}""";

    private async Task ImportAsync() => (await cpt.RunAsync("import", cpt.File("voices.ndjson", Lines), "--history")).ExitCode.ShouldBe(0);
}
