using System.Collections.Concurrent;
using CustomerPerformanceTracker.Postgres;

namespace CustomerPerformanceTracker.TestSupport;

/// <summary>The databases that others are copied from, one for each set of migrations that a test of this process asked for.</summary>
internal static class MigratedTemplates
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Made = new(StringComparer.Ordinal);

    /// <summary>The name of the database to copy. Nobody may be connected to it, so nobody is told how to.</summary>
    public static Task<string> OfAsync(IReadOnlyList<IModule> modules) =>
        Made.GetOrAdd(string.Join(' ', modules.Select(module => module.GetType().FullName)), _ => new(() => MakeAsync(modules))).Value;

    /// <summary>For a server that outlives the run.</summary>
    public static async Task DropAsync(string server)
    {
        foreach (var made in Made.Values)
            await TestDatabaseServer.ExecuteAsync(server, $"drop database if exists {await made.Value} with (force)");
    }

    private static async Task<string> MakeAsync(IReadOnlyList<IModule> modules)
    {
        var server = await TestDatabaseServer.ConnectionStringAsync();
        var name = $"template_{Guid.NewGuid():N}";
        await TestDatabaseServer.ExecuteAsync(server, $"create database {name}");
        await using var database = await Database.OpenAsync(
            new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = false }.ConnectionString,
            modules,
            CancellationToken.None
        );
        return name;
    }
}
