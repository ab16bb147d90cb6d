using System.ComponentModel;
using CustomerPerformanceTracker.Loop.Digests;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Server.Access;

namespace CustomerPerformanceTracker.Server.Reads;

/// <summary>What is sure and new between two seals.</summary>
internal static class DigestRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("")
            .Needs(KeyScope.Read)
            .WithTags("readings")
            .MapGet("/digest", AnswerAsync)
            .WithName("readDigest")
            .WithSummary(
                "What is sure and new between two seals: campaigns whose scorecard reads otherwise, alerts and changes of strategy in another state. "
                    + "Without a seal to begin with: all that stands."
            );

    private static async Task<Answer<DigestView>> AnswerAsync(
        HttpContext context,
        [Description("The seal before: only what is otherwise than by it is told.")] int? sinceSeal,
        [Description("What was recorded by that seal; the last one that is folded where left out.")] int? seal,
        CancellationToken cancel
    ) => Answer.Of(DigestView.Of(await ReadAsync(context.Caller().Workspace.Engine, Query.Seal(sinceSeal), Query.Seal(seal), cancel)));

    /// <summary>Without a seal to end with, the last one that is folded.</summary>
    /// <exception cref="ProblemException">There is no such seal, or the digest would end before it begins.</exception>
    public static Task<Digest> ReadAsync(Engine engine, SealNumber? since, SealNumber? by, CancellationToken cancel) =>
        ReadRoutes.ToldAsync(async () => await engine.Digests.ReadAsync(since, by ?? await engine.Cells.FoldedAsync(cancel), cancel));
}
