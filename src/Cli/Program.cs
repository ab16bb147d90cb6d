using CustomerPerformanceTracker.Cli;
using CustomerPerformanceTracker.Cli.Commands;
using CustomerPerformanceTracker.Cli.Demo;

return await CommandLine.RunAsync(
    args,
    DemoCommand.Create(),
    ImportCommand.Create(),
    ScorecardCommand.Create(),
    TrendCommand.Create(),
    ReplayCommand.Create(),
    AlertsCommand.Create(),
    SubscriptionsCommand.Create(),
    AdjustmentsCommand.Create(),
    ReviewCommand.Create(),
    TraceCommand.Create(),
    EvidenceCommand.Create(),
    PoliciesCommand.Create(),
    KpisCommand.Create(),
    LevelsCommand.Create(),
    JourneyCommand.Create(),
    DimensionsCommand.Create(),
    RatesCommand.Create(),
    CustomersCommand.Create(),
    TeamsCommand.Create(),
    MappingsCommand.Create(),
    ProjectionsCommand.Create(),
    LogCommand.Create(),
    VerifyCommand.Create(),
    EraseCommand.Create(),
    StatsCommand.Create(),
    ServeCommand.Create(),
    KeysCommand.Create(),
    RejectedCommand.Create(),
    SelfCheckCommand.Create(),
    DoctorCommand.Create(),
    DbCommand.Create()
);
