using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Postgres.Embedded;
using Npgsql;

namespace CustomerPerformanceTracker.Cli;

/// <summary>What is not there: looked for without making it, and told with what would make it.</summary>
internal static class Absence
{
    private const string Makes = "`cpt import FILE`, `cpt serve` and `cpt db migrate` make one.";

    /// <summary>Whether there is no log at all: no cluster in the data folder, or a database that no release of this program has been in.</summary>
    public static async Task<bool> IsEmptyAsync(ParseResult options, CancellationToken cancel)
    {
        if (options.GetValue(GlobalOptions.Database) is not { } connection)
            return !EmbeddedPostgres.IsIn(options.GetRequiredValue(GlobalOptions.Data));
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand("select to_regclass('log.workspace') is null");
        return await command.ExecuteScalarAsync(cancel) is true;
    }

    /// <summary>The absence of what the options ask for, in a sentence.</summary>
    public static async Task<string> ToldAsync(ParseResult options, CancellationToken cancel)
    {
        var (workspace, connection) = (options.GetRequiredValue(GlobalOptions.Workspace), options.GetValue(GlobalOptions.Database));
        if (await IsEmptyAsync(options, cancel))
            return connection is null
                ? $"There is no database in {Path.GetFullPath(options.GetRequiredValue(GlobalOptions.Data))}. {Makes} Another folder is named with --data."
                : $"The database that --database names holds no log yet. {Makes}";

        var names = await NamesAsync(options, connection, cancel);
        return $"There is no workspace '{workspace}'; {(names.Count == 0 ? "there is none yet" : $"there are: {string.Join(", ", names)}")}. {Makes}";
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(ParseResult options, string? connection, CancellationToken cancel)
    {
        await using var server = connection is not null
            ? null
            : await EmbeddedPostgres.StartAsync(
                new EmbeddedPostgresOptions { DataFolder = options.GetRequiredValue(GlobalOptions.Data), Notice = Console.Error.WriteLine },
                cancel
            );
        await using var source = NpgsqlDataSource.Create(connection ?? server!.ConnectionString);
        await using var command = source.CreateCommand("select name from log.workspace order by name");
        return await command.ListAsync(row => row.Text("name"), cancel);
    }
}
