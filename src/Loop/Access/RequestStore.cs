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

    /// <summary>
    /// It is the first: it is to be run, and then <see cref="RequestStore.EndAsync"/> called. <paramref name="Claim"/> is null where nothing is kept of it.
    /// </summary>
    public sealed record First(RequestClaim? Claim) : Repetition;

    /// <summary>The first one still runs.</summary>
    public sealed record Running : Repetition;

    /// <summary>The key was used for another request.</summary>
    public sealed record Reused : Repetition;

    /// <summary>It was answered before, with this.</summary>
    public sealed record Answered(StoredAnswer Answer) : Repetition;

    /// <summary>It was carried out, and its answer is lost; the first entry that it made stands at that position of the journal, in that stream.</summary>
    public sealed record CarriedOut(Position Position, string? Stream) : Repetition;
}

/// <summary>
/// Answers of requests that came with an Idempotency-Key (draft-ietf-httpapi-idempotency-key-header-07), kept for a day. One that made entries of the
/// journal is never run again, answered or not: its mark is committed with them. A request whose key names an erased customer is always the first, and of one
/// whose answer does no answer is kept.
/// </summary>
/// <param name="erased">Recognises who was erased; null where nobody is.</param>
public sealed class RequestStore(Database database, Workspace workspace, TimeProvider clock, ErasedNames? erased = null)
{
    public static readonly Duration Kept = Duration.FromHours(24);

    /// <summary>
    /// A request that has run so long without an answer ended with its server; where it was not carried out, the next one with its key takes its place.
    /// </summary>
    private static readonly Duration Abandoned = Duration.FromMinutes(1);

    /// <param name="hash">SHA-256 of method, path and body.</param>
    public async Task<Repetition> BeginAsync(string client, string key, byte[] hash, CancellationToken cancel)
    {
        if (await NamesErasedAsync(key, cancel))
            return new Repetition.First(Claim: null);

        var now = clock.GetCurrentInstant();
        await using (
            var begin = database
                .SourceOf(workspace)
                .Statement(SqlFile.Beside(typeof(RequestStore), "begin-request"), workspace.Id, client, key, hash, now, now - Abandoned, now - Kept)
        )
        {
            if (await begin.ExecuteScalarAsync(cancel) is not null)
                return new Repetition.First(new RequestClaim(workspace, client, key, now));
        }

        await using var find = Find(client, key);
        return await find.FirstAsync(row => Of(row, hash, now - Abandoned), cancel) ?? new Repetition.Running();
    }

    /// <summary>
    /// Keeps the answer of the first request; null where it is to be run anew when it comes again. Returns what is known of it where it cannot be, since it
    /// was carried out.
    /// </summary>
    public async Task<Repetition.CarriedOut?> EndAsync(RequestClaim claim, StoredAnswer? answer, CancellationToken cancel)
    {
        if (answer is not null && await NamesErasedAsync(Encoding.UTF8.GetString(answer.Body), cancel))
            answer = null;

        await using var command = answer is null
            ? Of(claim, "release-request")
            : Of(
                claim,
                "answer-request",
                answer.Status,
                Statements.Typed(NpgsqlDbType.Text, answer.ContentType),
                answer.Body,
                JsonSerializer.Serialize(answer.Headers)
            );
        if (await command.ExecuteNonQueryAsync(cancel) > 0 || answer is not null)
            return null;

        await using var find = Find(claim.Client, claim.Key);
        return await find.FirstAsync(CarriedOut, cancel);
    }

    private static Repetition Of(Row row, byte[] hash, Instant abandoned) =>
        !row.Get<byte[]>("hash").AsSpan().SequenceEqual(hash) ? new Repetition.Reused()
        : row.Find<int>("status") is { } status ? new Repetition.Answered(Answer(status, row))
        // Its server may still be about to answer.
        : row.Get<Instant>("started_at") < abandoned && CarriedOut(row) is { } carried ? carried
        : new Repetition.Running();

    private static Repetition.CarriedOut? CarriedOut(Row row) =>
        row.FindPosition("position") is { } position ? new Repetition.CarriedOut(position, row.FindText("stream")) : null;

    private static StoredAnswer Answer(int status, Row row) =>
        new(
            status,
            row.FindText("content_type"),
            row.Get<byte[]>("body"),
            row.FindText("headers") is { } headers
                ? JsonSerializer.Deserialize<Dictionary<string, string>>(headers)!
                : new Dictionary<string, string>(StringComparer.Ordinal)
        );

    private NpgsqlCommand Find(string client, string key) =>
        database.SourceOf(workspace).Statement(SqlFile.Beside(typeof(RequestStore), "find-request"), workspace.Id, client, key, workspace.Name);

    private NpgsqlCommand Of(RequestClaim claim, string file, params object?[] more) =>
        database.SourceOf(workspace).Statement(SqlFile.Beside(typeof(RequestStore), file), [workspace.Id, claim.Client, claim.Key, claim.StartedAt, .. more]);

    private async Task<bool> NamesErasedAsync(string text, CancellationToken cancel) => erased is not null && (await erased.InAsync([text], cancel))[0];
}
