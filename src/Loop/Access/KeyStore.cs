using System.Security.Cryptography;
using CustomerPerformanceTracker.Log;
using NpgsqlTypes;

namespace CustomerPerformanceTracker.Loop.Access;

/// <summary>
/// The keys of a database. Making and revoking one is an entry of its workspace's journal, committed with it. A key that was looked up is
/// remembered for half a second, so a revocation holds on every node within that time.
/// </summary>
public sealed class KeyStore
{
    private const string Any = "";

    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly Remembered<(byte[] Hash, ApiKey Key)?> known;
    private readonly Remembered<bool> anyKnown;

    public KeyStore(Database database, TimeProvider clock)
    {
        (this.database, this.clock) = (database, clock);
        (known, anyKnown) = (new(LookUpAsync, clock), new(_ => LookForAnyAsync(), clock));
    }

    /// <summary>Makes a key. Its text is given here and nowhere again.</summary>
    public async Task<(ApiKey Key, KeyText Text)> CreateAsync(
        Engine engine,
        IReadOnlyList<KeyScope> scopes,
        string person,
        string label,
        Instant? expiresAt,
        Authorship by,
        CancellationToken cancel
    )
    {
        if (scopes.Count == 0 || string.IsNullOrWhiteSpace(person))
            throw new ArgumentException("A key has at least one scope, and names the person or program that acts with it.", nameof(scopes));

        var text = KeyText.New();
        var key = new ApiKey(text.Id, engine.Workspace.Name, scopes, person, label, clock.GetCurrentInstant(), expiresAt, RevokedAt: null);
        await using var transaction = await engine.Journal.BeginAsOwnerAsync(cancel);
        await transaction.Connection.ExecuteAsync(
            "insert into access.key (id, workspace_name, hash, scopes, person, label, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
            [key.Id, key.Workspace, text.Hash, KeyScopes.NamesOf(scopes), person, label, key.CreatedAt, Statements.Typed(NpgsqlDbType.TimestampTz, expiresAt)],
            cancel
        );

        await transaction.AppendAsync(
            [
                Entry(
                    key.Id,
                    AccessForms.Stored.Event("key_created", new StoredKey(key.Id, person, label, KeyScopes.NamesOf(scopes), expiresAt?.ToDateTimeOffset()))
                ),
            ],
            by,
            cancel
        );
        await transaction.CommitAsync(cancel);
        anyKnown.Forget(Any);
        return (key, text);
    }

    /// <summary>Every key of the workspace, the oldest first.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(string workspace, CancellationToken cancel)
    {
        await using var command = database.Owner.Statement(
            "select id, workspace_name, scopes, person, label, created_at, expires_at, revoked_at, hash from access.key where workspace_name = $1 order by "
                + "created_at, id",
            workspace
        );
        return await command.ListAsync(Read, cancel);
    }

    /// <summary>Revokes a key; false where the workspace has no such key that is still valid.</summary>
    public async Task<bool> RevokeAsync(Engine engine, string id, Authorship by, CancellationToken cancel)
    {
        await using var transaction = await engine.Journal.BeginAsOwnerAsync(cancel);
        const string Revoke = "update access.key set revoked_at = $3 where id = $1 and workspace_name = $2 and revoked_at is null";
        if (await transaction.Connection.ExecuteAsync(Revoke, [id, engine.Workspace.Name, clock.GetCurrentInstant()], cancel) == 0)
            return false;

        await transaction.AppendAsync([Entry(id, AccessForms.Stored.Event("key_revoked", new StoredRevocation(id)))], by, cancel);
        await transaction.CommitAsync(cancel);
        known.Forget(id);
        return true;
    }

    /// <summary>The valid key of that text; null where there is none. Takes the same time whatever of the text is wrong.</summary>
    public async ValueTask<ApiKey?> FindAsync(string text, CancellationToken cancel)
    {
        if (KeyText.Parse(text) is not { } asked)
            return null;
        var found = await known.FindAsync(asked.Id, cancel);
        var isRight = CryptographicOperations.FixedTimeEquals(asked.Hash, found?.Hash ?? new byte[SHA256.HashSizeInBytes]);
        return isRight && found is { Key: var key } && key.IsValidAt(clock.GetCurrentInstant()) ? key : null;
    }

    /// <summary>The valid key of an id, for those who proved it before; null where there is none.</summary>
    internal async ValueTask<ApiKey?> FindByIdAsync(string id, CancellationToken cancel) =>
        await known.FindAsync(id, cancel) is { Key: var key } && key.IsValidAt(clock.GetCurrentInstant()) ? key : null;

    /// <summary>
    /// Whether the database has, or ever had, any key, of any workspace: when the last one expires or is revoked, nobody gets in rather than everybody.
    /// </summary>
    public async ValueTask<bool> AnyAsync(CancellationToken cancel) => await anyKnown.FindAsync(Any, cancel);

    private async Task<bool> LookForAnyAsync()
    {
        await using var command = database.Owner.CreateCommand("select exists (select from access.key)");
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private async Task<(byte[] Hash, ApiKey Key)?> LookUpAsync(string id)
    {
        await using var command = database.Owner.Statement(
            "select id, workspace_name, scopes, person, label, created_at, expires_at, revoked_at, hash from access.key where id = $1",
            id
        );
        return await command.FirstAsync(row => ((byte[], ApiKey)?)(row.Get<byte[]>("hash"), Read(row)), CancellationToken.None);
    }

    private static ApiKey Read(Row row) =>
        new(
            row.Text("id"),
            row.Text("workspace_name"),
            KeyScopes.Of(row.Get<string[]>("scopes")),
            row.Text("person"),
            row.Text("label"),
            row.Get<Instant>("created_at"),
            row.Find<Instant>("expires_at"),
            row.Find<Instant>("revoked_at")
        );

    private static StreamAppend Entry(string id, JournalEvent happened) => new($"key-{id}", ExpectedVersion.Any, [happened]);
}

/// <summary>The data of key_created.</summary>
internal sealed record StoredKey(string Id, string Person, string Label, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt);

/// <summary>The data of key_revoked.</summary>
internal sealed record StoredRevocation(string Id);
