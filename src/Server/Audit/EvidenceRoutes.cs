using CustomerPerformanceTracker.Loop.Audit;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Reads;

namespace CustomerPerformanceTracker.Server.Audit;

internal static class EvidenceRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("/evidence")
            .Needs(KeyScope.Read)
            .WithTags("audit")
            .MapGet("/{reference}", PackAsync)
            .WithName("readEvidence")
            .WithSummary("An evidence pack of what GET /v1/trace tells, to be verified without this server.")
            .Produces<byte[]>(200, "application/zip");

    private static async Task<IResult> PackAsync(HttpContext context, string reference, ServerOptions options, CancellationToken cancel)
    {
        if (options.DataFolder is not { } data)
            return new Problem(
                409,
                "no_key",
                "This server has no data folder, and so no key to sign a checkpoint with; `cpt evidence` beside the data folder makes packs."
            );
        var engine = context.Caller().Workspace.Engine;
        var pack = new MemoryStream();
        await engine.Evidence.WriteAsync(
            Query.Name(context, reference),
            pack,
            new Notary(engine.Database, engine.Workspace, data),
            TraceView.Text,
            Tracer.UsualRows,
            cancel
        );
        return Results.File(pack.ToArray(), "application/zip", "evidence.zip");
    }
}
