using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerPerformanceTracker.Intake;

/// <summary>How bytes, rows and calls of others become signals.</summary>
public sealed class IntakeModule : IModule
{
    public void AddTo(IServiceCollection services) => services.AddSingleton<ImportStore>().AddSingleton<RejectStore>().AddSingleton<ITraces, IntakeTraces>();
}

/// <summary>The services of the module, by name.</summary>
public static class IntakeServices
{
    extension(Engine engine)
    {
        public ImportStore Imports => engine.Get<ImportStore>();

        public RejectStore Rejects => engine.Get<RejectStore>();
    }
}
