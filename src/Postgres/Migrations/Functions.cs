using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace CustomerPerformanceTracker.Postgres.Migrations;

/// <summary>
/// Installs the functions of the schema: files that hold the one current text of a function each, run again when the text's hash is not the one that was
/// installed. So a function is changed where it stands, and no migration repeats it. Runs behind the migrations, in their transaction; a function that is
/// gone from the program is dropped by a migration.
/// </summary>
internal static class Functions
{
    private const string Table =
        "create table if not exists cpt.function (name text primary key, hash bytea not null, installed_at timestamptz not null default now())";

    private const string Installed = """
        insert into cpt.function (name, hash) values ($1, $2)
            on conflict (name) do update set hash = excluded.hash, installed_at = excluded.installed_at
        """;

    public static async Task InstallAsync(NpgsqlConnection connection, IEnumerable<Assembly> assemblies, CancellationToken cancel)
    {
        // A function may call one that is installed behind it.
        await connection.ExecuteLongAsync($"{Table}; set local check_function_bodies = off", [], cancel);
        await using var command = connection.Statement("select name, hash from cpt.function");
        var installed = (await command.ListAsync(row => (Name: row.Text("name"), Hash: row.Get<byte[]>("hash")), cancel)).ToDictionary(
            one => one.Name,
            one => one.Hash,
            StringComparer.Ordinal
        );
        foreach (var (name, text) in assemblies.SelectMany(assembly => SchemaFiles.In(assembly, "Functions")))
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
            if (installed.TryGetValue(name, out var before) && before.AsSpan().SequenceEqual(hash))
                continue;
            await connection.ExecuteLongAsync(text, [], cancel);
            await connection.ExecuteLongAsync(Installed, [name, hash], cancel);
        }
    }
}
