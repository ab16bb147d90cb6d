using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CustomerPerformanceTracker.Log;

/// <summary>
/// One opened workspace with the services that the database's modules bring to it; modules add a property for each service they hand out. The database stays
/// the caller's to dispose.
/// </summary>
public sealed class Engine
{
    private readonly ServiceProvider services;

    private Engine(Database database, Workspace workspace, TimeProvider clock, string? erasuresUnder)
    {
        (Database, Workspace) = (database, workspace);
        var collection = new ServiceCollection().AddSingleton(database).AddSingleton(workspace).AddSingleton(clock);
        if (erasuresUnder is not null)
            collection.AddSingleton(new ErasureList(erasuresUnder)).AddSingleton<ErasedNames>();
        foreach (var module in database.Modules)
            module.AddTo(collection);
        services = collection.BuildServiceProvider();
    }

    public Database Database { get; }

    public Workspace Workspace { get; }

    /// <summary>The zone the workspace counts its days in.</summary>
    public DateTimeZone Days => DateTimeZoneProviders.Tzdb[Workspace.Zone];

    /// <summary>Every projection there is, in the order they fold. The cells come last: what is kept of a reading is kept until they move.</summary>
    public IReadOnlyList<IProjection> Projections => [.. services.GetServices<IProjection>()];

    /// <summary>Opens a workspace of the database, making it with <paramref name="zone"/> (IANA) where it does not exist yet.</summary>
    /// <param name="erasuresUnder">The data folder whose list of erasures tells whom rows that are kept as they came must not name; null: no list is
    /// kept.</param>
    public static async Task<Engine> OpenAsync(
        Database database,
        string workspace,
        string zone,
        TimeProvider clock,
        string? erasuresUnder,
        CancellationToken cancel
    ) => await new Engine(database, await Workspace.OpenAsync(database, workspace, zone, cancel), clock, erasuresUnder).MadeReadyAsync(cancel);

    /// <summary>Opens a workspace of the database, whose erasures no list is kept of.</summary>
    /// <inheritdoc cref="OpenAsync(Database, string, string, TimeProvider, string?, CancellationToken)"/>
    public static Task<Engine> OpenAsync(Database database, string workspace, string zone, TimeProvider clock, CancellationToken cancel) =>
        OpenAsync(database, workspace, zone, clock, erasuresUnder: null, cancel);

    /// <summary>Opens a workspace of the database; null where it does not exist.</summary>
    public static async Task<Engine?> FindAsync(Database database, string workspace, TimeProvider clock, string? erasuresUnder, CancellationToken cancel) =>
        await Workspace.FindAsync(database, workspace, cancel) is { } found
            ? await new Engine(database, found, clock, erasuresUnder).MadeReadyAsync(cancel)
            : null;

    /// <summary>The workspace's service of a type.</summary>
    /// <exception cref="InvalidOperationException">No module of the database brings it.</exception>
    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Every service of a type, in the order of the modules.</summary>
    public IReadOnlyList<T> All<T>() => [.. services.GetServices<T>()];

    /// <summary>Folds everything committed so far, then lets those look who wait for it.</summary>
    public Task CatchUpAsync(IProgress<long>? progress, CancellationToken cancel) => CatchUpAsync(progress, SealNumber.Max, cancel);

    /// <summary>Folds everything committed so far, up to seal <paramref name="until"/>, then lets those look who wait for it.</summary>
    public async Task CatchUpAsync(IProgress<long>? progress, SealNumber until, CancellationToken cancel)
    {
        foreach (var projection in services.GetServices<IProjection>())
            await Get<Projector>().CatchUpAsync(projection, progress, until, cancel);
        foreach (var after in services.GetServices<IAfterFold>())
            await after.CatchUpAsync(cancel);
    }

    private async Task<Engine> MadeReadyAsync(CancellationToken cancel)
    {
        foreach (var one in services.GetServices<IAtOpen>())
            await one.OpenAsync(cancel);
        return this;
    }
}
