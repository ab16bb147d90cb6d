using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Readings.Behind;
using CustomerPerformanceTracker.Readings.Board;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Changes;
using CustomerPerformanceTracker.Readings.Customers;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Drivers;
using CustomerPerformanceTracker.Readings.Effects;
using CustomerPerformanceTracker.Readings.Experiments;
using CustomerPerformanceTracker.Readings.Levels;
using CustomerPerformanceTracker.Readings.Questions;
using CustomerPerformanceTracker.Readings.Rates;
using CustomerPerformanceTracker.Readings.Replay;
using CustomerPerformanceTracker.Readings.Scorecards;
using CustomerPerformanceTracker.Readings.Teams;
using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Readings.Value;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerPerformanceTracker.Readings;

/// <summary>What is read from signals and decisions: nothing here writes.</summary>
public sealed class ReadingsModule : IModule
{
    public void AddTo(IServiceCollection services) =>
        services
            .AddSingleton<IProjection, CustomerActProjection>()
            .AddSingleton<CellProjection>()
            .AddSingleton<IProjection>(services => services.GetRequiredService<CellProjection>())
            .AddSingleton<CellReader>()
            .AddSingleton<DimensionReader>()
            .AddSingleton<InstrumentReader>()
            .AddSingleton<ReceivedReader>()
            .AddSingleton<ReceivedDays>()
            .AddSingleton<WindowReader>()
            .AddSingleton<CustomerEffects>()
            .AddSingleton<CustomerLinks>()
            .AddSingleton<JoinedAnswers>()
            .AddSingleton<JoinableAnswers>()
            .AddSingleton<CustomerReader>()
            .AddSingleton<AcceptedLevels>()
            .AddSingleton<BookOfChanges>()
            .AddSingleton<RateReader>()
            .AddSingleton<ScorecardReader>()
            .AddSingleton<BoardReader>()
            .AddSingleton<EffectReader>()
            .AddSingleton<PowerReader>()
            .AddSingleton<NoticeReader>()
            .AddSingleton<CommonMoveReader>()
            .AddSingleton<RecordedChangeReader>()
            .AddSingleton<TrendReader>()
            .AddSingleton<FigureSignalReader>()
            .AddSingleton<NamedMeasures>()
            .AddSingleton<DriverReader>()
            .AddSingleton<Replayer>()
            .AddSingleton<WhatIfReader>()
            .AddSingleton<TeamReader>()
            .AddSingleton<PeopleReader>()
            .AddSingleton<ValueReader>()
            .AddSingleton<AtRiskReader>()
            .AddSingleton<PriceReader>()
            .AddSingleton<DeclaredExperiments>()
            .AddSingleton<ExperimentActs>()
            .AddSingleton<ExperimentReader>();
}

/// <summary>The services of the module, by name.</summary>
public static class ReadingsServices
{
    extension(Engine engine)
    {
        public CellProjection CellFold => engine.Get<CellProjection>();

        public CellReader Cells => engine.Get<CellReader>();

        public DimensionReader Dimensions => engine.Get<DimensionReader>();

        public InstrumentReader Instruments => engine.Get<InstrumentReader>();

        public ReceivedDays Received => engine.Get<ReceivedDays>();

        public CustomerEffects Customers => engine.Get<CustomerEffects>();

        public JoinedAnswers JoinedAnswers => engine.Get<JoinedAnswers>();

        public CustomerReader CustomerStates => engine.Get<CustomerReader>();

        public AcceptedLevels AcceptedLevels => engine.Get<AcceptedLevels>();

        public BookOfChanges BookOfChanges => engine.Get<BookOfChanges>();

        public RateReader Rates => engine.Get<RateReader>();

        public ScorecardReader Scorecards => engine.Get<ScorecardReader>();

        public BoardReader Board => engine.Get<BoardReader>();

        public EffectReader Effects => engine.Get<EffectReader>();

        public PowerReader Power => engine.Get<PowerReader>();

        /// <summary>Whether other campaigns moved in the same week: for breaks, and for alerts.</summary>
        public CommonMoveReader Common => engine.Get<CommonMoveReader>();

        public TrendReader Trends => engine.Get<TrendReader>();

        /// <summary>The signals that a figure of some days rests on.</summary>
        public FigureSignalReader Behind => engine.Get<FigureSignalReader>();

        public DriverReader Drivers => engine.Get<DriverReader>();

        public Replayer Replays => engine.Get<Replayer>();

        public WhatIfReader WhatIfs => engine.Get<WhatIfReader>();

        public TeamReader TeamReadings => engine.Get<TeamReader>();

        public ValueReader Values => engine.Get<ValueReader>();

        public AtRiskReader AtRisk => engine.Get<AtRiskReader>();

        public PriceReader Prices => engine.Get<PriceReader>();

        public DeclaredExperiments DeclaredExperiments => engine.Get<DeclaredExperiments>();

        public ExperimentReader ExperimentReadings => engine.Get<ExperimentReader>();
    }
}
