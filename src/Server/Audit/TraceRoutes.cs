using System.ComponentModel;
using CustomerPerformanceTracker.Loop.Audit;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Behind;
using CustomerPerformanceTracker.Server.Reads;
using CustomerPerformanceTracker.Voices;

namespace CustomerPerformanceTracker.Server.Audit;

internal static class TraceRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("/trace")
            .Needs(KeyScope.Read)
            .WithTags("audit")
            .MapGet("/{reference}", TraceAsync)
            .WithName("readTrace")
            .WithSummary("The chain behind an alert, adjustment, message version, review or signal: who, when, why, on which evidence, down to the answers.")
            .WithDescription("A reference is an id or the beginning of one, hero@9 or CAMPAIGN/hero@9, review-ID, signal:ID or signal:CAMPAIGN/ID.")
            .Produces<TraceView>(200, "application/json")
            .Produces(304);

    private static async Task<IResult> TraceAsync(
        HttpContext context,
        [Description("What is traced: an id or the beginning of one, hero@9 or CAMPAIGN/hero@9, review-ID, signal:ID or signal:CAMPAIGN/ID.")] string reference,
        [Description("cpt (default), or prov for W3C PROV-JSON.")] string? format,
        [Description("Answers of each alert told by row, 1 to 1,000; 20 by default.")] int? limit,
        [Description("What was recorded by that seal.")] int? seal,
        CancellationToken cancel
    )
    {
        if (format is not (null or "cpt" or "prov"))
            throw new ProblemException(Problem.Bad("format", $"'{format}' is neither cpt nor prov."));
        var engine = context.Caller().Workspace.Engine;
        var (rows, through) = (limit is null ? Tracer.UsualRows : Query.Limit(limit), Query.Seal(seal));
        var trace = await engine.Traces.FollowAsync(Query.Name(context, reference), rows, through, cancel);
        return format == "prov"
            ? Answer.Of(ProvView.Of(trace))
            : Answer.Of(TraceView.Of(trace, await AlertVoices.BehindAsync(trace, engine.RisenVoices, through, cancel)));
    }
}
