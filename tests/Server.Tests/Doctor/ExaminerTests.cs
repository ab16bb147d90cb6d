using CustomerPerformanceTracker.Wire;

namespace CustomerPerformanceTracker.Server.Tests.Doctor;

/// <summary>The doctor sees a database, a log and projections that are not well, and says of what cannot be looked at that nothing is known.</summary>
public sealed class ExaminerTests
{
    [Fact]
    public async Task An_installation_that_is_well_is_found_so_in_every_part()
    {
        await using var examined = await Examined.OpenAsync();
        await examined.Workspace.AddAsync();
        await examined.FoldAsync();
        await examined.KeepAsync();

        var view = await examined.LookAsync();

        view.Ok.ShouldBeTrue(string.Join('\n', view.Findings));
        view.Findings.Select(one => one.What)
            .Distinct(StringComparer.Ordinal)
            .ShouldBe(["database", "migrations", "seals", "projection", "set_aside", "checkpoint", "deliveries", "dead_letters", "messages", "due", "keys"]);
        view.Findings.ShouldAllBe(one => one.State == "ok" && one.Remedy == null && one.Figure.Length > 0);
        view.Findings.First(one => one.What == "database").Figure.ShouldStartWith("PostgreSQL ");
    }

    [Fact]
    public async Task An_empty_workspace_is_well()
    {
        await using var examined = await Examined.OpenAsync();

        (await examined.LookAsync()).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task A_projection_is_behind_once_it_had_time_to_fold_a_signal()
    {
        await using var examined = await Examined.OpenAsync();
        await examined.AppendVisitAsync();
        await examined.Workspace.RaiseAsync("a"); // a seal of the journal, in which nothing is to be folded

        var justNow = Projections(await examined.LookAsync());
        examined.Clock.Advance(TimeSpan.FromMinutes(1));
        var later = Projections(await examined.LookAsync());

        justNow.ShouldAllBe(one => one.State == "ok" && one.Number == 1);
        later.Select(one => one.Of).ShouldBe(examined.Engine.Projections.Select(projection => projection.Name));
        later.ShouldAllBe(one => one.State == "attention" && one.Number == 1 && one.Remedy == "cpt serve");
    }

    [Fact]
    public async Task A_projection_that_stopped_is_named_with_what_stopped_it()
    {
        await using var examined = await Examined.OpenAsync();
        await examined.Workspace.RaiseAsync("a");
        await examined.FoldAsync();
        await examined.ExecuteAsync("update view.projection set failure = 'a cell is full' where name = 'cells'");

        var cells = Projections(await examined.LookAsync()).Single(one => one.Of == "cells");

        (cells.State, cells.Figure, cells.Remedy).ShouldBe(("attention", "0 seals of signals behind, stopped by: a cell is full", "cpt projections rebuild"));
    }

    [Fact]
    public async Task A_migration_of_a_newer_release_and_one_that_is_missing_are_named()
    {
        await using var examined = await Examined.OpenAsync();
        await examined.ExecuteAsync("insert into cpt.migration (name, hash) values ('Loop/999-later.sql', '')");
        var newer = await examined.OneAsync("migrations");
        await examined.ExecuteAsync("delete from cpt.migration where name like '%170-wolverine.sql'");
        var missing = await examined.OneAsync("migrations");

        (newer.State, newer.Number).ShouldBe(("attention", 1));
        newer.Figure.ShouldEndWith("are of a newer release: 999-later.sql");
        (missing.State, missing.Figure, missing.Remedy).ShouldBe(("attention", "1 not applied: 170-wolverine.sql", "cpt db migrate"));
    }

    [Fact]
    public async Task A_checkpoint_that_was_not_kept_for_long_is_late_and_one_of_more_seals_than_there_are_is_told()
    {
        await using var examined = await Examined.OpenAsync();
        await examined.Workspace.RaiseAsync("a");
        var never = await examined.OneAsync("checkpoint");
        await examined.KeepAsync();
        await examined.Workspace.RaiseAsync("b");
        var soon = await examined.OneAsync("checkpoint");
        examined.Clock.Advance(TimeSpan.FromHours(2));
        var late = await examined.OneAsync("checkpoint");
        await examined.ExecuteAsync("update log.workspace set seals = 0, edge = ''");
        var cut = await examined.OneAsync("checkpoint");

        (never.State, never.Number, never.Remedy).ShouldBe(("attention", 1, "cpt log checkpoint -o FILE"));
        (soon.State, soon.Number).ShouldBe(("ok", 1));
        (late.State, late.Number).ShouldBe(("attention", 1));
        late.Figure.ShouldStartWith("of 1 seal, 1 behind, kept ");
        (cut.State, cut.Remedy).ShouldBe(("attention", "cpt verify"));
    }

    [Fact]
    public async Task Without_a_data_folder_checkpoints_are_not_looked_at_and_nothing_is_called_well()
    {
        await using var examined = await Examined.OpenAsync();

        var view = await Examiner.ExamineAsync(examined.Engine, dataFolder: null, seesAll: true, examined.Clock, CancellationToken.None);

        view.Ok.ShouldBeFalse();
        view.Findings.Where(one => one.State != "ok")
            .ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(one => one.What.ShouldBe("checkpoint"), one => one.State.ShouldBe("not_looked_at"));
    }

    [Fact]
    public async Task A_part_that_cannot_be_read_is_said_not_to_be_looked_at_and_the_others_are()
    {
        await using var examined = await Examined.OpenAsync();
        await examined.ExecuteAsync("drop table delivery.outbox");

        var view = await examined.LookAsync();

        view.Ok.ShouldBeFalse();
        var unknown = view.Findings.Where(one => one.State == "not_looked_at").ShouldHaveSingleItem();
        unknown.What.ShouldBe("deliveries");
        unknown.Figure.ShouldContain("delivery.outbox");
        view.Findings[^1].ShouldSatisfyAllConditions(one => one.What.ShouldBe("keys"), one => one.State.ShouldBe("ok"));
    }

    [Fact]
    public async Task A_campaign_that_was_set_aside_is_named_with_its_signals()
    {
        await using var server = await RunningServer.OpenAsync();
        await server.Client.PostAsync("/v1/signals", Requests.Json(Signals.Visit("1")));
        await server.FoldedAsync();
        await using (
            var fence = server.Database.Owner.CreateCommand(
                "do $$ begin execute format('alter table view.cell add constraint no_more check (campaign <> %s) not valid', (select id from log.name where "
                    + "text = 'spring')); end $$"
            )
        )
            await fence.ExecuteNonQueryAsync();
        await server.Client.PostAsync("/v1/signals", Requests.Json(Signals.Visit("2")));

        DoctorFindingView? aside = null;
        await Until.TrueAsync(async () =>
        {
            var view = await Examiner.ExamineAsync(server.Engine, dataFolder: null, seesAll: true, TimeProvider.System, CancellationToken.None);
            aside = view.Findings.FirstOrDefault(one => one is { What: "set_aside", State: "attention" });
            return aside is not null;
        });

        (aside!.Of, aside.Number, aside.Remedy).ShouldBe(("cells", 1, "cpt projections retry cells"));
        aside.Figure.ShouldStartWith("1 signal of campaign spring since ");
        aside.Figure.ShouldContain("no_more");
    }

    private static DoctorFindingView[] Projections(DoctorView view) => [.. view.Findings.Where(one => one.What == "projection")];
}
