using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Journey;
using Npgsql;
using NpgsqlTypes;

namespace CustomerPerformanceTracker.Readings.Customers;

/// <summary>Reads customers, at any cursors.</summary>
public sealed class CustomerReader(Database database, Workspace workspace, CustomerLinks links, WorkspaceSettings settings)
{
    private volatile Decided? kept;

    /// <summary>The number that the log has for an id; null where the workspace knows nobody of that id, or no more.</summary>
    public async Task<int?> NumberAsync(string id, CancellationToken cancel)
    {
        await using var command = database
            .SourceOf(workspace)
            .Statement("select number from log.customer where workspace = $1 and external_id = $2", workspace.Id, id);
        return await command.FirstAsync(row => (int?)row.Get<int>("number"), cancel);
    }

    /// <summary>Null where nobody of that id is known, or has done anything by the cursors.</summary>
    public async Task<CustomerState?> ReadAsync(string id, Cursors cursors, CancellationToken cancel)
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Statements.Part(
                    "select c.number, w.journal from log.customer c join log.workspace w on w.id = c.workspace where c.workspace = $1 and c.external_id = $2",
                    workspace.Id,
                    id
                ),
                Acts([], id, cursors),
            },
        };
        await batch.PrepareAsync(cancel);
        int[] numbers;
        Decided known;
        await using (var answer = await batch.ExecuteReaderAsync(cancel))
        {
            if (!await answer.ReadAsync(cancel))
                return null;
            var number = answer.GetInt32(0);
            known = await DecidedAsync(new Position(answer.GetInt64(1)), cursors.Seal, cancel);
            if (!known.Persons.TryGetValue(number, out var person))
            {
                await answer.NextResultAsync(cancel);
                return Of([number], await answer.ListAsync(row => Read(row, known.Owners), cancel));
            }

            numbers = [.. known.Persons.Where(one => one.Value == person).Select(one => one.Key).Order()];
        }

        await using var linked = new NpgsqlBatch(connection) { BatchCommands = { Acts(numbers, id: null, cursors) } };
        await using var acts = await linked.ExecuteReaderAsync(cancel);
        return Of(numbers, await acts.ListAsync(row => Read(row, known.Owners), cancel));
    }

    private static CustomerState? Of(int[] numbers, IReadOnlyList<CustomerAct> acts) => acts.Count == 0 ? null : new CustomerState(numbers, acts);

    private NpgsqlBatchCommand Acts(int[] numbers, string? id, Cursors cursors) =>
        Statements.Part(
            SqlFile.Beside(typeof(CustomerReader), "customer-acts"),
            workspace.Id,
            numbers,
            Statements.Typed(NpgsqlDbType.TimestampTz, cursors.At is { } at ? Instants.EndOf(at, workspace) : null),
            Statements.Typed(NpgsqlDbType.TimestampTz, cursors.Known is { } known ? Instants.EndOf(known, workspace) : null),
            Statements.Typed(NpgsqlDbType.Integer, cursors.Seal?.Value),
            workspace.Zone,
            Statements.Typed(NpgsqlDbType.Text, id)
        );

    /// <summary>What was decided of customers and touchpoints by a seal; now it is read once, and kept until the journal grows.</summary>
    private async Task<Decided> DecidedAsync(Position journal, SealNumber? seal, CancellationToken cancel)
    {
        if (seal is null && kept is { } last && last.Journal == journal)
            return last;
        var read = new Decided(journal, await links.PersonsAsync(seal, cancel), await TouchpointOwners.ReadAsync(settings, seal, cancel));
        if (seal is null)
            kept = read;
        return read;
    }

    private static CustomerAct Read(Row row, TouchpointOwners owners)
    {
        var (at, touchpoint, kind) = (row.Get<Instant>("occurred_at"), row.FindText("touchpoint"), (SignalKind)row.Get<short>("kind"));
        return new(
            at,
            row.Get<LocalDate>("day"),
            kind,
            row.Text("campaign"),
            row.FindText("message"),
            touchpoint,
            row.FindText("channel"),
            row.FindText("segment"),
            touchpoint is null ? null : owners.At(touchpoint, at),
            kind == SignalKind.Sentiment ? Kpis.Kpi.Sentiment.Name : row.FindText("kpi"),
            row.Find<short>("score"),
            AnswerScale.Parse(row.FindText("scale") ?? ""),
            row.Find<long>("amount"),
            row.FindText("currency"),
            row.Get<long>("count")
        );
    }

    /// <summary>Who is one person, and who owned what, by the decisions up to a position of the journal.</summary>
    private sealed record Decided(Position Journal, IReadOnlyDictionary<int, int> Persons, TouchpointOwners Owners);
}
