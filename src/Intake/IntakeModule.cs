using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerPerformanceTracker.Intake;

/// <summary>How bytes, rows and calls of others become signals.</summary>
public sealed class IntakeModule : IModule
{
    public void AddTo(IServiceCollection services) => services.AddSingleton<ImportBook>().AddSingleton<RejectBook>().AddSingleton<ITraces, IntakeTraces>();
}

/// <summary>The services of the module, by name.</summary>
public static class IntakeServices
{
    extension(Engine engine)
    {
        public ImportBook Imports => engine.Get<ImportBook>();

        public RejectBook Rejects => engine.Get<RejectBook>();
    }
}
