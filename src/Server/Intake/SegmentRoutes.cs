using CustomerPerformanceTracker.Intake;
using CustomerPerformanceTracker.Intake.Segment;
using CustomerPerformanceTracker.Server.Access;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerPerformanceTracker.Server.Intake;

/// <summary>
/// Segment's HTTP tracking API, so that its client libraries need another host and nothing else. The write key is an API key with the scope ingest,
/// sent as Basic's user name. Which events give which signals says the workspace's mapping; an event that nothing maps is acknowledged and gives none.
/// </summary>
internal static class SegmentRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var segment = routes.MapGroup("").Needs(KeyScope.Ingest).WithMetadata(BodyLimits.Batch).WithTags("segment");
        foreach (var type in (string[])["track", "page", "screen", "identify", "group", "alias"])
        {
            var envelope = SegmentEnvelope.Of(type);
            segment
                .MapPost(
                    $"/{type}",
                    (Delegate)((HttpContext context) => PostAsync(context, $"POST /v1/{type}", body => ([new BodyItem(0, 0, body)], envelope)))
                )
                .WithName($"segment{char.ToUpperInvariant(type[0])}{type[1..]}")
                .WithSummary($"Segment's {type} call.")
                .Takes("The call, as Segment's libraries send it.", required: true, type: null, "application/json")
                .Produces<SegmentAnswerView>(200, "application/json");
        }

        segment
            .MapPost(
                "/batch",
                (Delegate)(
                    (HttpContext context) =>
                        PostAsync(
                            context,
                            "POST /v1/batch",
                            body =>
                            {
                                var batch = SegmentBatch.Parse(body);
                                return (batch.Calls, batch.Envelope);
                            }
                        )
                )
            )
            .WithName("segmentBatch")
            .WithSummary("Several of Segment's calls.")
            .Takes("The calls in a list named batch, with what they share.", required: true, type: null, "application/json")
            .Produces<SegmentAnswerView>(200, "application/json");
    }

    private static async Task<IResult> PostAsync(
        HttpContext context,
        string source,
        Func<ReadOnlyMemory<byte>, (IReadOnlyList<BodyItem> Calls, SegmentEnvelope Envelope)> split
    )
    {
        var received = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds() * 1_000;
        using var body = await RequestBody.ReadAsync(context.Request, context.RequestAborted);
        var workspace = context.Caller().Workspace;
        var head = await HeadRow.ReadAsync(workspace.Engine.Database, workspace.Engine.Workspace, context.RequestAborted);
        var mapping = await workspace.Engine.Settings.SegmentNowAsync(head.Journal, context.RequestAborted);
        try
        {
            var (calls, around) = split(body.Bytes);
            var envelope = around.ReceivedAt(received);
            var options = new IntakeOptions { Mapping = mapping, Days = workspace.Engine.Days };
            var (batch, reader, results) = (new Batch(), new SegmentReader(mapping, options), new List<IntakeResult>());
            foreach (var call in calls)
            {
                results.Clear();
                reader.Read(call.Content, envelope, call.Index + 1, call.Offset, results);
                batch.Add(call, [.. results]);
            }

            // A client of Segment's would send a refused batch again and again, or drop it: what was rejected is kept here instead.
            return (IResult?)await batch.AppendAsync(workspace, source, options) ?? Answer.Of(new SegmentAnswerView(Success: true, batch.Rejected));
        }
        catch (IntakeException e)
        {
            return new Problem(400, e.Code, e.Message, "");
        }
    }
}
