namespace CustomerPerformanceTracker.Cli.Tests.Commands;

public sealed class SetAsideTests : IAsyncLifetime
{
    private readonly Cpt cpt = new();

    public ValueTask InitializeAsync() => cpt.InitializeAsync();

    public ValueTask DisposeAsync() => cpt.DisposeAsync();

    [Fact]
    public async Task What_cannot_be_folded_is_named_by_status_and_reading_and_taken_in_by_retry()
    {
        await cpt.RunAsync("import", cpt.File("good.ndjson", Line("a", "autumn"), Line("b", "spring")));
        await cpt.ExecuteAsync(
            "do $$ begin execute format('alter table view.cell add constraint no_more check (campaign <> %s) not valid', (select id from log.name where "
                + "text = 'spring')); end $$"
        );
        var import = await cpt.RunAsync("import", cpt.File("more.ndjson", Line("c", "autumn"), Line("d", "spring")));

        var status = await cpt.RunAsync("projections", "status");
        var json = (await cpt.RunAsync("projections", "status", "--json"))
            .Json.GetProperty("projections")
            .EnumerateArray()
            .Single(projection => projection.GetProperty("name").GetString() == "cells");
        var card = await cpt.RunAsync("scorecard", "spring");
        var failing = await cpt.RunAsync("projections", "retry");
        await cpt.ExecuteAsync("alter table view.cell drop constraint no_more");
        var mended = await cpt.RunAsync("projections", "retry", "cells");
        var check = await cpt.RunAsync("projections", "check");

        (import.ExitCode, status.ExitCode, card.ExitCode, failing.ExitCode, mended.ExitCode, check.ExitCode).ShouldBe(
            (ExitCode.Done, ExitCode.Done, ExitCode.Done, ExitCode.Found, ExitCode.Done, ExitCode.Done),
            import.Error + failing.Error
        );
        status.Output.ShouldContain("set aside: campaign spring behind seal 2, 1 signals since");
        json.GetProperty("lag").GetInt32().ShouldBe(0);
        json.GetProperty("setAside")[0].GetProperty("error").GetString().ShouldNotBeNull().ShouldContain("no_more");
        card.Output.ShouldContain("1 signals set aside since");
        failing.Output.ShouldContain("spring: 1 signals stay set aside: 23514");
        mended.Output.ShouldContain("spring: 1 signals are folded with the others now");
    }

    private static string Line(string id, string campaign) =>
        $$"""{"id":"{{id}}","type":"visit","occurredAt":"2025-03-01T12:00:00Z","campaign":"{{campaign}}"}""";
}
