using System.Globalization;
using System.Text;
using System.Text.Json;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Tracker.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace CustomerPerformanceTracker.Server.Watching;

/// <summary>How the server is: alive, ready, and in numbers.</summary>
internal static class WatchRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var watching = routes.MapGroup("").WithTags("watching");
        watching.MapGet("/healthz", () => Results.Text("ok\n")).IsOpen().WithName("health").WithSummary("The process answers.").Produces<string>(200, "text/plain");
        watching.MapGet("/readyz", ReadyAsync).IsOpen().WithName("ready").WithSummary("The database answers and projections run.").Produces<JsonElement>(200, "application/json");
        watching.MapGet("/metrics", Metrics).Needs(KeyScope.Read).WithName("metrics").WithSummary("Figures in Prometheus' text form.").Produces<string>(200, "text/plain");
    }

    private static async Task<IResult> ReadyAsync(LiveWorkspaces workspaces, CancellationToken cancel)
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

        return workspaces.All.FirstOrDefault(workspace => workspace.Failure is not null) is null
            ? new JsonAnswer(json => json.WriteBoolean("ready", true))
            : new Problem(503, "projection_failed", "A projection cannot go on; the server's log and `cpt projections status` say why.", RetryAfterSeconds: 5);
    }

    private static IResult Metrics(HttpContext context, LiveWorkspaces workspaces)
    {
        // Another workspace's figures are another's business: a key sees its own.
        var own = context.Caller().Key is null ? workspaces.All.ToArray() : [context.Caller().Workspace];
        var text = new StringBuilder();
        Gauge("cpt_queue_signals", "Signals that wait for an append.", workspace => workspace.Queue.Depth);
        Gauge("cpt_projection_lag_seconds", "How long the oldest committed signal that is not folded yet has waited.", workspace => workspace.LagSeconds);
        Gauge("cpt_projection_failed", "1 while the last pass of projections and detectors failed.", workspace => workspace.Failure is null ? 0 : 1);
        Figures.Write(text, [.. own.Select(workspace => workspace.Name)]);
        return Results.Text(text.ToString(), "text/plain; version=0.0.4; charset=utf-8");

        void Gauge(string name, string help, Func<LiveWorkspace, double> value)
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} gauge\n");
            foreach (var workspace in own)
                text.Append(CultureInfo.InvariantCulture, $"{name}{{workspace=\"{workspace.Name}\"}} {value(workspace):R}\n");
        }
    }
}
