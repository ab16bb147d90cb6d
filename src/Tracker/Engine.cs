using CustomerPerformanceTracker.EventLog;
using CustomerPerformanceTracker.Tracker.Access;
using CustomerPerformanceTracker.Tracker.Adjustments;
using CustomerPerformanceTracker.Tracker.Alerts;
using CustomerPerformanceTracker.Tracker.Audit;
using CustomerPerformanceTracker.Tracker.Cells;
using CustomerPerformanceTracker.Tracker.Customers;
using CustomerPerformanceTracker.Tracker.Intake;
using CustomerPerformanceTracker.Tracker.Levels;
using CustomerPerformanceTracker.Tracker.Replay;
using CustomerPerformanceTracker.Tracker.Reviews;
using CustomerPerformanceTracker.Tracker.Scorecards;
using CustomerPerformanceTracker.Tracker.Settings;
using CustomerPerformanceTracker.Tracker.Subscriptions;
using CustomerPerformanceTracker.Tracker.Trends;
using NodaTime;

namespace CustomerPerformanceTracker.Tracker;

/// <summary>One workspace with everything that works on it, wired together. The database stays the caller's to dispose.</summary>
public sealed class Engine
{
    private Engine(Database database, Workspace workspace, TimeProvider clock, string? erasuresUnder)
    {
        var erasures = erasuresUnder is null ? null : new ErasureList(erasuresUnder);
        var erased = erasures is null ? null : new ErasedNames(database, workspace, erasures);
        (Database, Workspace) = (database, workspace);
        Log = new SignalLog(database, workspace, clock);
        Journal = new Journal(database, workspace, clock, erasures, [new AlertBoard(), new SilenceBoard(), new AdjustmentBoard(Days), new SubscriptionBoard()]);
        Decisions = new Decisions(Journal);
        Projector = new Projector(database, workspace);
        Cells = new CellReader(database, workspace);
        Settings = new SettingBook(Journal);
        AcceptedLevels = new LevelBook(Journal);
        Customers = new CustomerEffects(database, workspace);
        Scorecards = new ScorecardDesk(Cells, Settings, Customers, AcceptedLevels);
        Levels = new LevelDesk(Scorecards, AcceptedLevels);
        Effects = new EffectDesk(Cells, Settings);
        Silences = new SilenceBook(Journal, Decisions, clock);
        Alerts = new AlertBook(Journal, Decisions, Silences, clock);
        Adjustments = new AdjustmentBook(database, workspace, Journal, Decisions, Scorecards, Alerts, Effects, clock);
        Power = new PowerDesk(database, workspace, Cells, clock);
        Common = new CommonDesk(Cells);
        Trends = new TrendDesk(workspace, Cells, Settings, Adjustments, Common);
        Replays = new ReplayDesk(Cells, Trends, Power, AcceptedLevels);
        Reviews = new ReviewDesk(workspace, Journal, Scorecards, Trends, Alerts, Adjustments);
        Traces = new TraceDesk(workspace, Journal, Alerts, Adjustments, new AnswerReader(database, workspace));
        Evidence = new EvidenceDesk(database, workspace, Traces, clock, erasures);
        Imports = new ImportBook(Journal);
        Rejects = new RejectBook(database, workspace, Log, clock, erased);
        Requests = new RequestBook(database, workspace, clock, erased);
        Watch = new WatchPost(database, workspace, Cells, Settings, Scorecards, Alerts, AcceptedLevels, clock);
        Subscriptions = new SubscriptionBook(database, workspace, Journal, Decisions, clock);
        Outbox = new Outbox(database, workspace, clock);
        var teams = new TeamBook(database, workspace, Settings);
        Enqueuer = new Enqueuer(database, workspace, Journal, Alerts, Outbox, teams);
        Standing = new StandingAlerts(Alerts, Outbox, teams);
        Reach = new ReachDesk(Alerts, Cells, Settings, teams);
    }

    public Database Database { get; }

    public Workspace Workspace { get; }

    /// <summary>The zone the workspace counts its days in.</summary>
    public DateTimeZone Days => DateTimeZoneProviders.Tzdb[Workspace.Zone];

    public SignalLog Log { get; }

    public Journal Journal { get; }

    /// <summary>The door through which commands change the journal.</summary>
    public Decisions Decisions { get; }

    public Projector Projector { get; }

    public CellReader Cells { get; }

    public SettingBook Settings { get; }

    public ScorecardDesk Scorecards { get; }

    public LevelBook AcceptedLevels { get; }

    public CustomerEffects Customers { get; }

    public LevelDesk Levels { get; }

    /// <summary>Whether other campaigns moved in the same week: for breaks, and for alerts.</summary>
    public CommonDesk Common { get; }

    public TrendDesk Trends { get; }

    public EffectDesk Effects { get; }

    public ReplayDesk Replays { get; }

    public SilenceBook Silences { get; }

    public AlertBook Alerts { get; }

    public AdjustmentBook Adjustments { get; }

    public ReviewDesk Reviews { get; }

    public TraceDesk Traces { get; }

    public EvidenceDesk Evidence { get; }

    public ImportBook Imports { get; }

    public RejectBook Rejects { get; }

    public RequestBook Requests { get; }

    public WatchPost Watch { get; }

    public PowerDesk Power { get; }

    public SubscriptionBook Subscriptions { get; }

    public Outbox Outbox { get; }

    public Enqueuer Enqueuer { get; }

    public StandingAlerts Standing { get; }

    public ReachDesk Reach { get; }

    /// <summary>Every projection there is. The cells come last: what is kept of a reading is kept until they move.</summary>
    public IReadOnlyList<IProjection> Projections { get; } = [new CustomerDayProjection(), new CellProjection()];

    /// <summary>Opens a workspace of the database, making it with <paramref name="zone"/> (IANA) where it does not exist yet.</summary>
    /// <param name="erasuresUnder">The data folder whose list of erasures tells whom rows that are kept as they came must not name; null: there is none.</param>
    public static async Task<Engine> OpenAsync(Database database, string workspace, string zone, TimeProvider clock, CancellationToken cancel, string? erasuresUnder = null) =>
        await BuiltAsync(new(database, await Workspace.OpenAsync(database, workspace, zone, cancel), clock, erasuresUnder), cancel);

    /// <summary>Opens a workspace of the database; null where it does not exist.</summary>
    public static async Task<Engine?> FindAsync(Database database, string workspace, TimeProvider clock, CancellationToken cancel, string? erasuresUnder = null) =>
        await Workspace.FindAsync(database, workspace, cancel) is { } found ? await BuiltAsync(new Engine(database, found, clock, erasuresUnder), cancel) : null;

    /// <summary>The engine once its boards are there.</summary>
    private static async Task<Engine> BuiltAsync(Engine engine, CancellationToken cancel)
    {
        await engine.Journal.BuildBoardsAsync(cancel);
        return engine;
    }

    /// <summary>Erases customers, and keeps the list of them under a data folder.</summary>
    public Erasure ErasureUnder(string dataFolder) => new(Database, Workspace, Journal, new ErasureList(dataFolder), [new IntakeTraces()]);

    /// <summary>Folds everything committed so far, up to seal <paramref name="until"/>, then lets the detectors see it.</summary>
    public async Task CatchUpAsync(IProgress<long>? progress, CancellationToken cancel, int until = int.MaxValue)
    {
        foreach (var projection in Projections)
            await Projector.CatchUpAsync(projection, progress, cancel, until);
        await Watch.CatchUpAsync(cancel);
    }
}
