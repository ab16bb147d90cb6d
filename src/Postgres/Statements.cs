using NpgsqlTypes;

namespace CustomerPerformanceTracker.Postgres;

/// <summary>Statements and their arguments, which a statement calls $1, $2 and so on.</summary>
public static class Statements
{
    /// <summary>A statement that has the driver's patience: 30 s.</summary>
    public static NpgsqlCommand Statement(this NpgsqlConnection connection, string sql, params object?[] arguments) =>
        new NpgsqlCommand(sql, connection).With(arguments);

    /// <inheritdoc cref="Statement(NpgsqlConnection, string, object?[])"/>
    public static NpgsqlCommand Statement(this NpgsqlDataSource source, string sql, params object?[] arguments) => source.CreateCommand(sql).With(arguments);

    /// <summary>A statement that nothing but its token ends: a fold of a million rows, or the wait for one, outlasts the driver's patience.</summary>
    public static NpgsqlCommand LongStatement(this NpgsqlConnection connection, string sql, params object?[] arguments)
    {
        var command = connection.Statement(sql, arguments);
        command.CommandTimeout = 0;
        return command;
    }

    /// <summary>Runs a statement with the driver's patience.</summary>
    /// <returns>How many rows it touched.</returns>
    public static async Task<int> ExecuteAsync(this NpgsqlConnection connection, string sql, object?[] arguments, CancellationToken cancel)
    {
        await using var command = connection.Statement(sql, arguments);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Runs a statement, however long it takes.</summary>
    /// <inheritdoc cref="ExecuteAsync"/>
    public static async Task<int> ExecuteLongAsync(this NpgsqlConnection connection, string sql, object?[] arguments, CancellationToken cancel)
    {
        await using var command = connection.LongStatement(sql, arguments);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>An argument that may be null, or a list that may be empty, where the statement does not show its type.</summary>
    public static NpgsqlParameter Typed(NpgsqlDbType type, object? argument) => new() { Value = argument ?? DBNull.Value, NpgsqlDbType = type };

    /// <summary>A statement of a batch.</summary>
    public static NpgsqlBatchCommand Part(string sql, params object?[] arguments)
    {
        var command = new NpgsqlBatchCommand(sql);
        Add(command.Parameters, arguments);
        return command;
    }

    private static NpgsqlCommand With(this NpgsqlCommand command, object?[] arguments)
    {
        Add(command.Parameters, arguments);
        return command;
    }

    private static void Add(NpgsqlParameterCollection parameters, object?[] arguments)
    {
        foreach (var argument in arguments)
            parameters.Add(argument as NpgsqlParameter ?? new() { Value = argument ?? DBNull.Value });
    }
}
