using Npgsql;

namespace CustomerPerformanceTracker.Loop.Access;

/// <summary>
/// A request's hold on its Idempotency-Key, given by <see cref="RequestStore.BeginAsync"/>. What the request decides marks the key as carried out in its own
/// transaction, and commits only while the key is still held: a request that was given up for abandoned, and then goes on, decides nothing beside the one
/// that took its place.
/// </summary>
public sealed class RequestClaim : IAppendMark
{
    internal RequestClaim(Workspace workspace, string client, string key, Instant startedAt) =>
        (Workspace, Client, Key, StartedAt) = (workspace, client, key, startedAt);

    internal Workspace Workspace { get; }

    internal string Client { get; }

    internal string Key { get; }

    /// <summary>When it was claimed; whoever takes the key over writes another time, and so tells the two apart.</summary>
    internal Instant StartedAt { get; }

    /// <exception cref="RequestTakenException">The key is held by another request by now.</exception>
    async Task IAppendMark.SetAsync(NpgsqlTransaction transaction, IReadOnlyList<JournalEntry> made, CancellationToken cancel)
    {
        await using var mark = transaction.Connection!.Statement(
            SqlFile.Beside(typeof(RequestClaim), "mark-request"),
            Workspace.Id,
            Client,
            Key,
            StartedAt,
            made[0].Position.Value
        );
        if (await mark.ExecuteNonQueryAsync(cancel) == 0)
            throw new RequestTakenException();
    }
}

/// <summary>The request ran for so long that its Idempotency-Key went to the same request when it came again. Nothing of the late one is made.</summary>
public sealed class RequestTakenException() : Exception("The Idempotency-Key is held by the same request, which came again meanwhile. This one made nothing.");
