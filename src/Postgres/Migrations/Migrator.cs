using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace CustomerPerformanceTracker.Postgres.Migrations;

/// <summary>
/// Applies each migration file once, in order of the files' numbers whatever assembly brings them, all in one transaction under one advisory lock: two
/// processes that start together apply them once, and a crash leaves the schema as it was. A file that was applied may not change afterwards, unless
/// an amendment brings what its earlier text made to what it makes now; it may move to another assembly.
/// </summary>
internal static class Migrator
{
    private const long LockKey = 0x435054_4D494752; // "CPT MIGR"

    public static async Task ApplyAsync(NpgsqlDataSource owner, IReadOnlyList<Assembly> assemblies, CancellationToken cancel)
    {
        await using var connection = await owner.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await connection.ExecuteLongAsync("select pg_advisory_xact_lock($1)", [LockKey], cancel);
        await connection.ExecuteLongAsync(
            "create schema if not exists cpt; create table if not exists cpt.migration (name text primary key, hash bytea not null, applied_at timestamptz "
                + "not null default now())",
            [],
            cancel
        );

        var applied = await AppliedAsync(connection, cancel);
        var files = assemblies.SelectMany(Files).OrderBy(file => FileOf(file.Name), StringComparer.Ordinal).ToArray();
        var known = files.Select(file => FileOf(file.Name)).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, text) in files)
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
            if (applied.TryGetValue(FileOf(name), out var before))
            {
                if (!before.AsSpan().SequenceEqual(hash))
                    await AmendAsync(connection, assemblies, name, before, hash, cancel);
                continue;
            }

            await connection.ExecuteLongAsync(text, [], cancel);
            await connection.ExecuteLongAsync("insert into cpt.migration (name, hash) values ($1, $2)", [name, hash], cancel);
        }

        // A release before the one that made the database leaves the functions as the later one needs them.
        if (applied.Keys.All(known.Contains))
            await Functions.InstallAsync(connection, assemblies, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Which migrations are applied. Applies none.</summary>
    public static async Task<MigrationState> StateAsync(NpgsqlDataSource owner, IReadOnlyList<Assembly> assemblies, CancellationToken cancel)
    {
        await using var connection = await owner.OpenConnectionAsync(cancel);
        var applied = (await AppliedAsync(connection, cancel)).Keys;
        var known = assemblies.SelectMany(Files).Select(file => FileOf(file.Name)).Order(StringComparer.Ordinal).ToArray();
        return new MigrationState(
            applied.Count,
            [.. known.Except(applied, StringComparer.Ordinal)],
            [.. applied.Except(known, StringComparer.Ordinal).Order(StringComparer.Ordinal)]
        );
    }

    /// <summary>Name and text of every migration of one assembly, in order.</summary>
    internal static IEnumerable<(string Name, string Text)> Files(Assembly assembly) => SchemaFiles.In(assembly, "Migrations");

    /// <summary>
    /// Brings what an earlier text of a file made to what its lasting text makes, by the file
    /// <c>Amendments/{file}.{first 16 digits of the earlier hash}.sql</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">No amendment knows that text.</exception>
    private static async Task AmendAsync(
        NpgsqlConnection connection,
        IReadOnlyList<Assembly> assemblies,
        string name,
        byte[] before,
        byte[] after,
        CancellationToken cancel
    )
    {
        var wanted = $"{Path.GetFileNameWithoutExtension(FileOf(name))}.{Convert.ToHexStringLower(before.AsSpan(0, Math.Min(before.Length, 8)))}.sql";
        var amendment = assemblies.SelectMany(assembly => SchemaFiles.In(assembly, "Amendments")).FirstOrDefault(file => FileOf(file.Name) == wanted).Text;
        if (amendment is null)
            throw new InvalidOperationException(
                $"Migration {name} was applied to this database with other content. Use the release that made the database, or start a new one."
            );
        await connection.ExecuteLongAsync(amendment, [], cancel);
        await connection.ExecuteLongAsync("update cpt.migration set hash = $2 where name = $1 or name like '%/' || $1", [FileOf(name), after], cancel);
    }

    private static async Task<Dictionary<string, byte[]>> AppliedAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select name, hash from cpt.migration", connection);
        return (await command.ListAsync(row => (File: FileOf(row.Text("name")), Hash: row.Get<byte[]>("hash")), cancel)).ToDictionary(
            one => one.File,
            one => one.Hash,
            StringComparer.Ordinal
        );
    }

    // The name is recorded with the assembly that brought the file when it was applied.
    private static string FileOf(string name) => name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
