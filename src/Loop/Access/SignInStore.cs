using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CustomerPerformanceTracker.Loop.Access;

/// <summary>What a sign-in that is under way needs when the browser comes back from the provider.</summary>
/// <param name="Nonce">Stands in the token that answers this sign-in and in no other.</param>
/// <param name="Verifier">Proves to the provider that the code is taken by whom the sign-in was begun by (PKCE, RFC 7636).</param>
/// <param name="GoOn">The address of this server that was asked for.</param>
public sealed record SignInAttempt(string Nonce, string Verifier, string GoOn);

/// <summary>
/// Sign-ins that were sent to the provider and did not come back yet. Each is a row, so any server takes the browser back; it is bound to the browser that
/// began it, is taken once, and is over after ten minutes.
/// </summary>
public sealed class SignInStore(Database database, TimeProvider clock)
{
    private const int SecretBytes = 32;

    public static readonly Duration Lasts = Duration.FromMinutes(10);

    /// <summary>Begins a sign-in. Its state is given here and nowhere again.</summary>
    /// <param name="browser">The secret of the browser's cookie.</param>
    public async Task<(string State, SignInAttempt Attempt)> BeginAsync(string browser, string goOn, CancellationToken cancel)
    {
        var (state, attempt, now) = (New(), new SignInAttempt(New(), New(), goOn), clock.GetCurrentInstant());
        await using var connection = await database.Owner.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync("delete from access.sign_in where expires_at <= $1", [now], cancel);
        await connection.ExecuteAsync(
            "insert into access.sign_in (state, browser, nonce, verifier, go_on, expires_at) values ($1, $2, $3, $4, $5, $6)",
            [HashOf(state), HashOf(browser), attempt.Nonce, attempt.Verifier, goOn, now + Lasts],
            cancel
        );
        return (state, attempt);
    }

    /// <summary>Takes the sign-in of that state, which is over with it; null where this browser has none.</summary>
    public async Task<SignInAttempt?> TakeAsync(string browser, string state, CancellationToken cancel)
    {
        await using var command = database.Owner.Statement(
            "delete from access.sign_in where state = $1 and browser = $2 and expires_at > $3 returning nonce, verifier, go_on",
            HashOf(state),
            HashOf(browser),
            clock.GetCurrentInstant()
        );
        return await command.FirstAsync(row => new SignInAttempt(row.Text("nonce"), row.Text("verifier"), row.Text("go_on")), cancel);
    }

    private static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
