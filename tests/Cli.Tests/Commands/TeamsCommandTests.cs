namespace CustomerPerformanceTracker.Cli.Tests.Commands;

/// <summary><c>cpt teams</c> and <c>cpt policies whatif</c> on a campaign whose better team has most of the hard orders.</summary>
public sealed class TeamsCommandTests(Cpt cpt) : IClassFixture<Cpt>
{
    [Fact]
    public async Task A_person_sees_rates_under_one_mix_which_variance_they_rest_on_and_what_was_looked_at()
    {
        await ImportAsync();

        var run = await cpt.RunAsync("teams", "spring", "--kpi", "refund_rate", "--within", "segment");

        run.ExitCode.ShouldBe(ExitCode.Done, run.Error);
        var read = Words(run);
        read.ShouldContain("Team Same mix 95 % interval As it is Refunds Orders");
        read.ShouldContain("Sales 7.00 5.95 to 8.29 10.00 200 2,000");
        read.ShouldContain("Care stands 5.50 (2.99 to 8.21) pp above Sales, for sure.");
        read.ShouldContain("One order may bring several refunds, so the variance is that of independent events (Poisson).");
        read.ShouldContain("9 orders name no team.");
        read.ShouldContain("none was raised");
        run.Output.IndexOf("Sales", StringComparison.Ordinal)
            .ShouldBeLessThan(run.Output.IndexOf("Care", StringComparison.Ordinal), "the lower rate is better");
    }

    [Fact]
    public async Task The_document_has_the_figures_of_the_table()
    {
        await ImportAsync();

        var document = (await cpt.RunAsync("teams", "spring", "--kpi", "refund_rate", "--within", "segment", "--json")).Json;

        (document.GetProperty("unit").GetString(), document.GetProperty("unowned").GetInt64()).ShouldBe(("ratio", 9));
        document.GetProperty("rate").GetRawText().ShouldContain("\"per\": \"conversion\"");
        var best = document.GetProperty("teams")[0];
        (best.GetProperty("name").GetString(), best.GetProperty("events").GetInt64(), best.GetProperty("n").GetInt64()).ShouldBe(("Sales", 200, 2_000));
        best.GetProperty("standardised").GetProperty("value").GetDouble().ShouldBe(0.07, 1e-12);
        document.GetProperty("records").GetProperty("teams").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task What_is_neither_a_mean_nor_a_rate_is_refused_with_what_is()
    {
        await ImportAsync();

        var run = await cpt.RunAsync("teams", "spring", "--kpi", "revenue");

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain("neither a mean of scores nor a rate");
    }

    [Fact]
    public async Task Policies_are_tried_as_of_cursors_and_the_seal_is_told()
    {
        await ImportAsync();
        var policy = cpt.File("quick.yaml", "{ name: quick, logic: { kpi: visits }, emotion: { kpi: trust, drop: 1 } }");

        var told = await cpt.RunAsync("policies", "whatif", policy, "--known", "2025-03-01");
        var document = (await cpt.RunAsync("policies", "whatif", policy, "--known", "2025-03-01", "--json")).Json;

        var seal = document.GetProperty("cursors").GetProperty("seal").GetInt32();
        Words(told).ShouldContain($"as received from 2025-03-01 to 2025-03-01, known by 2025-03-01; seal {seal}.");
        document.GetProperty("cursors").GetProperty("known").GetString().ShouldBe("2025-03-01");
    }

    private static string Words(CptRun run) => string.Join(' ', run.Output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private async Task ImportAsync()
    {
        var map = cpt.File("journey.yaml", "journey: [ { touchpoint: shop, stage: buy, team: Sales }, { touchpoint: phone, stage: use, team: Care } ]");
        string[] lines =
        [
            .. Orders("shop", "new", 400, 8),
            .. Orders("shop", "old", 1_600, 192),
            .. Orders("phone", "new", 1_600, 80),
            .. Orders("phone", "old", 400, 80),
            Line("conversion", "door", "new", 9),
        ];
        (await cpt.RunAsync("import", cpt.File("signals.ndjson", lines), "--history")).ExitCode.ShouldBe(ExitCode.Done);
        (await cpt.RunAsync("journey", "set", map, "--reason", "who owns what")).ExitCode.ShouldBe(ExitCode.Done);
    }

    private static string[] Orders(string touchpoint, string segment, int orders, int refunds) =>
        [Line("conversion", touchpoint, segment, orders), Line("refund", touchpoint, segment, refunds)];

    private static string Line(string type, string touchpoint, string segment, int count) =>
        $$"""{"id":"{{type}}{{touchpoint}}{{segment}}","type":"{{type}}","campaign":"spring","touchpoint":"{{touchpoint}}","segment":"{{segment}}","occurredAt":"2025-03-01T12:00:00Z","count":{{count}}}""";
}
