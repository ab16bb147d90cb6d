namespace CustomerPerformanceTracker.Postgres;

/// <summary>
/// A row of an answer, read by the names of its columns. A look-up of the name costs some nanoseconds a column; what reads millions of rows (signals,
/// cells) reads by number.
/// </summary>
public readonly struct Row(NpgsqlDataReader reader)
{
    /// <summary>A column that is never null.</summary>
    /// <exception cref="IndexOutOfRangeException">The answer has no column of that name.</exception>
    public T Get<T>(string column) => reader.GetFieldValue<T>(reader.GetOrdinal(column));

    /// <summary>A column of a value type that may be null.</summary>
    /// <inheritdoc cref="Get"/>
    public T? Find<T>(string column)
        where T : struct => reader.GetOrdinal(column) is var at && reader.IsDBNull(at) ? null : reader.GetFieldValue<T>(at);

    /// <inheritdoc cref="Get"/>
    public string Text(string column) => Get<string>(column);

    /// <summary>A text that may be null.</summary>
    /// <inheritdoc cref="Get"/>
    public string? FindText(string column) => reader.GetOrdinal(column) is var at && reader.IsDBNull(at) ? null : reader.GetString(at);

    /// <summary>A timestamptz in microseconds since 1970, whatever is stored: also infinity, and what no calendar reaches.</summary>
    /// <inheritdoc cref="Get"/>
    internal long Micros(string column) => PostgresTime.Read(reader, reader.GetOrdinal(column));
}

/// <summary>Reads the rows that a statement answers with.</summary>
public static class Rows
{
    /// <summary>Every row, in the answer's order.</summary>
    public static async Task<List<T>> ListAsync<T>(this NpgsqlCommand command, Func<Row, T> read, CancellationToken cancel)
    {
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ListAsync(read, cancel);
    }

    /// <summary>What is left of an answer that is read already.</summary>
    public static async Task<List<T>> ListAsync<T>(this NpgsqlDataReader reader, Func<Row, T> read, CancellationToken cancel)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancel))
            rows.Add(read(new Row(reader)));
        return rows;
    }

    /// <summary>The first row; the type's default where there is none.</summary>
    public static async Task<T?> FirstAsync<T>(this NpgsqlCommand command, Func<Row, T> read, CancellationToken cancel)
    {
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? read(new Row(reader)) : default;
    }
}
