using CustomerPerformanceTracker.Journal.Boards;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Loop.Access;
using CustomerPerformanceTracker.Loop.Adjustments;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Loop.Audit;
using CustomerPerformanceTracker.Loop.Levels;
using CustomerPerformanceTracker.Loop.Reviews;
using CustomerPerformanceTracker.Loop.Subscriptions;
using CustomerPerformanceTracker.Postgres;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace CustomerPerformanceTracker.Loop;

/// <summary>What the organisation is told and what it decides: alerts, adjustments, levels, subscriptions, and the chain behind them.</summary>
public sealed class LoopModule : IModule
{
    public void AddTo(IServiceCollection services) =>
        services
            .AddSingleton<IBoard, AlertBoard>()
            .AddSingleton<IBoard, SilenceBoard>()
            .AddSingleton<IBoard>(workspace => new AdjustmentBoard(DateTimeZoneProviders.Tzdb[workspace.GetRequiredService<Workspace>().Zone]))
            .AddSingleton<IBoard, SubscriptionBoard>()
            .AddSingleton<LevelDesk>()
            .AddSingleton<SilenceBook>()
            .AddSingleton<AlertBook>()
            .AddSingleton<WatchPost>()
            .AddSingleton<IAfterFold>(workspace => workspace.GetRequiredService<WatchPost>())
            .AddSingleton<AdjustmentBook>()
            .AddSingleton<ReviewDesk>()
            .AddSingleton<AnswerReader>()
            .AddSingleton<TraceDesk>()
            .AddSingleton<EvidenceDesk>()
            .AddSingleton<RequestBook>()
            .AddSingleton<SubscriptionBook>()
            .AddSingleton<Outbox>()
            .AddSingleton<TeamBook>()
            .AddSingleton<Enqueuer>()
            .AddSingleton<StandingAlerts>()
            .AddSingleton<ReachDesk>();
}

/// <summary>The services of the module, by name.</summary>
public static class LoopServices
{
    extension(Engine engine)
    {
        public LevelDesk Levels => engine.Get<LevelDesk>();

        public SilenceBook Silences => engine.Get<SilenceBook>();

        public AlertBook Alerts => engine.Get<AlertBook>();

        public WatchPost Watch => engine.Get<WatchPost>();

        public AdjustmentBook Adjustments => engine.Get<AdjustmentBook>();

        public ReviewDesk Reviews => engine.Get<ReviewDesk>();

        public TraceDesk Traces => engine.Get<TraceDesk>();

        public EvidenceDesk Evidence => engine.Get<EvidenceDesk>();

        public RequestBook Requests => engine.Get<RequestBook>();

        public SubscriptionBook Subscriptions => engine.Get<SubscriptionBook>();

        public Outbox Outbox => engine.Get<Outbox>();

        public Enqueuer Enqueuer => engine.Get<Enqueuer>();

        public StandingAlerts Standing => engine.Get<StandingAlerts>();

        public ReachDesk Reach => engine.Get<ReachDesk>();
    }
}
