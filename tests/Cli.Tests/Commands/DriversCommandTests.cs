namespace CustomerPerformanceTracker.Cli.Tests.Commands;

/// <summary>What a person reads of a break: its parts, its candidates and where it moved.</summary>
public sealed class DriversCommandTests : IAsyncLifetime
{
    private const int Turn = 60;

    private readonly Cpt cpt = new();

    public async ValueTask InitializeAsync()
    {
        await cpt.InitializeAsync();
        var lines = Enumerable.Range(0, 90).SelectMany(day => Answers(day, "email", day < Turn ? 80 : 40).Concat(Answers(day, "search", 80)));
        (await cpt.RunAsync("import", cpt.File("answers.ndjson", lines), "--history")).ExitCode.ShouldBe(ExitCode.Done);
    }

    public ValueTask DisposeAsync() => cpt.DisposeAsync();

    [Fact]
    public async Task Drivers_tell_mix_and_rate_first_and_then_candidates_that_are_no_causes()
    {
        var text = await cpt.RunAsync("drivers", "spring");
        var document = (await cpt.RunAsync("drivers", "spring", "--json")).Json;

        text.ExitCode.ShouldBe(ExitCode.Done, text.Error);
        var told = Words(text.Output);
        told.ShouldContain("Of the fall of 20.0 points, 0.0 (0.0 to 0.0) came from who answered (another mix of channel) and -20.0 (");
        told.ShouldContain("candidates for an explanation and no more than that");
        told.ShouldContain("2 scopes were looked at");
        document.GetProperty("drivers")[0].GetProperty("scope").GetProperty("channel").GetString().ShouldBe("email");
        document.GetProperty("drivers")[0].GetProperty("p").GetDouble().ShouldBe(0.005);
        (document.GetProperty("mix").GetProperty("value").GetDouble() + document.GetProperty("rate").GetProperty("value").GetDouble()).ShouldBe(
            document.GetProperty("change").GetDouble(),
            1e-12
        );
    }

    [Fact]
    public async Task A_trend_marks_a_change_of_the_book_and_counts_those_that_its_scope_rules_out()
    {
        var svg = Path.Combine(cpt.Folder, "trust.svg");
        (await cpt.RunAsync("changes", "add", "price", "dearer", "--at", "2025-03-01", "--campaign", "spring")).ExitCode.ShouldBe(ExitCode.Done);
        (await cpt.RunAsync("changes", "add", "press", "a paper wrote", "--at", "2025-03-02", "--scope", "channel=search")).ExitCode.ShouldBe(ExitCode.Done);

        var trend = await cpt.RunAsync("trend", "spring", "--svg", svg);

        var told = Words(trend.Output);
        told.ShouldContain("1 2025-03-01: price: dearer");
        told.ShouldContain("price: dearer on 2025-03-01, of campaign spring, recorded on");
        told.ShouldContain("these are candidates by when they came and what they cover, and no causes");
        told.ShouldContain("looked at and ruled out by scope: 1 (press of 2025-03-02, the break is carried by channel email");
        (await System.IO.File.ReadAllTextAsync(svg)).ShouldContain("price: dearer");
    }

    [Fact]
    public async Task A_KPI_without_a_break_asks_for_a_day()
    {
        var run = await cpt.RunAsync("drivers", "spring", "--kpi", "conversion_rate");

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain("--since");
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<string> Answers(int day, string channel, int happy)
    {
        var date = new LocalDate(2025, 1, 1).PlusDays(day);
        foreach (var (score, count) in ((int, int)[])[(1, happy), (0, 100 - happy)])
            yield return $$"""{"id":"{{channel}} {{score}} {{day}}","type":"survey_answer","campaign":"spring","channel":"{{channel}}","""
                + $$""" "occurredAt":"{{date:uuuu-MM-dd}}T12:00:00Z","kpi":"trust","score":{{score}},"scale":[0,1],"count":{{count}}}""";
    }
}
