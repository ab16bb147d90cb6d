using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Postgres;
using Npgsql;

namespace CustomerPerformanceTracker.Intake;

/// <summary>
/// What intake keeps as it came. Of a rejected row that names the customer place and day stay, so that it is still counted, and its text goes; of a kept
/// answer at most stays where in the journal its request was carried out. The row is recognised by the id as sources write it, so one from which a mapping
/// would have put the id together is not.
/// </summary>
internal sealed class IntakeTraces : ITraces
{
    public IReadOnlyList<string> Tables => ["intake.rejected", "intake.request"];

    public async Task<IReadOnlyList<Standing>> FindAsync(NpgsqlConnection connection, Workspace workspace, string externalId, CancellationToken cancel)
    {
        await using var command = connection.LongStatement(SqlFile.Beside(typeof(IntakeTraces), "standing-rejected"), workspace.Id, externalId);
        var found = await command.ListAsync(row => (Place: row.Text("place"), Id: row.Text("id"), Text: row.Text("text")), cancel);
        return Standing.Of("rejected rows", found.Where(one => Mention.In(one.Text, one.Id)).Select(one => one.Place));
    }

    public async Task EraseAsync(NpgsqlConnection connection, Workspace workspace, string externalId, CancellationToken cancel)
    {
        byte[][] spellings = [.. Mention.Spellings(externalId)];
        var rejected = await NamingAsync<long>("mentioning-rejected", "id");
        await connection.ExecuteLongAsync(SqlFile.Beside(typeof(IntakeTraces), "erase-rejected"), [workspace.Id, rejected, spellings], cancel);
        var requests = await NamingAsync<string>("mentioning-requests", "key");
        await connection.ExecuteLongAsync(
            SqlFile.Beside(typeof(IntakeTraces), "erase-requests"),
            [workspace.Id, requests, requests.Where(NamesThem).ToArray()],
            cancel
        );

        bool NamesThem(string key) => spellings.Any(spelling => Mention.In(Encoding.UTF8.GetBytes(key), spelling));

        async Task<T[]> NamingAsync<T>(string file, string key)
        {
            await using var command = connection.LongStatement(SqlFile.Beside(typeof(IntakeTraces), file), workspace.Id, spellings);
            var found = await command.ListAsync(row => (Key: row.Get<T>(key), Kept: row.Get<byte[]>("text")), cancel);
            return [.. found.Where(one => spellings.Any(spelling => Mention.In(one.Kept, spelling))).Select(one => one.Key)];
        }
    }
}
