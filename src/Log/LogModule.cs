using Microsoft.Extensions.DependencyInjection;

namespace CustomerPerformanceTracker.Log;

/// <summary>The log of signals and what folds it.</summary>
public sealed class LogModule : IModule
{
    public void AddTo(IServiceCollection services) => services.AddSingleton<SignalLog>().AddSingleton<Projector>();
}

/// <summary>The services of the module, by name.</summary>
public static class LogServices
{
    extension(Engine engine)
    {
        public SignalLog Log => engine.Get<SignalLog>();

        public Projector Projector => engine.Get<Projector>();
    }
}
