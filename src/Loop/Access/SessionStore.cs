using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CustomerPerformanceTracker.Loop.Access;

/// <summary>A person whom the provider named, with the groups they were in when they signed in.</summary>
public sealed record Member(string Workspace, string Person, IReadOnlyList<string> Groups);

/// <summary>Who is signed in, and by what.</summary>
public sealed record SignedIn(string Workspace, string Person, Credential By);

/// <summary>
/// Sessions of people who read the pages in a browser. One that was begun with a key is no longer valid than it; one of a member of groups opens what the
/// workspace grants to them at the time of each request. They are rows of the database, so every server knows them; kept of a session's secret is its hash
/// alone.
/// </summary>
/// <param name="issuer">The provider whose people are let in; sessions of people of any other open nothing. Null: none is.</param>
public sealed class SessionStore(Database database, KeyStore keys, GroupStore groups, string? issuer, TimeProvider clock)
{
    private const int SecretBytes = 32;

    /// <summary>How long a session lasts.</summary>
    public static readonly Duration Lasts = Duration.FromHours(12);

    /// <summary>Begins a session of a valid key. The secret is given here and nowhere again.</summary>
    public Task<string> BeginAsync(ApiKey key, CancellationToken cancel) =>
        BeginAsync("insert into access.session (hash, created_at, expires_at, key_id) values ($1, $2, $3, $4)", [key.Id], cancel);

    /// <summary>Begins a session of a person whom the provider just named; null where the workspace grants nothing to any of their groups.</summary>
    /// <exception cref="InvalidOperationException">Nobody is let in by a provider here.</exception>
    public async Task<string?> BeginAsync(Member member, CancellationToken cancel)
    {
        if (issuer is null)
            throw new InvalidOperationException("Nobody is let in by a provider here.");
        if (await groups.ScopesAsync(member.Workspace, member.Groups, cancel) is [])
            return null;
        return await BeginAsync(
            "insert into access.session (hash, created_at, expires_at, workspace_name, issuer, person, groups) values ($1, $2, $3, $4, $5, $6, $7)",
            [member.Workspace, issuer, member.Person, member.Groups.ToArray()],
            cancel
        );
    }

    /// <summary>Who a session is of, while it and what it was begun with are valid; null otherwise.</summary>
    public async Task<SignedIn?> FindAsync(string secret, CancellationToken cancel)
    {
        await using var command = database.Owner.Statement(
            "select key_id, workspace_name, issuer, person, groups from access.session where hash = $1 and expires_at > $2",
            HashOf(secret),
            clock.GetCurrentInstant()
        );
        return await command.FirstAsync(Read, cancel) switch
        {
            { Key: { } id } => await keys.FindByIdAsync(id, cancel) is { } key ? new SignedIn(key.Workspace, key.Person, new Credential.OfKey(key)) : null,
            { Member: { } member, Issuer: var named } when named == issuer => await groups.ScopesAsync(member.Workspace, member.Groups, cancel)
                is [_, ..] scopes
                ? new SignedIn(member.Workspace, member.Person, new Credential.OfGroups(scopes))
                : null,
            _ => null,
        };
    }

    /// <summary>Ends a session; nothing where there is none.</summary>
    public async Task EndAsync(string secret, CancellationToken cancel)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync("delete from access.session where hash = $1", [HashOf(secret)], cancel);
    }

    /// <summary>A secret that nobody guesses: 32 random bytes in base64url.</summary>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    private async Task<string> BeginAsync(string insert, object[] of, CancellationToken cancel)
    {
        var (secret, now) = (NewSecret(), clock.GetCurrentInstant());
        await using var connection = await database.Owner.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync("delete from access.session where expires_at <= $1", [now], cancel);
        await connection.ExecuteAsync(insert, [HashOf(secret), now, now + Lasts, .. of], cancel);
        return secret;
    }

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private static Kept Read(Row row) =>
        row.FindText("key_id") is { } key
            ? new Kept(key, Issuer: null, Member: null)
            : new Kept(Key: null, row.Text("issuer"), new Member(row.Text("workspace_name"), row.Text("person"), row.Get<string[]>("groups")));

    /// <summary>A session as it is kept: of a key, or of a member of groups of an issuer's.</summary>
    private sealed record Kept(string? Key, string? Issuer, Member? Member);
}
