using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Customers;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Effects;
using CustomerPerformanceTracker.Readings.Levels;
using CustomerPerformanceTracker.Readings.Replay;
using CustomerPerformanceTracker.Readings.Scorecards;
using CustomerPerformanceTracker.Readings.Trends;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerPerformanceTracker.Readings;

/// <summary>What is read from signals and decisions: nothing here writes.</summary>
public sealed class ReadingsModule : IModule
{
    public void AddTo(IServiceCollection services) =>
        services
            .AddSingleton<IProjection, CustomerDayProjection>()
            .AddSingleton<IProjection, CellProjection>()
            .AddSingleton<CellReader>()
            .AddSingleton<ReceivedReader>()
            .AddSingleton<CustomerEffects>()
            .AddSingleton<AcceptedLevels>()
            .AddSingleton<ScorecardDesk>()
            .AddSingleton<EffectDesk>()
            .AddSingleton<PowerDesk>()
            .AddSingleton<CommonDesk>()
            .AddSingleton<TrendDesk>()
            .AddSingleton<ReplayDesk>();
}

/// <summary>The services of the module, by name.</summary>
public static class ReadingsServices
{
    extension(Engine engine)
    {
        public CellReader Cells => engine.Get<CellReader>();

        public ReceivedReader Received => engine.Get<ReceivedReader>();

        public CustomerEffects Customers => engine.Get<CustomerEffects>();

        public AcceptedLevels AcceptedLevels => engine.Get<AcceptedLevels>();

        public ScorecardDesk Scorecards => engine.Get<ScorecardDesk>();

        public EffectDesk Effects => engine.Get<EffectDesk>();

        public PowerDesk Power => engine.Get<PowerDesk>();

        /// <summary>Whether other campaigns moved in the same week: for breaks, and for alerts.</summary>
        public CommonDesk Common => engine.Get<CommonDesk>();

        public TrendDesk Trends => engine.Get<TrendDesk>();

        public ReplayDesk Replays => engine.Get<ReplayDesk>();
    }
}
