using System.Text;
using CustomerPerformanceTracker.Log;
using Npgsql;
using NpgsqlTypes;

namespace CustomerPerformanceTracker.Loop.Access;

/// <summary>What a request was answered. <paramref name="Headers"/> are those that describe the answer, beside its type and length.</summary>
public sealed record StoredAnswer(int Status, string? ContentType, byte[] Body, IReadOnlyDictionary<string, string> Headers);

/// <summary>How a request with an idempotency key stands to those that came with the same key before.</summary>
public abstract record Repetition
{
    private Repetition() { }

    /// <summary>It is the first: it is to be run, and then <see cref="RequestStore.EndAsync"/> called.</summary>
    public sealed record First : Repetition;

    /// <summary>The first one still runs.</summary>
    public sealed record Running : Repetition;

    /// <summary>The key was used for another request.</summary>
    public sealed record Reused : Repetition;

    /// <summary>It was answered before, with this.</summary>
    public sealed record Answered(StoredAnswer Answer) : Repetition;
}

/// <summary>
/// Answers of requests that came with an Idempotency-Key (draft-ietf-httpapi-idempotency-key-header-07), kept for a day. A request whose key names an erased
/// customer is always the first, and of one whose answer does no answer is kept: run again, it changes nothing.
/// </summary>
/// <param name="erased">Recognises who was erased; null where nobody is.</param>
public sealed class RequestStore(Database database, Workspace workspace, TimeProvider clock, ErasedNames? erased = null)
{
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>A request that has run so long without an answer ended with its server; the next one with its key takes its place.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(1);

    /// <param name="hash">SHA-256 of method, path and body.</param>
    public async Task<Repetition> BeginAsync(string client, string key, byte[] hash, CancellationToken cancel)
    {
        if (await NamesErasedAsync(key, cancel))
            return new Repetition.First();

        var now = clock.GetUtcNow();
        await using (var begin = Command("begin-request", client, key, hash, now, now - Abandoned, now - Kept))
        {
            if (await begin.ExecuteScalarAsync(cancel) is not null)
                return new Repetition.First();
        }

        await using var find = database
            .SourceOf(workspace)
            .CreateCommand("select hash, status, content_type, body, headers from intake.request where workspace = $1 and client = $2 and key = $3");
        Add(find, workspace.Id, client, key);
        await using var row = await find.ExecuteReaderAsync(cancel);
        if (!await row.ReadAsync(cancel))
            return new Repetition.Running();
        if (!row.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(hash))
            return new Repetition.Reused();
        return row.IsDBNull(1)
            ? new Repetition.Running()
            : new Repetition.Answered(
                new StoredAnswer(
                    row.GetInt32(1),
                    row.IsDBNull(2) ? null : row.GetString(2),
                    row.GetFieldValue<byte[]>(3),
                    row.IsDBNull(4)
                        ? new Dictionary<string, string>(StringComparer.Ordinal)
                        : JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(4))!
                )
            );
    }

    /// <summary>Keeps the answer of the first request; null where it is to be run anew when it comes again.</summary>
    public async Task EndAsync(string client, string key, StoredAnswer? answer, CancellationToken cancel)
    {
        if (answer is not null && await NamesErasedAsync(Encoding.UTF8.GetString(answer.Body), cancel))
            answer = null;

        await using var command = database
            .SourceOf(workspace)
            .CreateCommand(
                answer is null
                    ? "delete from intake.request where workspace = $1 and client = $2 and key = $3"
                    : "update intake.request set status = $4, content_type = $5, body = $6, headers = $7 where workspace = $1 and client = $2 and key = $3"
            );
        Add(command, workspace.Id, client, key);
        if (answer is not null)
        {
            Add(command, answer.Status);
            command.Parameters.Add(new() { Value = (object?)answer.ContentType ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
            Add(command, answer.Body);
            Add(command, JsonSerializer.Serialize(answer.Headers));
        }

        await command.ExecuteNonQueryAsync(cancel);
    }

    private async Task<bool> NamesErasedAsync(string text, CancellationToken cancel) => erased is not null && (await erased.InAsync([text], cancel))[0];

    private NpgsqlCommand Command(string file, params ReadOnlySpan<object> values)
    {
        var command = database.SourceOf(workspace).CreateCommand(SqlFile.Beside(typeof(RequestStore), file));
        Add(command, workspace.Id);
        Add(command, values);
        return command;
    }

    private static void Add(NpgsqlCommand command, params ReadOnlySpan<object> values)
    {
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
    }
}
