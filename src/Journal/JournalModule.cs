using Microsoft.Extensions.DependencyInjection;

namespace CustomerPerformanceTracker.Journal;

/// <summary>The journal of decisions, and the settings that are recorded in it.</summary>
public sealed class JournalModule : IModule
{
    public void AddTo(IServiceCollection services) =>
        services
            .AddSingleton<JournalStreams>()
            .AddSingleton<IAtOpen>(provider => provider.GetRequiredService<JournalStreams>())
            .AddSingleton<Decisions>()
            .AddSingleton<WorkspaceSettings>();
}

/// <summary>The services of the module, by name.</summary>
public static class JournalServices
{
    extension(Engine engine)
    {
        public JournalStreams Journal => engine.Get<JournalStreams>();

        /// <summary>The door through which commands change the journal.</summary>
        public Decisions Decisions => engine.Get<Decisions>();

        public WorkspaceSettings Settings => engine.Get<WorkspaceSettings>();

        /// <summary>Erases customers, and keeps the list of them under a data folder.</summary>
        public Erasure ErasureUnder(string dataFolder) =>
            new(engine.Database, engine.Workspace, engine.Journal, new ErasureList(dataFolder), engine.All<ITraces>());
    }
}
