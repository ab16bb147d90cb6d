using Microsoft.Extensions.DependencyInjection;

namespace CustomerPerformanceTracker.Postgres;

/// <summary>
/// A capability as a host lists it: the migrations in the folder Migrations of its assembly, and the services it brings to every workspace. A module's services
/// may ask for those of the modules listed before it.
/// </summary>
public interface IModule
{
    /// <summary>Adds the module's services, one instance of each for a workspace. The database, the workspace and the clock are there already.</summary>
    void AddTo(IServiceCollection services);
}
