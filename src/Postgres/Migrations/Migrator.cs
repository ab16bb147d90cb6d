using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace CustomerPerformanceTracker.Postgres.Migrations;

/// <summary>
/// Applies each migration file once, in order of the files' numbers whatever assembly brings them, all in one transaction under one advisory lock: two
/// processes that start together apply them once, and a crash leaves the schema as it was. A file that was applied may not change afterwards; it may move to
/// another assembly.
/// </summary>
internal static class Migrator
{
    private const long LockKey = 0x435054_4D494752; // "CPT MIGR"

    public static async Task ApplyAsync(NpgsqlDataSource owner, IReadOnlyList<Assembly> assemblies, CancellationToken cancel)
    {
        await using var connection = await owner.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await connection.ExecuteAsync("select pg_advisory_xact_lock($1)", [LockKey], cancel);
        await connection.ExecuteAsync(
            "create schema if not exists cpt; create table if not exists cpt.migration (name text primary key, hash bytea not null, applied_at timestamptz "
                + "not null default now())",
            [],
            cancel
        );

        var applied = await AppliedAsync(connection, cancel);
        foreach (var (name, text) in assemblies.SelectMany(Files).OrderBy(file => FileOf(file.Name), StringComparer.Ordinal))
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
            if (applied.TryGetValue(FileOf(name), out var before))
            {
                if (!before.AsSpan().SequenceEqual(hash))
                    throw new InvalidOperationException(
                        $"Migration {name} was applied to this database with other content. Use the release that made the database, or start a new one."
                    );
                continue;
            }

            await connection.ExecuteAsync(text, [], cancel);
            await connection.ExecuteAsync("insert into cpt.migration (name, hash) values ($1, $2)", [name, hash], cancel);
        }

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

    /// <summary>Name and text of every migration of one assembly, in order: the resources under a folder named Migrations.</summary>
    internal static IEnumerable<(string Name, string Text)> Files(Assembly assembly)
    {
        var prefix = assembly.GetName().Name + ".Migrations.";
        foreach (var resource in assembly.GetManifestResourceNames().Where(r => r.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return (
                resource[(assembly.GetName().Name!.LastIndexOf('.') + 1)..].Replace(".Migrations.", "/", StringComparison.Ordinal),
                reader.ReadToEnd()
            );
        }
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
