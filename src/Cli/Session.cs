using System.CommandLine;
using CustomerPerformanceTracker.EventLog;
using CustomerPerformanceTracker.EventLog.Embedded;
using CustomerPerformanceTracker.Tracker;
using NodaTime;

namespace CustomerPerformanceTracker.Cli;

/// <summary>A command's hold on the database: the one named by --database, or the private server under --data, started or joined and left again.</summary>
internal sealed class Session : IAsyncDisposable
{
    private readonly EmbeddedPostgres? server;
    private readonly Database database;

    private Session(EmbeddedPostgres? server, Database database, Engine engine, Notary notary) =>
        (this.server, this.database, Engine, Notary) = (server, database, engine, notary);

    public Engine Engine { get; }

    /// <summary>Signs heads of the tree and keeps them outside the database.</summary>
    public Notary Notary { get; }

    public static Task<Session> OpenAsync(ParseResult options, CancellationToken cancel) => OpenAsync(options, options.GetRequiredValue(GlobalOptions.Data), cancel);

    public static async Task<Session> OpenAsync(ParseResult options, string data, CancellationToken cancel)
    {
        var zone = options.GetRequiredValue(GlobalOptions.Zone);
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is null)
            throw new UsageException($"'{zone}' is no IANA time zone. Use a name such as Europe/Berlin or UTC.");

        var external = options.GetValue(GlobalOptions.Database);
        var own = external is not null ? null : await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataFolder = data, Notice = Console.Error.WriteLine }, cancel);
        try
        {
            var opened = await Database.OpenAsync(external ?? own!.ConnectionString, [typeof(Engine).Assembly], cancel);
            var engine = await Engine.OpenAsync(opened, options.GetRequiredValue(GlobalOptions.Workspace), zone, TimeProvider.System, cancel, erasuresUnder: data);
            await EraseAgainAsync(engine.ErasureUnder(data), cancel);
            return new Session(own, opened, engine, new Notary(opened, engine.Workspace, data));
        }
        catch
        {
            if (own is not null)
                await own.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Keeps the head of the tree outside the database once more: every append moved it. What was appended stays appended where no checkpoint can be
    /// signed, so that is told and does not fail the command.
    /// </summary>
    public async Task KeepCheckpointAsync(CancellationToken cancel)
    {
        try
        {
            await Notary.KeepAsync(cancel);
        }
        catch (CheckpointRefusedException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
        }
    }

    /// <summary>A database that was restored from a backup may hold whom it had erased.</summary>
    private static async Task EraseAgainAsync(Erasure erasure, CancellationToken cancel)
    {
        if (await erasure.ApplyListAsync(cancel) is not { Count: > 0 and var count })
            return;
        await Console.Error.WriteLineAsync($"{count} of the customers that were erased were in the database again, as after a backup is restored. They are erased again.");
        foreach (var left in await erasure.SweepAsync(cancel))
            await Console.Error.WriteLineAsync(left);
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        if (server is not null)
            await server.DisposeAsync();
    }
}
