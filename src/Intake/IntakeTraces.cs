using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace CustomerPerformanceTracker.Intake;

/// <summary>
/// What intake keeps as it came. Of a rejected row that names the customer place and day stay, so that it is still counted, and its text goes; a kept
/// answer goes altogether. The row is recognised by the id as sources write it, so one from which a mapping would have put the id together is not.
/// </summary>
internal sealed class IntakeTraces : ITraces
{
    private const int MostPlaces = 5;

    public IReadOnlyList<string> Tables => ["intake.rejected", "intake.request"];

    public async Task<IReadOnlyList<Standing>> FindAsync(NpgsqlConnection connection, Workspace workspace, string externalId, CancellationToken cancel)
    {
        await using var command = connection.LongStatement(SqlFile.Beside(typeof(IntakeTraces), "standing-rejected"), workspace.Id, externalId);
        await using var row = await command.ExecuteReaderAsync(cancel);
        var places = new List<string>();
        long count = 0;
        while (await row.ReadAsync(cancel))
        {
            if (Mention.In(row.GetString(2), row.GetString(1)) && ++count <= MostPlaces)
                places.Add(row.GetString(0));
        }

        return count == 0 ? [] : [new Standing("rejected rows", count, places)];
    }

    public async Task EraseAsync(NpgsqlConnection connection, Workspace workspace, string externalId, CancellationToken cancel)
    {
        var spellings = Mention.Spellings(externalId);
        await using (var command = Command("erase-rejected"))
        {
            command.Parameters.Add(new() { Value = await NamingAsync("mentioning-rejected", row => row.GetInt64(0)) });
            Add(command);
            await command.ExecuteNonQueryAsync(cancel);
        }

        await using (var command = Command("erase-requests"))
        {
            command.Parameters.Add(new() { Value = await NamingAsync("mentioning-requests", row => row.GetString(0)) });
            await command.ExecuteNonQueryAsync(cancel);
        }

        async Task<T[]> NamingAsync<T>(string file, Func<NpgsqlDataReader, T> key)
        {
            await using var command = Command(file);
            Add(command);
            await using var row = await command.ExecuteReaderAsync(cancel);
            var found = new List<T>();
            while (await row.ReadAsync(cancel))
            {
                var kept = row.GetFieldValue<byte[]>(1);
                if (spellings.Any(spelling => Mention.In(kept, spelling)))
                    found.Add(key(row));
            }

            return [.. found];
        }

        void Add(NpgsqlCommand command) =>
            command.Parameters.Add(new() { Value = spellings.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });

        NpgsqlCommand Command(string file) =>
            new(SqlFile.Beside(typeof(IntakeTraces), file), connection) { CommandTimeout = 0, Parameters = { new() { Value = workspace.Id } } };
    }
}
