using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Postgres;
using JasperFx;
using JasperFx.CodeGeneration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Postgresql;
using Wolverine.Runtime;

namespace CustomerPerformanceTracker.Workflow;

/// <summary>
/// The workflow of a server on Wolverine: what follows from decisions, and wake-ups for what is due. Messages are stored in the schema wolverine, which a
/// migration makes; the server works on it as cpt_app. Handlers run by code that was written beforehand, so no compiler is needed where it runs.
/// </summary>
public static class WorkflowModule
{
    public const string Schema = "wolverine";

    /// <summary>Adds the workflow to a host. <see cref="IWorkspaces"/> is the host's to add.</summary>
    public static void AddWorkflow(this IHostApplicationBuilder builder, Database database)
    {
        builder.UseWolverine(options => Configure(options, database.Unbound));
        builder.Services.AddSingleton<IDecisionOutbox>(services => new WorkflowOutbox(services.GetRequiredService<IWolverineRuntime>()));
        builder.Services.AddSingleton(services => new Sweep(
            database,
            services.GetRequiredService<IWorkspaces>(),
            new MessageBus(services.GetRequiredService<IWolverineRuntime>()),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<Sweep>>()
        ));
        builder.Services.AddHostedService(services => services.GetRequiredService<Sweep>());
    }

    internal static void Configure(WolverineOptions options, NpgsqlDataSource source)
    {
        options.ServiceName = "cpt";
        options.ApplicationAssembly = typeof(WorkflowModule).Assembly;
        options.CodeGeneration.TypeLoadMode = TypeLoadMode.Static;
        options.AutoBuildMessageStorageOnStartup = AutoCreate.None;
        options.PersistMessagesWithPostgresql(source, Schema);
        options.Policies.UseDurableLocalQueues();
        options
            .Policies.OnAnyException()
            .RetryWithCooldown(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500))
            .Then.ScheduleRetry(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2))
            .Then.MoveToErrorQueue();

        // A server that was killed is found out, and its messages are taken over, within seconds.
        var durability = options.Durability;
        var second = TimeSpan.FromSeconds(1);
        durability.ScheduledJobPollingTime = durability.HealthCheckPollingTime = second;
        durability.CheckAssignmentPeriod = durability.NodeReassignmentPollingTime = second;
        durability.ScheduledJobFirstExecution = durability.FirstHealthCheckExecution = durability.FirstNodeReassignmentExecution = second;
        durability.OrphanedMessageSweepPollingTime = second;
        durability.StaleNodeTimeout = TimeSpan.FromSeconds(5);
        durability.AssignmentSettlePeriod = TimeSpan.Zero;
        durability.DeadLetterQueueExpirationEnabled = false;
    }
}
