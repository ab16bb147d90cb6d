using System.Text;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Server.Access;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;

namespace CustomerPerformanceTracker.Server.Alerts;

/// <summary>A stream that goes on behind the event that Last-Event-ID names.</summary>
internal sealed record ResumesByEvent;

/// <summary>
/// Alerts, and what is done about them, as server-sent events. An event's id is its journal position, so a reader that comes back with Last-Event-ID gets
/// exactly what it missed, whichever server answers and whatever was killed in between. A reader is fed from the journal, never from a buffer: one that does
/// not take what it is sent within some time is dropped and comes back.
/// </summary>
internal static class AlertStream
{
    private const int AtOnce = 100;

    public static void Map(IEndpointRouteBuilder alerts) =>
        alerts
            .MapGet("/stream", (Delegate)StreamAsync)
            .WithName("streamAlerts")
            .WithSummary("Alerts as they are raised, and what is done about them, as server-sent events: alert and alert_change.")
            .WithDescription(
                "Without Last-Event-ID from now on; with it, from behind that event; '0' gives all there ever were. An id that is none of this workspace's "
                    + "journal is answered with an event 'reset' that names the position the stream goes on from."
            )
            .Produces<string>(200, "text/event-stream")
            .WithMetadata(new ResumesByEvent());

    private static async Task StreamAsync(HttpContext context, ServerOptions options, IHostApplicationLifetime server)
    {
        // A stream has no end of its own, so a server that stops ends it; the reader comes back elsewhere.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, server.ApplicationStopping);
        try
        {
            await FeedAsync(context, options, ending.Token);
        }
        catch (OperationCanceledException) when (server.ApplicationStopping.IsCancellationRequested)
        {
            // Everything sent so far is whole.
        }
    }

    private static async Task FeedAsync(HttpContext context, ServerOptions options, CancellationToken end)
    {
        var workspace = context.Caller().Workspace;
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();

        var (after, reset) = await FromAsync(context, workspace, end);
        await SendAsync(
            context,
            options.ReaderPatience,
            reset ? $"retry: 1000\nid: {after}\nevent: reset\ndata: {{\"position\":{after}}}\n\n" : "retry: 1000\n: from behind " + after + "\n\n",
            end
        );
        while (!end.IsCancellationRequested)
        {
            var recorded = workspace.Recorded.Next;
            var changes = await workspace.Engine.Alerts.ChangesAsync(after, AtOnce, end);
            foreach (var change in changes)
            {
                var data = Encoding.UTF8.GetString(Json.Bytes(AlertEventView.Of(change)));
                await SendAsync(context, options.ReaderPatience, $"id: {change.Position}\nevent: {NameOf(change)}\ndata: {data}\n\n", end);
                after = change.Position;
            }

            if (changes.Count == AtOnce)
                continue;
            try
            {
                await recorded.WaitAsync(options.Heartbeat, end);
            }
            catch (TimeoutException)
            {
                await SendAsync(context, options.ReaderPatience, ": heartbeat\n\n", end);
            }
        }
    }

    private static async Task<(Position After, bool Reset)> FromAsync(HttpContext context, LiveWorkspace workspace, CancellationToken end)
    {
        var head = await HeadRow.ReadAsync(workspace.Engine.Database, workspace.Engine.Workspace, end);
        if (!context.Request.Headers.TryGetValue("Last-Event-ID", out var last) || last.ToString().Length == 0)
            return (head.Journal, false);
        return long.TryParse(last.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var position) && new Position(position) <= head.Journal
            ? (new Position(position), false)
            : (head.Journal, true);
    }

    private static async Task SendAsync(HttpContext context, TimeSpan patience, string text, CancellationToken end)
    {
        using var slow = CancellationTokenSource.CreateLinkedTokenSource(end);
        slow.CancelAfter(patience);
        try
        {
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), slow.Token);
            await context.Response.Body.FlushAsync(slow.Token);
        }
        catch (OperationCanceledException) when (!end.IsCancellationRequested)
        {
            context.Abort();
            throw;
        }
    }

    /// <summary>What showed is an alert; what was done about one is a change of it.</summary>
    private static string NameOf(AlertChange change) => change.Type is "alert_raised" or "alert_recurred" ? "alert" : "alert_change";
}
