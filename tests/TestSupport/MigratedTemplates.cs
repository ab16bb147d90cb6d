using System.Collections.Concurrent;
using System.Reflection;
using CustomerPerformanceTracker.EventLog;
using Npgsql;

namespace CustomerPerformanceTracker.TestSupport;

/// <summary>The databases that others are copied from, one for each set of migrations that a test of this process asked for.</summary>
internal static class MigratedTemplates
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Made = new(StringComparer.Ordinal);

    /// <summary>The name of the database to copy. Nobody may be connected to it, so nobody is told how to.</summary>
    public static Task<string> OfAsync(IReadOnlyList<Assembly> others) =>
        Made.GetOrAdd(string.Join(' ', others.Select(assembly => assembly.FullName)), _ => new(() => MakeAsync(others))).Value;

    /// <summary>For a server that outlives the run.</summary>
    public static async Task DropAsync(string server)
    {
        foreach (var made in Made.Values)
            await TestDatabaseServer.ExecuteAsync(server, $"drop database if exists {await made.Value} with (force)");
    }

    private static async Task<string> MakeAsync(IReadOnlyList<Assembly> others)
    {
        var server = await TestDatabaseServer.ConnectionStringAsync();
        var name = $"template_{Guid.NewGuid():N}";
        await TestDatabaseServer.ExecuteAsync(server, $"create database {name}");
        await using var database = await Database.OpenAsync(
            new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = false }.ConnectionString, others, CancellationToken.None);
        return name;
    }
}
