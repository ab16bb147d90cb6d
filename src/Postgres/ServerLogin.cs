using System.Security.Cryptography;
using System.Text;

namespace CustomerPerformanceTracker.Postgres;

/// <summary>The login of ordinary connections does not work, and the connecting user could not mend it; the message says what to run.</summary>
public sealed class ServerLoginException(string message, Exception inner) : Exception(message, inner);

/// <summary>
/// The login of ordinary connections, named after the connecting user: <c>cpt</c> has <c>cpt_server</c>. It owns nothing, is no superuser, and has
/// no right but to work as cpt_app and, for a COPY, as cpt_append. Its password is made from the connecting user's, so every node knows it and
/// none keeps it; the server is told its verifier only. Roles belong to the whole cluster, where other nodes start at the same time, so the
/// role is changed only when the login fails.
/// </summary>
internal sealed class ServerLogin
{
    private const int Attempts = 5;

    private readonly NpgsqlDataSource owner;
    private readonly string user;
    private readonly NpgsqlConnectionStringBuilder settings;

    private ServerLogin(NpgsqlDataSource owner, string user, NpgsqlConnectionStringBuilder settings)
    {
        (this.owner, this.user) = (owner, user);
        var secret = settings.Password ?? Environment.GetEnvironmentVariable("PGPASSWORD");
        this.settings = new NpgsqlConnectionStringBuilder(settings.ConnectionString)
        {
            Username = $"{user}_server",
            Password = string.IsNullOrEmpty(secret)
                ? null
                : Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), "cpt server login"u8)),
            Options = $"{settings.Options} -c role=cpt_app".Trim(),
        };
    }

    /// <summary>The connection string of the login, which is made or mended where it does not work.</summary>
    public static async Task<string> OpenAsync(NpgsqlDataSource owner, NpgsqlConnectionStringBuilder settings, CancellationToken cancel)
    {
        await using var ask = owner.CreateCommand("select session_user::text");
        var login = new ServerLogin(owner, (string)(await ask.ExecuteScalarAsync(cancel))!, settings);
        for (var attempt = 1; await login.FailureAsync(cancel) is { } failure; attempt++)
        {
            if (attempt == Attempts)
                throw login.Refused(failure);
            await login.MakeAsync(cancel);
        }

        return login.settings.ConnectionString;
    }

    /// <summary>Null where the login works and may take both roles.</summary>
    private async Task<NpgsqlException?> FailureAsync(CancellationToken cancel)
    {
        try
        {
            await using var connection = new NpgsqlConnection(
                new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Pooling = false }.ConnectionString
            );
            await connection.OpenAsync(cancel);
            await using var take = new NpgsqlCommand("set role cpt_append", connection);
            await take.ExecuteNonQueryAsync(cancel);
            return null;
        }
        catch (NpgsqlException e) when (!e.IsTransient)
        {
            return e;
        }
    }

    private async Task MakeAsync(CancellationToken cancel)
    {
        try
        {
            await using var find = owner.Statement("select exists (select from pg_roles where rolname = $1)", settings.Username!);
            await using var make = owner.CreateCommand(Statements(exists: await find.ExecuteScalarAsync(cancel) is true));
            await make.ExecuteNonQueryAsync(cancel);
        }
        catch (PostgresException e)
            when (e.SqlState is PostgresErrorCodes.DuplicateObject or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.InternalError)
        {
            // Another node is making it at this moment; the next attempt tells.
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InsufficientPrivilege)
        {
            throw Refused(e);
        }
    }

    private string Statements(bool exists)
    {
        var role = $"\"{settings.Username!.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        var password = settings.Password is { } plain ? $" password '{Verifier(plain)}'" : "";
        return $"{(exists ? "alter" : "create")} role {role} login noinherit nosuperuser nobypassrls{password}; grant cpt_app, cpt_append to {role}";
    }

    /// <summary>What the server keeps of a password (RFC 5803), so that the password itself never reaches its log.</summary>
    private static string Verifier(string password)
    {
        const int Iterations = 4096;
        var salt = RandomNumberGenerator.GetBytes(16);
        var salted = Rfc2898DeriveBytes.Pbkdf2(password, salt, Iterations, HashAlgorithmName.SHA256, outputLength: 32);
        var stored = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var server = HMACSHA256.HashData(salted, "Server Key"u8);
        return $"SCRAM-SHA-256${Iterations}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(stored)}:{Convert.ToBase64String(server)}";
    }

    private ServerLoginException Refused(NpgsqlException why) =>
        new(
            $"Ordinary connections use the login {settings.Username}, which does not work, and {user} could not make it ({why.Message}). "
                + $"Run as an administrator: {Statements(exists: false)}; where the role exists, alter it instead. pg_hba.conf has to admit it by "
                + $"password, as it does {user}.",
            why
        );
}
