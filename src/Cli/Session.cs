using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Postgres.Embedded;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Server;

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

    /// <summary>Opens a workspace that exists. Nothing is made: neither a workspace, nor a database, nor a folder.</summary>
    /// <exception cref="UsageException">There is no such workspace; the message names those there are, and what makes one.</exception>
    public static async Task<Session> OpenAsync(ParseResult options, CancellationToken cancel) =>
        await FindAsync(options, cancel) ?? throw new UsageException(await Absence.ToldAsync(options, cancel));

    /// <summary>Opens a workspace, or returns null where it does not exist. Nothing is made.</summary>
    public static async Task<Session?> FindAsync(ParseResult options, CancellationToken cancel) =>
        await Absence.IsEmptyAsync(options, cancel) ? null : await OpenAsync(options, options.GetRequiredValue(GlobalOptions.Data), make: false, cancel);

    /// <summary>Opens the workspace, and makes it, with all it needs, where it does not exist: for commands that put the first thing into it.</summary>
    public static async Task<Session> OpenOrMakeAsync(ParseResult options, CancellationToken cancel) =>
        (await OpenAsync(options, options.GetRequiredValue(GlobalOptions.Data), make: true, cancel))!;

    /// <summary>The same in another data folder.</summary>
    public static async Task<Session> OpenOrMakeAsync(ParseResult options, string data, CancellationToken cancel) =>
        (await OpenAsync(options, data, make: true, cancel))!;

    /// <summary>The zone that --zone names.</summary>
    public static DateTimeZone ZoneOf(ParseResult options) =>
        options.GetRequiredValue(GlobalOptions.Zone) is var zone && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is { } known
            ? known
            : throw new UsageException($"'{zone}' is no IANA time zone. Use a name such as Europe/Berlin or UTC.");

    private static async Task<Session?> OpenAsync(ParseResult options, string data, bool make, CancellationToken cancel)
    {
        var zone = ZoneOf(options);
        var external = options.GetValue(GlobalOptions.Database);
        var own = external is not null
            ? null
            : await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataFolder = data, Notice = Console.Error.WriteLine }, cancel);
        Database? opened = null;
        try
        {
            opened = await Database.OpenAsync(external ?? own!.ConnectionString, TrackerModules.All, cancel);
            var name = options.GetRequiredValue(GlobalOptions.Workspace);
            var engine = make
                ? await Engine.OpenAsync(opened, name, zone.Id, TimeProvider.System, erasuresUnder: data, cancel)
                : await Engine.FindAsync(opened, name, TimeProvider.System, erasuresUnder: data, cancel);
            if (engine is not null)
            {
                CheckZone(options, engine.Workspace, zone);
                await EraseAgainAsync(engine.ErasureUnder(data), cancel);
                return new Session(own, opened, engine, new Notary(opened, engine.Workspace, data));
            }
        }
        catch
        {
            await CloseAsync();
            throw;
        }

        await CloseAsync();
        return null;

        async ValueTask CloseAsync()
        {
            if (opened is not null)
                await opened.DisposeAsync();
            if (own is not null)
                await own.DisposeAsync();
        }
    }

    /// <summary>
    /// A zone that was asked for is either the workspace's or a mistake; the variable CPT_ZONE is for workspaces to come, and contradicts none.
    /// </summary>
    private static void CheckZone(ParseResult options, Workspace workspace, DateTimeZone zone)
    {
        if (options.GetResult(GlobalOptions.Zone) is { Implicit: false } && workspace.Zone != zone.Id)
            throw new UsageException(
                $"The workspace {workspace.Name} counts its days in {workspace.Zone}, and --zone says {zone.Id}: a workspace keeps the zone it was made "
                    + $"with. Leave --zone out, or make another workspace with --workspace NAME --zone {zone.Id}."
            );
    }

    /// <summary>
    /// Keeps the head of the tree outside the database once more: every append moved it. What was appended stays appended where no checkpoint can be
    /// signed, so that is told and does not fail the command.
    /// </summary>
    public async Task KeepCheckpointAsync(CancellationToken cancel)
    {
        try
        {
            await Notary.KeepAsync(goOn: false, cancel);
        }
        catch (CheckpointRefusedException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
        }
    }

    /// <summary>Folds all that is behind, and the cells anew, after a setting that they rest on.</summary>
    public async Task FoldCellsAnewAsync(CancellationToken cancel)
    {
        var total = (await HeadRow.ReadAsync(Engine.Database, Engine.Workspace, cancel)).Signals.Value;
        await using (var bar = new ProgressBar("fold the cells anew", "signals", total))
        {
            foreach (var projection in Engine.Projections)
                await Engine.Projector.CatchUpAsync(projection, projection == Engine.CellFold ? bar : null, cancel);
        }

        await Engine.CatchUpAsync(progress: null, cancel);
    }

    /// <summary>A database that was restored from a backup may hold whom it had erased.</summary>
    private static async Task EraseAgainAsync(Erasure erasure, CancellationToken cancel)
    {
        if (await erasure.ApplyListAsync(cancel) is not { Count: > 0 and var count })
            return;
        await Console.Error.WriteLineAsync(
            $"{count} of the customers that were erased were in the database again, as after a backup is restored. They are erased again."
        );
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
