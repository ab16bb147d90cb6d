using System.Reflection;
using Npgsql;

namespace CustomerPerformanceTracker.EventLog;

/// <summary>
/// A migrated database. <see cref="Source"/> works as the role cpt_app, which may append to the logs and fold the views but not update or
/// delete what a log holds; <see cref="Owner"/> is the connecting user, for migrations and erasure.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    private const string Role = "cpt_app";

    private Database(NpgsqlDataSource owner, NpgsqlDataSource source) => (Owner, Source) = (owner, source);

    public NpgsqlDataSource Source { get; }

    public NpgsqlDataSource Owner { get; }

    /// <summary>Connects and brings the schema up to date with the migrations of this assembly, then of <paramref name="others"/> in order.</summary>
    public static async Task<Database> OpenAsync(string connectionString, IReadOnlyList<Assembly> others, CancellationToken cancel)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 64, AutoPrepareMinUsages = 2, ApplicationName = "cpt", NoResetOnClose = true };
        var owner = NpgsqlDataSource.Create(settings);
        await Migrations.Migrator.ApplyAsync(owner, [typeof(Database).Assembly, .. others], cancel);

        settings.Options = $"{settings.Options} -c role={Role}".Trim();
        return new Database(owner, NpgsqlDataSource.Create(settings));
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await Owner.DisposeAsync();
    }
}
