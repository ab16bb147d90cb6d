using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;

namespace CustomerPerformanceTracker.Voices.Scoring;

/// <summary>Reads the comments that a scorer reads. What leaves this folder is a score.</summary>
internal sealed class AnswerTexts(Database database, Workspace workspace)
{
    private readonly KnownIdentities known = new(database, workspace);

    /// <summary>Every comment of a campaign, or of all where it is null, one at a time.</summary>
    public async IAsyncEnumerable<AnswerText> ReadAsync(string? campaign, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        await using var command = connection.LongStatement(
            SqlFile.Beside(typeof(AnswerTexts), "answer-texts"),
            workspace.Id,
            Statements.Typed(NpgsqlDbType.Text, campaign)
        );
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
            yield return Read(row);
    }

    /// <summary>For each identity of a campaign and an id, whether the log holds it.</summary>
    public Task<IReadOnlyList<bool>> AreKnownAsync(IReadOnlyList<(string Campaign, Guid Id)> identities, CancellationToken cancel) =>
        known.AreKnownAsync(
            [
                .. identities.Select(one => new Signal
                {
                    Id = one.Id,
                    Kind = SignalKind.Sentiment,
                    Campaign = one.Campaign,
                    OccurredAt = 0,
                }),
            ],
            cancel
        );

    private static AnswerText Read(NpgsqlDataReader row)
    {
        return new(
            row.GetInt32(0),
            row.GetGuid(1),
            row.GetFieldValue<Instant>(2),
            row.GetFieldValue<Instant>(3),
            row.GetString(4),
            Text(5),
            Text(6),
            Text(7),
            Text(8),
            Text(9),
            SealedComment.Open(row.IsDBNull(10) ? null : row.GetFieldValue<byte[]>(10), row.GetFieldValue<byte[]>(11)),
            OwnValues.Parse(Text(12)),
            Text(13),
            row.IsDBNull(14) ? null : row.GetFieldValue<Instant>(14)
        );

        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
    }
}
