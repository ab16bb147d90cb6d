using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Proofs.Leaves;
using CustomerPerformanceTracker.Proofs.Tree;

namespace CustomerPerformanceTracker.Benchmarks;

/// <summary>
/// What an append to the journal costs without Marten: the head lock, the version moved, the entries by one insert and their seal, in a workspace of its own,
/// as the journal was written by plain statements.
/// </summary>
internal sealed class PlainJournal
{
    private readonly NpgsqlDataSource source;
    private readonly Workspace workspace;

    private PlainJournal(NpgsqlDataSource source, Workspace workspace) => (this.source, this.workspace) = (source, workspace);

    public static async Task<PlainJournal> OpenAsync(BenchmarkDatabase database, CancellationToken cancel)
    {
        var plain = await Workspace.OpenAsync(database.Engine.Database, "plain", "UTC", cancel);
        return new PlainJournal(database.Engine.Database.SourceOf(plain), plain);
    }

    public async Task AppendAsync(string stream, IReadOnlyList<JournalEvent> events, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var head = await Head.LockAsync(connection, workspace, cancel);
        var recorded = head.RecordedAt(TimeProvider.System);
        var after = (long)(await RunAsync(connection, "plain-advance", [workspace.Name, stream, events.Count], cancel))!;
        JournalEntry[] entries =
        [
            .. events.Select(
                (e, i) =>
                    new JournalEntry(
                        head.Journal.Next + i,
                        head.Seal.Next,
                        Guid.CreateVersion7(),
                        stream,
                        new StreamVersion(after - events.Count + 1 + i),
                        e.Type,
                        e.Data,
                        recorded,
                        "benchmark",
                        "to measure",
                        stream,
                        stream
                    )
            ),
        ];
        await RunAsync(
            connection,
            "plain-insert",
            [
                workspace.Name,
                head.Seal.Next.Value,
                PostgresTime.ToDateTime(recorded),
                entries.Select(e => e.Id).ToArray(),
                entries.Select(e => e.Stream).ToArray(),
                entries.Select(e => e.Version.Value).ToArray(),
                entries.Select(e => e.Data.GetRawText()).ToArray(),
                entries.Select(e => e.Type).ToArray(),
                entries.Select(e => e.Position.Value).ToArray(),
                entries.Select(e => e.Correlation!).ToArray(),
                entries.Select(e => e.Causation!).ToArray(),
                entries
                    .Select(e =>
                        JsonSerializer.Serialize(
                            new Dictionary<string, object>(StringComparer.Ordinal)
                            {
                                ["actor"] = e.Actor,
                                ["reason"] = e.Reason,
                                ["seal"] = e.Seal.Value,
                            }
                        )
                    )
                    .ToArray(),
            ],
            cancel
        );
        var root = MerkleTree.Root([.. entries.SelectMany(EntryLeaf.Hash)]);
        await head.SealAsync(connection, LogKind.Journal, history: false, entries.Length, corrections: 0, root, recorded, before: [], cancel);
        await transaction.CommitAsync(cancel);
    }

    private static async Task<object?> RunAsync(NpgsqlConnection connection, string file, object[] values, CancellationToken cancel)
    {
        await using var command = connection.Statement(SqlFile.Beside(typeof(PlainJournal), file), values);
        return await command.ExecuteScalarAsync(cancel);
    }
}
