using CustomerPerformanceTracker.Journal.Boards;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Loop.Access;
using CustomerPerformanceTracker.Loop.Adjustments;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Loop.Audit;
using CustomerPerformanceTracker.Loop.Changes;
using CustomerPerformanceTracker.Loop.Customers;
using CustomerPerformanceTracker.Loop.Digests;
using CustomerPerformanceTracker.Loop.Experiments;
using CustomerPerformanceTracker.Loop.Levels;
using CustomerPerformanceTracker.Loop.Reviews;
using CustomerPerformanceTracker.Loop.SelfCheck;
using CustomerPerformanceTracker.Loop.Subscriptions;
using CustomerPerformanceTracker.Loop.Teams;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerPerformanceTracker.Loop;

/// <summary>What the organisation is told and what it decides: alerts, adjustments, levels, subscriptions, and the chain behind them.</summary>
public sealed class LoopModule : IModule
{
    public void AddTo(IServiceCollection services) =>
        services
            .AddSingleton<IBoard, AlertBoard>()
            .AddSingleton<IBoard, SilenceBoard>()
            .AddSingleton<IBoard>(provider => new AdjustmentBoard(DateTimeZoneProviders.Tzdb[provider.GetRequiredService<Workspace>().Zone]))
            .AddSingleton<IBoard, SubscriptionBoard>()
            .AddSingleton<LevelStore>()
            .AddSingleton<LinkStore>()
            .AddSingleton<FitStore>()
            .AddSingleton<ChangeStore>()
            .AddSingleton<ExperimentStore>()
            .AddSingleton<SilenceStore>()
            .AddSingleton<AlertStore>()
            .AddSingleton<WatchPost>()
            .AddSingleton<IAfterFold>(provider => provider.GetRequiredService<WatchPost>())
            .AddSingleton<AdjustmentStore>()
            .AddSingleton<ReviewStore>()
            .AddSingleton<SelfCheckReader>()
            .AddSingleton<TeamRecordReader>()
            .AddSingleton<AnswerReader>()
            .AddSingleton<Tracer>()
            .AddSingleton<EvidencePacker>()
            .AddSingleton<RequestStore>()
            .AddSingleton<SubscriptionStore>()
            .AddSingleton<Outbox>()
            .AddSingleton<TeamStore>()
            .AddSingleton<Enqueuer>()
            .AddSingleton<StandingAlerts>()
            .AddSingleton<DigestReader>()
            .AddSingleton<DigestPost>()
            .AddSingleton<ReachReader>();
}

/// <summary>The services of the module, by name.</summary>
public static class LoopServices
{
    extension(Engine engine)
    {
        public LevelStore Levels => engine.Get<LevelStore>();

        public LinkStore Links => engine.Get<LinkStore>();

        public FitStore Fits => engine.Get<FitStore>();

        public ChangeStore Changes => engine.Get<ChangeStore>();

        public ExperimentStore Experiments => engine.Get<ExperimentStore>();

        public SilenceStore Silences => engine.Get<SilenceStore>();

        public AlertStore Alerts => engine.Get<AlertStore>();

        public WatchPost Watch => engine.Get<WatchPost>();

        public AdjustmentStore Adjustments => engine.Get<AdjustmentStore>();

        public ReviewStore Reviews => engine.Get<ReviewStore>();

        public SelfCheckReader SelfCheck => engine.Get<SelfCheckReader>();

        public TeamRecordReader TeamRecords => engine.Get<TeamRecordReader>();

        public Tracer Traces => engine.Get<Tracer>();

        public EvidencePacker Evidence => engine.Get<EvidencePacker>();

        public RequestStore Requests => engine.Get<RequestStore>();

        public SubscriptionStore Subscriptions => engine.Get<SubscriptionStore>();

        public Outbox Outbox => engine.Get<Outbox>();

        public Enqueuer Enqueuer => engine.Get<Enqueuer>();

        public StandingAlerts Standing => engine.Get<StandingAlerts>();

        public DigestReader Digests => engine.Get<DigestReader>();

        public DigestPost DigestPost => engine.Get<DigestPost>();

        public ReachReader Reach => engine.Get<ReachReader>();
    }
}
