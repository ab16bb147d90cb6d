using System.Reflection;
using CustomerPerformanceTracker.Postgres.Migrations;

namespace CustomerPerformanceTracker.Postgres;

/// <summary>
/// A migrated database. <see cref="SourceOf"/> works for one workspace, as the role cpt_app: it may append to the workspace's logs and fold its
/// views, may not update or delete what a log holds, and sees nothing of another workspace. <see cref="Owner"/> is the connecting user, for
/// migrations, erasure and what belongs to no workspace.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    private const int OwnerConnections = 10;

    private readonly BoundSources sources;

    private Database(NpgsqlDataSource owner, BoundSources sources, IReadOnlyList<IModule> modules, bool appendPassesPolicies) =>
        (Owner, this.sources, Modules, AppendPassesPolicies) = (owner, sources, modules, appendPassesPolicies);

    public NpgsqlDataSource Owner { get; }

    /// <summary>The capabilities whose tables the database has, each behind those that it stands on.</summary>
    public IReadOnlyList<IModule> Modules { get; }

    /// <summary>Whether the role cpt_append may COPY into a table with row policies. Not every owner may make a role that does.</summary>
    internal bool AppendPassesPolicies { get; }

    /// <summary>Connects and brings the schema up to date with the migrations of <paramref name="modules"/>.</summary>
    /// <exception cref="ServerLoginException">The login of ordinary connections does not work and cannot be made; the message says what to run.</exception>
    public static async Task<Database> OpenAsync(string connectionString, IReadOnlyList<IModule> modules, CancellationToken cancel)
    {
        // The driver is not to prepare statements by itself: one that is refused while it does so spoils the next on its connection (npgsql issue 6391).
        // What is run for every append or reading says Prepare.
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxAutoPrepare = 0,
            ApplicationName = "cpt",
            NoResetOnClose = true,
        };
        var owner = Sources.Of(new NpgsqlConnectionStringBuilder(settings.ConnectionString) { MaxPoolSize = Math.Min(settings.MaxPoolSize, OwnerConnections) });
        try
        {
            await Migrator.ApplyAsync(owner, AssembliesOf(modules), cancel);
            var login = await ServerLogin.OpenAsync(owner, settings, cancel);
            await using var passes = owner.CreateCommand("select rolbypassrls from pg_roles where rolname = 'cpt_append'");
            return new Database(owner, new BoundSources(login), modules, await passes.ExecuteScalarAsync(cancel) is true);
        }
        catch
        {
            await owner.DisposeAsync();
            throw;
        }
    }

    /// <summary>Which migrations of the modules the database has by now.</summary>
    public Task<MigrationState> MigrationsAsync(CancellationToken cancel) => Migrator.StateAsync(Owner, AssembliesOf(Modules), cancel);

    /// <summary>
    /// Connections that are bound to one workspace from their first moment, so there is nothing to set or to reset in a transaction. The database
    /// keeps them and disposes of them; a session-level SET made on one would outlive its use, so there is to be none.
    /// </summary>
    public NpgsqlDataSource SourceOf(Workspace workspace) => sources.Of(workspace);

    /// <summary>
    /// Connections of the role cpt_app that are bound to no workspace: they see no rows of any. For what a server stores of itself. A connection is
    /// reset when it is given back, so it may hold locks of its session.
    /// </summary>
    public NpgsqlDataSource Unbound => sources.Unbound;

    private static Assembly[] AssembliesOf(IReadOnlyList<IModule> modules) => [.. modules.Select(module => module.GetType().Assembly)];

    public async ValueTask DisposeAsync()
    {
        await sources.DisposeAsync();
        await Owner.DisposeAsync();
    }
}
