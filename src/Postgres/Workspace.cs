using System.Text.RegularExpressions;

namespace CustomerPerformanceTracker.Postgres;

/// <summary>One organisation's pair of logs. <paramref name="Zone"/> is the IANA time zone its days are counted in, fixed when the workspace is made.</summary>
public sealed partial record Workspace(int Id, string Name, string Zone)
{
    public const string Default = "default";

    /// <summary>Opens the workspace, making it with <paramref name="zone"/> where it does not exist yet.</summary>
    public static async Task<Workspace> OpenAsync(Database database, string name, string zone, CancellationToken cancel)
    {
        if (await FindAsync(database, name, cancel) is { } found)
            return found;

        await using var make = database.Owner.Statement("insert into log.workspace (name, zone) values ($1, $2) on conflict (name) do nothing", name, zone);
        await make.ExecuteNonQueryAsync(cancel);
        return await OpenAsync(database, name, zone, cancel);
    }

    /// <summary>The workspace of that name; null where it does not exist.</summary>
    public static async Task<Workspace?> FindAsync(Database database, string name, CancellationToken cancel)
    {
        if (!NamePattern().IsMatch(name))
            throw new ArgumentException(
                $"'{name}' is no workspace name: use 1 to 63 lower-case letters, digits, '_' and '-', beginning with a letter or digit.",
                nameof(name)
            );

        await using var find = database.Owner.Statement("select id, name, zone from log.workspace where name = $1", name);
        return await find.FirstAsync(row => new Workspace(row.Get<int>("id"), row.Text("name"), row.Text("zone")), cancel);
    }

    /// <summary>The names of all workspaces, in order.</summary>
    public static async Task<IReadOnlyList<string>> NamesAsync(Database database, CancellationToken cancel)
    {
        await using var command = database.Owner.CreateCommand("select name from log.workspace order by name");
        return await command.ListAsync(row => row.Text("name"), cancel);
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9_-]{0,62}$", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex NamePattern();
}
