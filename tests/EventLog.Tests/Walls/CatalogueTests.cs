namespace CustomerPerformanceTracker.EventLog.Tests.Walls;

/// <summary>What the catalogue says of the wall and of the roles before it.</summary>
public sealed class CatalogueTests(TwoSpaces two) : IClassFixture<TwoSpaces>
{
    [Fact]
    public async Task The_wall_has_no_hole() => (await TestSupport.Walls.HolesAsync(two.Space.Database.Owner)).ShouldBeEmpty();

    [Theory]
    [InlineData("alter table log.seal no force row level security", "log.seal: row level security is not forced")]
    [InlineData("alter table log.name disable row level security", "log.name: row level security is off")]
    [InlineData("create table view.other (workspace integer)", "view.other: no policy binds it")]
    [InlineData("drop policy workspace on log.customer", "log.customer: no policy binds it")]
    [InlineData("create policy readers on journal.mt_events for select using (true)", "journal.mt_events: a policy lets through")]
    [InlineData("alter policy workspace on log.signal with check (true)", "log.signal: no policy binds it")]
    [InlineData(
        "alter policy workspace on log.seal using (workspace = current_setting('cpt.workspace', true)::integer) with check (workspace = "
            + "current_setting('cpt.workspace', true)::integer)",
        "log.seal: no policy binds it"
    )]
    [InlineData("create view view.other as select * from log.signal", "view.other: a view that reads as its owner")]
    [InlineData("create function log.other() returns integer language sql security definer as 'select 1'", "log.other(): a function that runs as its owner")]
    public async Task A_hole_is_found(string hole, string told)
    {
        await using var space = await Space.OpenAsync();
        await space.TamperAsync(hole);

        (await TestSupport.Walls.HolesAsync(space.Database.Owner)).ShouldContain(told);
    }

    [Fact]
    public async Task Ordinary_connections_are_nobody_s_superiors()
    {
        const string Powers = """
            select concat_ws(' ', r.rolname,
                   case when r.rolsuper then 'superuser' end, case when r.rolbypassrls then 'passes policies' end, case when r.rolcreaterole then 'makes roles' end,
                   case when r.rolcreatedb then 'makes databases' end, case when r.rolreplication then 'replicates' end, case when r.rolinherit then 'inherits' end,
                   case when exists (select from pg_shdepend d where d.refobjid = r.oid and d.deptype = 'o') then 'owns' end)
              from pg_roles r where r.rolname in (session_user, current_user) order by r.rolname = current_user desc
            """;
        await using var command = two.Source.CreateCommand(Powers);
        await using var row = await command.ExecuteReaderAsync();
        var powers = new List<string>();
        while (await row.ReadAsync())
            powers.Add(row.GetString(0));

        powers.Count.ShouldBe(2);
        powers[0].ShouldBe("cpt_app inherits");
        powers[1].ShouldEndWith("_server");
    }

    [Fact]
    public async Task The_role_of_ordinary_connections_appends_to_the_logs_and_truncates_nothing()
    {
        var logs = new[] { "log.signal", "log.seal", "log.name", "journal.mt_events" };

        foreach (var (table, _) in two.Tables)
        {
            (await MayAsync("cpt_app", table, "truncate, trigger, references")).ShouldBeFalse(table);
            (await MayAsync("cpt_app", table, "update, delete") && logs.Contains(table)).ShouldBeFalse(table);
        }
    }

    [Fact]
    public async Task The_role_that_copies_may_insert_signals_and_nothing_else()
    {
        var rights = await two.Space.ReadAsync<string>(
            """
            select concat_ws(' ', c.oid::regclass, a.attname, p.privilege)
              from pg_class c
              join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('log', 'journal', 'view', 'cpt')
              join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
             cross join unnest(array['select', 'insert', 'update', 'references']) as p (privilege)
             where c.relkind in ('r', 'p', 'v') and has_column_privilege('cpt_append', c.oid, a.attnum, p.privilege)
             order by a.attnum
            """
        );

        rights.ShouldAllBe(right => right.StartsWith("log.signal ", StringComparison.Ordinal) && right.EndsWith(" insert", StringComparison.Ordinal));
        rights.ShouldNotContain("log.signal workspace insert");
        rights.Count.ShouldBe(20);
        (await MayAsync("cpt_append", "log.signal", "delete, truncate, trigger")).ShouldBeFalse();
    }

    private Task<bool> MayAsync(string role, string table, string privileges) =>
        two.Space.OneAsync<bool>($"select has_table_privilege('{role}', '{table}', '{privileges}')");
}
