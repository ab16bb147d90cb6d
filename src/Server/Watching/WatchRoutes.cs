using System.Text;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Consuming;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace CustomerPerformanceTracker.Server.Watching;

/// <summary>How the server is: alive, ready, and in numbers.</summary>
internal static class WatchRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var watching = routes.MapGroup("").WithTags("watching");
        watching
            .MapGet("/healthz", () => Results.Text("ok\n"))
            .IsOpen()
            .WithName("health")
            .WithSummary("The process answers.")
            .Produces<string>(200, "text/plain");
        watching.MapGet("/readyz", ReadyAsync).IsOpen().WithName("ready").WithSummary("The database answers, appends are made and projections run.");
        watching
            .MapGet("/metrics", MetricsAsync)
            .Needs(KeyScope.Read)
            .WithName("metrics")
            .WithSummary("Figures in Prometheus' text form.")
            .Produces<string>(200, "text/plain");
    }

    private static async Task<Results<Answer<ReadyView>, Problem>> ReadyAsync(LiveWorkspaces workspaces, ServerOptions options, CancellationToken cancel)
    {
        try
        {
            await using var command = workspaces.Database.Owner.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancel);
        }
        catch (NpgsqlException)
        {
            return Problem.DatabaseAway;
        }

        if (workspaces.All.Any(workspace => workspace.Queue.OldestWait > options.AppendDeadline / 2))
            return new Problem(
                503,
                "appends_wait",
                "An append waits for the log, which another transaction holds, or for the database. `select * from pg_stat_activity` there shows who holds it.",
                RetryAfterSeconds: 5
            );
        return workspaces.All.FirstOrDefault(workspace => workspace.Failure is not null) is null
            ? Answer.Of(new ReadyView(Ready: true))
            : new Problem(503, "projection_failed", "A projection cannot go on; the server's log and `cpt projections status` say why.", RetryAfterSeconds: 5);
    }

    private static async Task<IResult> MetricsAsync(
        HttpContext context,
        LiveWorkspaces workspaces,
        QueueConsumers consumers,
        ServerOptions options,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        // Another workspace's figures are another's business: a key sees its own.
        var own = context.Caller().IsMachine ? workspaces.All.ToArray() : [context.Caller().Workspace];
        var text = new StringBuilder();
        Gauge("cpt_queue_signals", "Signals that wait for an append.", workspace => workspace.Queue.Depth);
        Gauge(
            "cpt_append_oldest_wait_seconds",
            "How long the caller that has waited longest for its append has waited.",
            workspace => workspace.Queue.OldestWait.TotalSeconds
        );
        Gauge("cpt_projection_lag_seconds", "How long the oldest committed signal that is not folded yet has waited.", workspace => workspace.LagSeconds);
        Gauge("cpt_projection_failed", "1 while the last pass of projections and detectors failed.", workspace => workspace.Failure is null ? 0 : 1);
        await AheadAsync(text, own, clock, cancel);
        ProcessFigures.Write(text);
        await SetAsideFigures.WriteAsync(text, own, cancel);
        if (own.Any(workspace => workspace.Name == options.Workspace))
            ConsumerFigures.Write(text, options.Workspace, consumers.Figures);
        await DeliveriesAsync(text, own, cancel);
        Figures.Write(text, [.. own.Select(workspace => workspace.Name)]);
        return Results.Text(text.ToString(), "text/plain; version=0.0.4; charset=utf-8");

        void Gauge(string name, string help, Func<LiveWorkspace, double> value)
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} gauge\n");
            foreach (var workspace in own)
                text.Append(CultureInfo.InvariantCulture, $"{name}{{workspace=\"{workspace.Name}\"}} {value(workspace):R}\n");
        }
    }

    /// <summary>
    /// Read from the cells, so that a start or another process's import does not hide them. Without the database they are left out: what is not known is not 0.
    /// </summary>
    private static async Task AheadAsync(StringBuilder text, IReadOnlyList<LiveWorkspace> own, TimeProvider clock, CancellationToken cancel)
    {
        var ahead = new List<(string Workspace, long Signals)>();
        try
        {
            foreach (var workspace in own)
            {
                var today = clock.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb[workspace.Engine.Workspace.Zone]).Date;
                ahead.Add((workspace.Name, await workspace.Engine.Cells.AheadAsync(today, cancel)));
            }
        }
        catch (NpgsqlException)
        {
            return;
        }

        text.Append(
            "# HELP cpt_signals_ahead Signals, by their counts, that are dated after today: some sender's clock is wrong.\n# TYPE cpt_signals_ahead gauge\n"
        );
        foreach (var (workspace, signals) in ahead)
            text.Append(CultureInfo.InvariantCulture, $"cpt_signals_ahead{{workspace=\"{workspace}\"}} {signals}\n");
    }

    /// <summary>Read from the outbox, so every server tells the same. Without the database these are left out: what is not known is not 0.</summary>
    private static async Task DeliveriesAsync(StringBuilder text, IReadOnlyList<LiveWorkspace> own, CancellationToken cancel)
    {
        var counted = new List<(string Workspace, DeliveryCounts Counts)>();
        try
        {
            foreach (var workspace in own)
                counted.AddRange((await workspace.Engine.Outbox.CountsAsync(cancel)).Values.Select(counts => (workspace.Name, counts)));
        }
        catch (NpgsqlException)
        {
            return;
        }

        text.Append("# HELP cpt_deliveries Deliveries to subscriptions by state.\n# TYPE cpt_deliveries gauge\n");
        foreach (var workspace in counted.GroupBy(one => one.Workspace, one => one.Counts, StringComparer.Ordinal))
        {
            foreach (
                var (state, count) in new[]
                {
                    ("pending", workspace.Sum(c => c.Pending)),
                    ("delivered", workspace.Sum(c => c.Delivered)),
                    ("dead", workspace.Sum(c => c.Dead)),
                    ("dropped", workspace.Sum(c => c.Dropped)),
                }
            )
                text.Append(CultureInfo.InvariantCulture, $"cpt_deliveries{{workspace=\"{workspace.Key}\",state=\"{state}\"}} {count}\n");
        }

        text.Append(
            "# HELP cpt_subscriptions_failing Subscriptions that nothing but failures came from since their last delivery.\n# TYPE "
                + "cpt_subscriptions_failing gauge\n"
        );
        foreach (var workspace in counted.GroupBy(one => one.Workspace, one => one.Counts, StringComparer.Ordinal))
            text.Append(
                CultureInfo.InvariantCulture,
                $"cpt_subscriptions_failing{{workspace=\"{workspace.Key}\"}} {workspace.Count(counts => counts.FailingSince is not null)}\n"
            );
    }
}
