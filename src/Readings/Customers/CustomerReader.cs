using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Journey;
using NpgsqlTypes;

namespace CustomerPerformanceTracker.Readings.Customers;

/// <summary>Reads customers, at any cursors.</summary>
public sealed class CustomerReader(Database database, Workspace workspace, CustomerLinks links, WorkspaceSettings settings)
{
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
        if (await NumberAsync(id, cancel) is not { } number)
            return null;
        var persons = await links.PersonsAsync(cursors.Seal, cancel);
        int[] numbers = persons.TryGetValue(number, out var person) ? [.. persons.Where(one => one.Value == person).Select(one => one.Key).Order()] : [number];
        var acts = await ActsAsync(numbers, cursors, cancel);
        return acts.Count == 0 ? null : new CustomerState(numbers, acts);
    }

    private async Task<IReadOnlyList<CustomerAct>> ActsAsync(int[] numbers, Cursors cursors, CancellationToken cancel)
    {
        var owners = await TouchpointOwners.ReadAsync(settings, cursors.Seal, cancel);
        await using var command = database
            .SourceOf(workspace)
            .Statement(
                SqlFile.Beside(typeof(CustomerReader), "customer-acts"),
                workspace.Id,
                numbers,
                Statements.Typed(NpgsqlDbType.TimestampTz, cursors.At is { } at ? Instants.EndOf(at, workspace) : null),
                Statements.Typed(NpgsqlDbType.TimestampTz, cursors.Known is { } known ? Instants.EndOf(known, workspace) : null),
                Statements.Typed(NpgsqlDbType.Integer, cursors.Seal?.Value),
                workspace.Zone
            );
        return await command.ListAsync(row => Read(row, owners), cancel);
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
}
