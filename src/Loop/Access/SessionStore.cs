using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CustomerPerformanceTracker.Loop.Access;

/// <summary>
/// Sessions of people who read the pages in a browser, each begun with a key and no longer valid than it. They are rows of the database, so every server knows
/// them; kept of a session's secret is its hash alone.
/// </summary>
public sealed class SessionStore(Database database, KeyStore keys, TimeProvider clock)
{
    private const int SecretBytes = 32;

    /// <summary>How long a session lasts.</summary>
    public static readonly Duration Lasts = Duration.FromHours(12);

    /// <summary>Begins a session of a valid key. The secret is given here and nowhere again.</summary>
    public async Task<string> BeginAsync(ApiKey key, CancellationToken cancel)
    {
        var (secret, now) = (NewSecret(), clock.GetCurrentInstant());
        await using var connection = await database.Owner.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync("delete from access.session where expires_at <= $1", [now], cancel);
        await connection.ExecuteAsync(
            "insert into access.session (hash, key_id, created_at, expires_at) values ($1, $2, $3, $4)",
            [HashOf(secret), key.Id, now, now + Lasts],
            cancel
        );
        return secret;
    }

    /// <summary>The key a session was begun with, while both are valid; null otherwise.</summary>
    public async Task<ApiKey?> FindAsync(string secret, CancellationToken cancel)
    {
        await using var command = database.Owner.Statement(
            "select key_id from access.session where hash = $1 and expires_at > $2",
            HashOf(secret),
            clock.GetCurrentInstant()
        );
        return await command.FirstAsync(row => row.Text("key_id"), cancel) is { } id ? await keys.FindByIdAsync(id, cancel) : null;
    }

    /// <summary>Ends a session; nothing where there is none.</summary>
    public async Task EndAsync(string secret, CancellationToken cancel)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync("delete from access.session where hash = $1", [HashOf(secret)], cancel);
    }

    /// <summary>A secret that nobody guesses: 32 random bytes in base64url.</summary>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
