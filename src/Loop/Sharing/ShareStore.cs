using System.Security.Cryptography;
using System.Text;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Loop.Access;

namespace CustomerPerformanceTracker.Loop.Sharing;

/// <summary>
/// Links by which people without a key see one reading. Making and revoking one is an entry of the workspace's journal, the stream <c>share-ID</c>, committed
/// with the row that its secret is found by. What a link shows is read from the journal, never from that row.
/// </summary>
public sealed class ShareStore(Database database, TimeProvider clock)
{
    private const string Prefix = "share-";

    // A scanner of leaked secrets knows one by it.
    private const string Mark = "cptshare_";

    /// <summary>How many days a link lasts where nothing else is said.</summary>
    public const int UsualDays = 30;

    /// <summary>How many days a link lasts at most.</summary>
    public const int MostDays = 366;

    /// <summary>Makes a link. Its secret is given here and nowhere again.</summary>
    /// <param name="reading">What was read once by whoever makes the link.</param>
    /// <exception cref="RefusedException">The days are none, or more than <see cref="MostDays"/>.</exception>
    public async Task<(Share Share, string Secret)> MakeAsync(
        Engine engine,
        SharedReading reading,
        string label,
        int days,
        Authorship by,
        CancellationToken cancel
    )
    {
        if (days is < 1 or > MostDays)
            throw new RefusedException("days_out_of_range", $"A link lasts 1 to {MostDays} days; revoke it before where it has to end.", "days");
        var (id, secret, now) = (Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)), Mark + SessionStore.NewSecret(), clock.GetCurrentInstant());
        var expires = now + Duration.FromDays(days);
        await using var transaction = await engine.Journal.BeginAsOwnerAsync(cancel);
        await transaction.Connection.ExecuteAsync("delete from access.share where expires_at <= $1", [now], cancel);
        await transaction.Connection.ExecuteAsync(
            "insert into access.share (hash, id, workspace_name, expires_at) values ($1, $2, $3, $4)",
            [HashOf(secret), id, engine.Workspace.Name, expires],
            cancel
        );
        await transaction.AppendAsync([Entry(id, ShareForms.Stored.Event("reading_shared", StoredShare.Of(reading, label, expires)))], by, cancel);
        await transaction.CommitAsync(cancel);
        return (new Share(id, reading, by.Actor, label, by.Reason, now, expires, RevokedAt: null), secret);
    }

    /// <summary>Every link of the workspace, the oldest first, with those that ended.</summary>
    public static async Task<IReadOnlyList<Share>> ListAsync(Engine engine, CancellationToken cancel) =>
        [
            .. (await engine.Journal.ReadAsync(Prefix, cancel))
                .GroupBy(entry => entry.Stream, StringComparer.Ordinal)
                .Select(entries => Read(engine, [.. entries]))
                .OrderBy(share => share.CreatedAt),
        ];

    /// <summary>Ends a link; false where the workspace has no such link that is still valid.</summary>
    public async Task<bool> RevokeAsync(Engine engine, string id, Authorship by, CancellationToken cancel)
    {
        await using var transaction = await engine.Journal.BeginAsOwnerAsync(cancel);
        const string Revoke = "delete from access.share where id = $1 and workspace_name = $2 and expires_at > $3";
        if (await transaction.Connection.ExecuteAsync(Revoke, [id, engine.Workspace.Name, clock.GetCurrentInstant()], cancel) == 0)
            return false;
        await transaction.AppendAsync([Entry(id, ShareForms.Stored.Event("share_revoked", new StoredShareRevocation(id)))], by, cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>The valid link of that secret; null where there is none.</summary>
    /// <param name="open">Opens a workspace by its name.</param>
    public async Task<(Engine Engine, Share Share)?> FindAsync(string secret, Func<string, Task<Engine>> open, CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        await using var command = database.Owner.Statement(
            "select id, workspace_name from access.share where hash = $1 and expires_at > $2",
            HashOf(secret),
            now
        );
        if (await command.FirstAsync(row => ((string Id, string Workspace)?)(row.Text("id"), row.Text("workspace_name")), cancel) is not { } found)
            return null;
        var engine = await open(found.Workspace);
        var entries = await engine.Journal.ReadStreamAsync(Prefix + found.Id, cancel);
        return entries.Count > 0 && Read(engine, entries) is var share && share.IsValidAt(now) ? (engine, share) : null;
    }

    private static Share Read(Engine engine, IReadOnlyList<JournalEntry> entries)
    {
        var (made, stored) = (entries[0], ShareForms.Stored.Read<StoredShare>(entries[0]));
        var revoked = entries.FirstOrDefault(entry => entry.Type == "share_revoked");
        return new(
            made.Stream[Prefix.Length..],
            stored.Read(engine.Days),
            made.Actor,
            stored.Label,
            made.Reason,
            At(made),
            stored.ExpiresAt,
            revoked is null ? null : At(revoked)
        );
    }

    private static Instant At(JournalEntry entry) => Instant.FromUnixTimeTicks(entry.RecordedAt * 10);

    private static StreamAppend Entry(string id, JournalEvent happened) => new(Prefix + id, ExpectedVersion.Any, [happened]);

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
