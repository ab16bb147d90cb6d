using System.Text;
using CustomerPerformanceTracker.Log;
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
        await using (
            var begin = database
                .SourceOf(workspace)
                .Statement(SqlFile.Beside(typeof(RequestStore), "begin-request"), workspace.Id, client, key, hash, now, now - Abandoned, now - Kept)
        )
        {
            if (await begin.ExecuteScalarAsync(cancel) is not null)
                return new Repetition.First();
        }

        await using var find = database
            .SourceOf(workspace)
            .Statement(
                "select hash, status, content_type, body, headers from intake.request where workspace = $1 and client = $2 and key = $3",
                workspace.Id,
                client,
                key
            );
        return await find.FirstAsync<Repetition>(
                row =>
                    !row.Get<byte[]>("hash").AsSpan().SequenceEqual(hash) ? new Repetition.Reused()
                    : row.Find<int>("status") is { } status ? new Repetition.Answered(Answer(status, row))
                    : new Repetition.Running(),
                cancel
            ) ?? new Repetition.Running();

        static StoredAnswer Answer(int status, Row row) =>
            new(
                status,
                row.FindText("content_type"),
                row.Get<byte[]>("body"),
                row.FindText("headers") is { } headers
                    ? JsonSerializer.Deserialize<Dictionary<string, string>>(headers)!
                    : new Dictionary<string, string>(StringComparer.Ordinal)
            );
    }

    /// <summary>Keeps the answer of the first request; null where it is to be run anew when it comes again.</summary>
    public async Task EndAsync(string client, string key, StoredAnswer? answer, CancellationToken cancel)
    {
        if (answer is not null && await NamesErasedAsync(Encoding.UTF8.GetString(answer.Body), cancel))
            answer = null;

        var source = database.SourceOf(workspace);
        await using var command = answer is null
            ? source.Statement("delete from intake.request where workspace = $1 and client = $2 and key = $3", workspace.Id, client, key)
            : source.Statement(
                "update intake.request set status = $4, content_type = $5, body = $6, headers = $7 where workspace = $1 and client = $2 and key = $3",
                workspace.Id,
                client,
                key,
                answer.Status,
                Statements.Typed(NpgsqlDbType.Text, answer.ContentType),
                answer.Body,
                JsonSerializer.Serialize(answer.Headers)
            );
        await command.ExecuteNonQueryAsync(cancel);
    }

    private async Task<bool> NamesErasedAsync(string text, CancellationToken cancel) => erased is not null && (await erased.InAsync([text], cancel))[0];
}
