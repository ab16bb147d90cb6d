namespace CustomerPerformanceTracker.EventLog.Tests.Embedded;

public sealed class TestDatabaseTests
{
    [Fact]
    public async Task Each_test_database_is_empty_and_its_own()
    {
        await using var one = await TestDatabase.CreateAsync();
        await using var other = await TestDatabase.CreateAsync();

        await DataFolder.ExecuteAsync(one.ConnectionString, "create table seen as select 1 as x");

        (await TablesAsync(one)).ShouldBe(1);
        (await TablesAsync(other)).ShouldBe(0);
    }

    [Fact]
    public async Task Test_database_goes_with_its_owner()
    {
        await using var witness = await TestDatabase.CreateAsync();
        var gone = await TestDatabase.CreateAsync();
        await using var left = await gone.Source.OpenConnectionAsync();
        var name = left.Database;

        await gone.DisposeAsync();

        (await DataFolder.QueryAsync<bool>(witness.ConnectionString, $"select exists (select from pg_database where datname = '{name}')")).ShouldBeFalse();
    }

    private static Task<long> TablesAsync(TestDatabase database) =>
        DataFolder.QueryAsync<long>(database.ConnectionString, "select count(*) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')");
}
