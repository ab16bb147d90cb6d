namespace CustomerPerformanceTracker.EventLog.Tests;

/// <summary>What is relied on of the driver and has failed once.</summary>
public sealed class DriverTests
{
    /// <summary>Fails with automatic preparation, as of Npgsql 10.0.3 (issue 6391 of its repository).</summary>
    [Fact]
    public async Task A_statement_that_was_refused_costs_the_next_one_on_its_connection_nothing()
    {
        await using var space = await Space.OpenAsync();
        await using var connection = await space.Database.SourceOf(space.Workspace).OpenConnectionAsync();
        await EchoAsync("first");

        await Should.ThrowAsync<PostgresException>(() => EchoAsync("\0"));

        (await EchoAsync("third")).ShouldBe("third");
        (await EchoAsync("fourth")).ShouldBe("fourth");

        async Task<object?> EchoAsync(string text)
        {
            await using var command = new NpgsqlCommand("select $1::text", connection);
            command.Parameters.Add(new() { Value = text });
            return await command.ExecuteScalarAsync();
        }
    }
}
