namespace CustomerPerformanceTracker.Tracker.Tests.Intake;

/// <summary>Two files were applied in earlier forms by releases that served already; their databases come to the same schema as new ones.</summary>
public sealed class AmendmentTests : IAsyncLifetime
{
    private TestDatabase test = null!;

    public async ValueTask InitializeAsync() => test = await TestDatabase.MigratedAsync(TrackerModules.All);

    public ValueTask DisposeAsync() => test.DisposeAsync();

    [Theory]
    [InlineData(
        "111-rejected",
        "4644fe910de37598",
        "drop policy workspace on intake.rejected; drop index intake.rejected_place; alter table intake.rejected "
            + "drop column cloud_events, alter column history set default false, no force row level security, disable row level security"
    )]
    [InlineData("111-rejected", "85daaff13101bcea", "drop policy workspace on intake.rejected; drop index intake.rejected_place")]
    [InlineData("111-rejected", "7ce2389179bab2a2", "drop index intake.rejected_place")]
    [InlineData("112-request", "cb5a6fcfe97566a5", "drop policy workspace on intake.request")]
    public async Task A_table_of_an_earlier_form_is_brought_to_the_lasting_one(string file, string hash, string earlier)
    {
        var lasting = await SchemaAsync();
        await ExecuteAsync($"{earlier}; update cpt.migration set hash = '\\x{hash}' where name like '%/{file}.sql'");
        (await SchemaAsync()).ShouldNotBe(lasting);

        await (await Database.OpenAsync(test.ConnectionString, TrackerModules.All, CancellationToken.None)).DisposeAsync();

        (await SchemaAsync()).ShouldBe(lasting);
    }

    [Fact]
    public async Task A_text_that_no_amendment_knows_stops_the_start()
    {
        await ExecuteAsync("update cpt.migration set hash = '\\x00' where name like '%/111-rejected.sql'");

        var stopped = await Should.ThrowAsync<InvalidOperationException>(() =>
            Database.OpenAsync(test.ConnectionString, TrackerModules.All, CancellationToken.None)
        );

        stopped.Message.ShouldContain("111-rejected");
    }

    /// <summary>Columns, indices, walls and the hashes of the files, each as a line.</summary>
    private async Task<IReadOnlyList<string>> SchemaAsync()
    {
        await using var command = test.Source.CreateCommand(
            """
            select line from (
                select concat('column ', table_name, ' ', column_name, ' ', data_type, ' ', is_nullable, ' ', column_default) from information_schema.columns
                 where table_schema = 'intake'
                union all select indexdef from pg_indexes where schemaname = 'intake'
                union all select concat('policy ', tablename, ' ', policyname, ' ', qual) from pg_policies where schemaname = 'intake'
                union all select concat('wall ', oid::regclass, ' ', relrowsecurity, ' ', relforcerowsecurity) from pg_class where relnamespace = 'intake'::regnamespace
                union all select concat('file ', name, ' ', hash) from cpt.migration) as told (line)
             order by line
            """
        );
        return await command.ListAsync(row => row.Text("line"), CancellationToken.None);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = test.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
