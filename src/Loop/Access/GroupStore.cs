using CustomerPerformanceTracker.Log;

namespace CustomerPerformanceTracker.Loop.Access;

/// <summary>What a workspace lets the members of a group do. The provider alone says who is a member.</summary>
public sealed record GroupGrant(string Name, string Workspace, IReadOnlyList<KeyScope> Scopes, Instant GrantedAt);

/// <summary>
/// What workspaces grant to groups of the OpenID provider. Granting and revoking are entries of the workspace's journal, committed with it. What was looked up
/// is remembered for half a second, so a revocation holds on every server within that time.
/// </summary>
public sealed class GroupStore
{
    private const int LongestName = 200;

    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly Remembered<IReadOnlyList<GroupGrant>> known;

    public GroupStore(Database database, TimeProvider clock)
    {
        (this.database, this.clock) = (database, clock);
        known = new(workspace => ListAsync(workspace, CancellationToken.None), clock);
    }

    /// <summary>Grants a group exactly these scopes; what was granted to it before is replaced.</summary>
    /// <exception cref="RefusedException">There is no scope, or the name is no name of a group.</exception>
    public async Task<GroupGrant> GrantAsync(Engine engine, string name, IReadOnlyList<KeyScope> scopes, Authorship by, CancellationToken cancel)
    {
        if (scopes.Count == 0 || !IsName(name))
            throw new RefusedException("incomplete_grant", $"A grant has at least one scope, and names a group in 1 to {LongestName} characters.");

        var grant = new GroupGrant(name, engine.Workspace.Name, scopes, clock.GetCurrentInstant());
        await using var transaction = await engine.Journal.BeginAsOwnerAsync(cancel);
        await transaction.Connection.ExecuteAsync(
            "insert into access.group_grant (workspace_name, name, scopes, granted_at) values ($1, $2, $3, $4) "
                + "on conflict (workspace_name, name) do update set scopes = excluded.scopes, granted_at = excluded.granted_at",
            [grant.Workspace, name, KeyScopes.NamesOf(scopes), grant.GrantedAt],
            cancel
        );
        await transaction.AppendAsync(
            [Entry(name, AccessForms.Stored.Event("group_granted", new StoredGroupGrant(name, KeyScopes.NamesOf(scopes))))],
            by,
            cancel
        );
        await transaction.CommitAsync(cancel);
        known.Forget(grant.Workspace);
        return grant;
    }

    /// <summary>Every grant of the workspace, in the order of the groups' names.</summary>
    public async Task<IReadOnlyList<GroupGrant>> ListAsync(string workspace, CancellationToken cancel)
    {
        await using var command = database.Owner.Statement(
            "select name, scopes, granted_at from access.group_grant where workspace_name = $1 order by name collate \"C\"",
            workspace
        );
        return await command.ListAsync(
            row => new GroupGrant(row.Text("name"), workspace, KeyScopes.Of(row.Get<string[]>("scopes")), row.Get<Instant>("granted_at")),
            cancel
        );
    }

    /// <summary>Takes back what was granted to a group; false where nothing is.</summary>
    public async Task<bool> RevokeAsync(Engine engine, string name, Authorship by, CancellationToken cancel)
    {
        await using var transaction = await engine.Journal.BeginAsOwnerAsync(cancel);
        const string Revoke = "delete from access.group_grant where workspace_name = $1 and name = $2";
        if (await transaction.Connection.ExecuteAsync(Revoke, [engine.Workspace.Name, name], cancel) == 0)
            return false;

        await transaction.AppendAsync([Entry(name, AccessForms.Stored.Event("group_revoked", new StoredGroupRevocation(name)))], by, cancel);
        await transaction.CommitAsync(cancel);
        known.Forget(engine.Workspace.Name);
        return true;
    }

    /// <summary>The scopes that the workspace grants to any of the groups, half a second ago at the earliest; none where it grants nothing to them.</summary>
    public async ValueTask<IReadOnlyList<KeyScope>> ScopesAsync(string workspace, IReadOnlyCollection<string> groups, CancellationToken cancel) =>
        [
            .. (await known.FindAsync(workspace, cancel))
                .Where(grant => groups.Contains(grant.Name, StringComparer.Ordinal))
                .SelectMany(grant => grant.Scopes)
                .Distinct(),
        ];

    private static bool IsName(string name) => !string.IsNullOrWhiteSpace(name) && name.Length <= LongestName && !name.Any(char.IsControl);

    private static StreamAppend Entry(string name, JournalEvent happened) => new($"group-{name}", ExpectedVersion.Any, [happened]);
}

/// <summary>The data of group_granted.</summary>
internal sealed record StoredGroupGrant(string Group, IReadOnlyList<string> Scopes);

/// <summary>The data of group_revoked.</summary>
internal sealed record StoredGroupRevocation(string Group);
