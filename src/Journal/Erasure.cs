using System.Globalization;
using CustomerPerformanceTracker.Log.Erasures;

namespace CustomerPerformanceTracker.Journal;

/// <summary>
/// Erases a customer: external id and text key are destroyed, and what was kept of them as it came, so that nothing in the log can be traced to a
/// person or read. Signals, counts and proofs stay. The journal keeps that number so-and-so was erased, by whom and why, but not who it was; the list
/// outside the database keeps it too, for the day an older state of the database comes back.
/// </summary>
public sealed class Erasure(Database database, Workspace workspace, JournalStreams journal, ErasureList list, IReadOnlyList<ITraces> traces)
{
    /// <summary>Who it is that erases again what the list names.</summary>
    private const string ListActor = "erasure list";

    /// <summary>The erased customer's surrogate number, or null where the workspace knows no such customer.</summary>
    /// <exception cref="ArgumentException">The reason or the actor, which the journal keeps for ever, holds the id, or the reason names somebody
    /// else.</exception>
    /// <exception cref="IOException">The list cannot be written; nothing was erased.</exception>
    public async Task<int?> EraseAsync(string externalId, Authorship by, CancellationToken cancel)
    {
        if (externalId.Length > 0 && (Mention.In(by.Reason, externalId) || Mention.In(by.Actor, externalId)))
            throw new ArgumentException(
                "The journal keeps actor and reason for ever, so they must not hold the id of who is erased. Name the request instead.",
                nameof(by)
            );

        await using var transaction = await journal.BeginAsOwnerAsync(cancel);
        var connection = transaction.Connection;
        await journal.RefuseNamesAsync(connection, by, [], cancel);

        // Under the head's lock no append is under way that could write under the number or offer a key.
        await Head.LockAsync(connection, workspace, cancel);
        if (await FindAsync(connection, externalId, cancel) is not var (number, at))
            return null;

        // Listed first: should the commit fail, the customer is erased when the list is applied, as was asked for. The other way round they might come back.
        await list.AddAsync(workspace, number, externalId, at, cancel);
        await DestroyAsync(transaction, number, externalId, by, cancel);
        await transaction.CommitAsync(cancel);
        return number;
    }

    /// <summary>
    /// Erases again whom the database holds though the list names them, as it does where an older state of it was restored. Returns their numbers.
    /// </summary>
    public async Task<IReadOnlyList<int>> ApplyListAsync(CancellationToken cancel)
    {
        var listed = await list.ReadAsync(workspace, cancel);
        if (listed.Count == 0)
            return [];

        var again = new List<int>();
        foreach (var (number, externalId) in await HeldAsync(listed.Select(one => one.Customer), cancel))
        {
            if (
                await list.FindAsync(listed, workspace, number, externalId, cancel) is { } erased
                && await EraseAgainAsync(number, externalId, erased.At, cancel)
            )
                again.Add(number);
        }

        return again;
    }

    /// <summary>What the erasure of an id does not reach: customers of nearly the same id, and where else the id stands.</summary>
    public async Task<ErasureOutlook> LookAroundAsync(string externalId, CancellationToken cancel)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(cancel);
        var outlook = new Outlook(connection, workspace, externalId);
        if (externalId.Length == 0)
            return new ErasureOutlook([], []);
        var elsewhere = new List<Standing>(await outlook.ElsewhereAsync(cancel));
        foreach (var trace in traces)
            elsewhere.AddRange(await trace.FindAsync(connection, workspace, externalId, cancel));
        return new ErasureOutlook(await outlook.TwinsAsync(cancel), elsewhere);
    }

    /// <summary>Clears what erasures left in the database's files. Returns a sentence for each thing that is not done, with what to do.</summary>
    public Task<IReadOnlyList<string>> SweepAsync(CancellationToken cancel) =>
        new Sweep(database.Owner, ["log.customer", .. traces.SelectMany(trace => trace.Tables)]).RunAsync(cancel);

    private async Task<bool> EraseAgainAsync(int number, string externalId, Instant at, CancellationToken cancel)
    {
        await using var transaction = await journal.BeginAsOwnerAsync(cancel);
        await Head.LockAsync(transaction.Connection, workspace, cancel);
        if (await FindAsync(transaction.Connection, externalId, cancel) is not var (found, _) || found != number)
            return false;

        var reason = string.Create(CultureInfo.InvariantCulture, $"erased on {at:yyyy-MM-dd} already; the database held them again");
        await DestroyAsync(transaction, number, externalId, new Authorship(ListActor, reason) { IsFinding = true }, cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    private async Task DestroyAsync(JournalTransaction transaction, int number, string externalId, Authorship by, CancellationToken cancel)
    {
        var connection = transaction.Connection;
        await connection.ExecuteAsync(SqlFile.Beside(typeof(Sweep), "erase-customer"), [workspace.Id, number], cancel);

        if (externalId.Length > 0)
        {
            foreach (var trace in traces)
                await trace.EraseAsync(connection, workspace, externalId, cancel);
        }

        var erased = new JournalEvent(
            "customer_erased",
            JsonSerializer.SerializeToElement(new Dictionary<string, int>(StringComparer.Ordinal) { ["customer"] = number })
        );
        await transaction.AppendAsync([new StreamAppend($"customer-{number}", ExpectedVersion.Any, [erased])], by, cancel);
    }

    private async Task<(int Number, Instant Now)?> FindAsync(NpgsqlConnection connection, string externalId, CancellationToken cancel)
    {
        await using var command = connection.Statement(
            "select number, now() as now from log.customer where workspace = $1 and external_id = $2",
            workspace.Id,
            externalId
        );
        return await command.FirstAsync(row => ((int, Instant)?)(row.Get<int>("number"), row.Get<Instant>("now")), cancel);
    }

    private async Task<IReadOnlyList<(int Number, string ExternalId)>> HeldAsync(IEnumerable<int> numbers, CancellationToken cancel)
    {
        await using var command = database.Owner.Statement(
            "select number, external_id from log.customer where workspace = $1 and number = any ($2) and external_id is not null order by number",
            workspace.Id,
            numbers.Distinct().ToArray()
        );
        return await command.ListAsync(row => (row.Get<int>("number"), row.Text("external_id")), cancel);
    }
}
