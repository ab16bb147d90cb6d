using CustomerPerformanceTracker.Readings.Customers;
using Npgsql;
using NpgsqlTypes;

namespace CustomerPerformanceTracker.Voices.Comments;

/// <summary>
/// Reads comments from the log and opens them with the keys of those who wrote them. Nothing here may show a text: who shows one records the reading first.
/// </summary>
internal sealed class CommentReader(Database database, Workspace workspace, CustomerLinks links)
{
    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[workspace.Zone];

    /// <summary>The comments written from <paramref name="from"/> to <paramref name="to"/>, both days included, in the order they were written.</summary>
    /// <param name="cursors">With a seal: what is read is replayed by it.</param>
    public async Task<IReadOnlyList<WrittenComment>> ReadAsync(int campaign, LocalDate from, LocalDate to, Cursors cursors, CancellationToken cancel)
    {
        var persons = await links.PersonsAsync(cursors.Seal, cancel);
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        await using var command = connection.LongStatement(
            SqlFile.Beside(typeof(CommentReader), "comments"),
            workspace.Id,
            campaign,
            Instants.StartOf(from, workspace),
            Instants.EndOf(cursors.At is { } at && at.Whole < to ? at : new DayCursor(to, null), workspace),
            Statements.Typed(NpgsqlDbType.TimestampTz, cursors.Known is { } known ? Instants.EndOf(known, workspace) : null),
            (cursors.Seal ?? SealNumber.Max).Value
        );
        var found = new List<WrittenComment>();
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
            found.Add(Read(row, persons));
        return found;
    }

    private WrittenComment Read(NpgsqlDataReader row, IReadOnlyDictionary<int, int> persons)
    {
        var at = row.GetFieldValue<Instant>(1);
        var corrected = row.GetBoolean(14);
        var text = corrected ? null : SealedComment.Open(row.IsDBNull(7) ? null : row.GetFieldValue<byte[]>(7), row.GetFieldValue<byte[]>(8));
        int? customer = row.IsDBNull(6) ? null : row.GetInt32(6);
        return new(
            row.GetGuid(0),
            at,
            at.InZone(zone).Date,
            (SignalKind)row.GetInt16(2),
            Name(3),
            row.IsDBNull(4) ? null : row.GetInt16(4),
            AnswerScale.Parse(Name(5) ?? ""),
            customer is { } number ? persons.GetValueOrDefault(number, number) : null,
            new Scope(Name(9), Name(10), Name(11), Name(12), OwnValues.Parse(Name(13))),
            corrected ? CommentState.Corrected
                : text is null ? CommentState.Erased
                : CommentState.Stands,
            text
        );

        string? Name(int column) => row.IsDBNull(column) ? null : row.GetString(column);
    }
}
