using NpgsqlTypes;

namespace CustomerPerformanceTracker.Benchmarks;

/// <summary>
/// The limit of an append: rows that the log already holds, copied once more into an equal table with equal indexes, each batch in a
/// transaction of its own, nothing checked, numbered or hashed. Two ways: the bytes as PostgreSQL itself would send them, and the driver's importer.
/// </summary>
internal sealed class RawCopy : IAsyncDisposable
{
    private const string Columns =
        "position, occurred_at, received_at, amount, workspace, seal, campaign, count, message, touchpoint, channel, segment, customer, kpi, currency, "
        + "kind, score, id, corrects, comment, attributes";

    private readonly NpgsqlConnection connection;
    private readonly MemoryStream bytes = new();
    private readonly List<object?[]> rows = [];

    private RawCopy(NpgsqlConnection connection) => this.connection = connection;

    public Measured ByStream { get; } = new();

    public Measured ByImporter { get; } = new();

    /// <summary>The faster of the two ways.</summary>
    public (string Name, Measured Times) Limit => ByImporter.Median < ByStream.Median ? ("importer", ByImporter) : ("stream", ByStream);

    public static async Task<RawCopy> OpenAsync(BenchmarkDatabase database, CancellationToken cancel)
    {
        await database.RunAsync("raw-table", cancel);
        return new RawCopy(await database.Engine.Database.Owner.OpenConnectionAsync(cancel));
    }

    /// <summary>Copies the rows of one seal both ways; fetching them beforehand is not timed.</summary>
    public async Task CopyAsync(int seal, bool importerFirst, CancellationToken cancel)
    {
        await FetchAsync(seal, cancel);
        if (importerFirst)
            await ByImporter.TimeAsync(() => ImportAsync(cancel));
        await ByStream.TimeAsync(() => StreamAsync(cancel));
        if (!importerFirst)
            await ByImporter.TimeAsync(() => ImportAsync(cancel));
    }

    /// <summary>Copies the rows of some seals as a stream, a transaction a seal, and returns the milliseconds taken; fetching them is not timed.</summary>
    public async Task<double> CopyAsync(int firstSeal, int lastSeal, CancellationToken cancel)
    {
        var taken = TimeSpan.Zero;
        for (var seal = firstSeal; seal <= lastSeal; seal++)
        {
            await FetchStreamAsync(seal, cancel);
            var start = Stopwatch.GetTimestamp();
            await StreamAsync(cancel);
            taken += Stopwatch.GetElapsedTime(start);
        }

        return taken.TotalMilliseconds;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task FetchAsync(int seal, CancellationToken cancel)
    {
        await FetchStreamAsync(seal, cancel);
        rows.Clear();
        await using var command = new NpgsqlCommand($"select {Columns} from log.signal where workspace = 1 and seal = {seal}", connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var row = new object?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            rows.Add(row);
        }
    }

    private async Task FetchStreamAsync(int seal, CancellationToken cancel)
    {
        bytes.SetLength(0);
        await using var source = await connection.BeginRawBinaryCopyAsync(
            $"copy (select {Columns} from log.signal where workspace = 1 and seal = {seal}) to stdout (format binary)",
            cancel
        );
        await source.CopyToAsync(bytes, cancel);
    }

    private async Task StreamAsync(CancellationToken cancel)
    {
        await using var copy = await connection.BeginRawBinaryCopyAsync($"copy bench.signal ({Columns}) from stdin (format binary)", cancel);
        await copy.WriteAsync(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), cancel);
    }

    private async Task ImportAsync(CancellationToken cancel)
    {
        await using var import = await connection.BeginBinaryImportAsync($"copy bench.signal_by_importer ({Columns}) from stdin (format binary)", cancel);
        foreach (var row in rows)
        {
            import.StartRow();
            foreach (var value in row)
                Write(import, value);
        }

        await import.CompleteAsync(cancel);
    }

    private static void Write(NpgsqlBinaryImporter import, object? value)
    {
        switch (value)
        {
            case null:
                import.WriteNull();
                break;
            case long number:
                import.Write(number, NpgsqlDbType.Bigint);
                break;
            case int number:
                import.Write(number, NpgsqlDbType.Integer);
                break;
            case short number:
                import.Write(number, NpgsqlDbType.Smallint);
                break;
            case NodaTime.Instant time:
                import.Write(time, NpgsqlDbType.TimestampTz);
                break;
            case Guid id:
                import.Write(id, NpgsqlDbType.Uuid);
                break;
            default:
                import.Write((byte[])value, NpgsqlDbType.Bytea);
                break;
        }
    }
}
