using System.ComponentModel;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Keeping;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerPerformanceTracker.Server.Reads;

/// <summary>The heads of the logs, and the journal a page at a time.</summary>
internal static class LogRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var log = routes.MapGroup("").Needs(KeyScope.Read).WithTags("log");
        log.MapGet("/log/head", HeadAsync).WithName("readHead").WithSummary("Last positions of both logs, the last seal and the tree's root.");
        log.MapGet("/log/checkpoint", CheckpointAsync)
            .WithName("readCheckpoint")
            .WithSummary("The head of the tree as a C2SP checkpoint, signed where the server has a data folder.")
            .Produces<string>(200, "text/plain");
        log.MapGet("/log/proof/{signal}", ProofAsync).WithName("readProof").WithSummary("That a signal is in its seal and the seal in the checkpoint.");
        log.MapGet("/journal", JournalAsync).WithName("listJournal").WithSummary("What the organisation decided and what the engine told it, in order.");
    }

    private static async Task<Answer<HeadView>> HeadAsync(HttpContext context, CancellationToken cancel)
    {
        var (engine, head) = await ReadAsync(context, cancel);
        return Answer.Of(HeadView.Of(engine.Workspace, head));
    }

    private static async Task<IResult> CheckpointAsync(HttpContext context, CancellationToken cancel)
    {
        var (engine, head) = await ReadAsync(context, cancel);
        var signed = await context.RequestServices.GetRequiredService<CheckpointKeeper>().SignAsync(engine, head, cancel);
        return Results.Text(signed.ToString(), "text/plain; charset=utf-8");
    }

    private static async Task<Answer<ProofView>> ProofAsync(
        HttpContext context,
        [Description("The id that the signal was sent with.")] string signal,
        [Description("The signal's campaign, which is part of its identity.")] string campaign,
        CancellationToken cancel
    )
    {
        var (engine, head) = await ReadAsync(context, cancel);
        var checkpoint = await context.RequestServices.GetRequiredService<CheckpointKeeper>().SignAsync(engine, head, cancel);
        var proof =
            await new Prover(engine.Database, engine.Workspace).SignalAsync(campaign, SignalId.From(Query.Name(context, signal)), checkpoint, cancel)
            ?? throw new ProblemException(Problem.NotFound($"Campaign '{campaign}' has no signal '{signal}'."));
        return Answer.Of(ProofView.Of(proof));
    }

    private static async Task<Answer<JournalPageView>> JournalAsync(
        HttpContext context,
        [Description("Position to read on behind; the next of the page before.")] long? after,
        [Description("Rows of a page, 1 to 1,000.")] int? limit,
        [Description("Only streams whose name begins so.")] string? stream,
        [Description("What was recorded by that seal.")] int? seal,
        CancellationToken cancel
    )
    {
        var rows = Query.Limit(limit);
        var page = Page.Of(
            rows,
            await context.Caller().Workspace.Engine.Journal.ReadAsync(stream ?? "", Query.Seal(seal) ?? SealNumber.Max, Query.Behind(after), rows + 1, cancel)
        );
        return Answer.Of(JournalPageView.Of(page.Rows, page.HasMore));
    }

    private static async Task<(Engine Engine, HeadRow Head)> ReadAsync(HttpContext context, CancellationToken cancel)
    {
        var engine = context.Caller().Workspace.Engine;
        return (engine, await HeadRow.ReadAsync(engine.Database, engine.Workspace, cancel));
    }
}
