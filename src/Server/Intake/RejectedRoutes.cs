using System.ComponentModel;
using CustomerPerformanceTracker.Intake;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Reads;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerPerformanceTracker.Server.Intake;

/// <summary>What intake did not take: listed, mended, read again.</summary>
internal static class RejectedRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var rejected = routes.MapGroup("/rejected").Needs(KeyScope.Operate).WithTags("intake");
        rejected.MapGet("", ListAsync).WithName("listRejected").WithSummary("Rows that were rejected and not taken since, with their reasons.");
        rejected
            .MapPost("/{id:long}/replay", ReplayAsync)
            .WithMetadata(BodyLimits.Row)
            .WithName("replayRejected")
            .WithSummary("Read a rejected row again.")
            .WithDescription("With a body: the mended row, which is read at the place of the first. Without: as it was kept.")
            .Takes("The mended row: a signal, or a row of the mapped source.", required: false, typeof(NativeSignalView), "application/json");
    }

    private static async Task<Answer<RejectedPageView>> ListAsync(
        HttpContext context,
        [Description("Id to read on behind; the next of the page before.")] long? after,
        [Description("Rows of a page, 1 to 1,000.")] int? limit,
        CancellationToken cancel
    )
    {
        var rows = Query.Limit(limit);
        var page = Page.Of(rows, await context.Caller().Workspace.Engine.Rejects.OpenAsync(after ?? 0, rows + 1, cancel));
        return Answer.Of(RejectedPageView.Of(page.Rows, page.HasMore ? page.Rows[^1].Id : null));
    }

    private static async Task<Results<Answer<RetakeView>, Problem>> ReplayAsync(HttpContext context, long id, CancellationToken cancel)
    {
        using var body = await RequestBody.ReadAsync(context.Request, cancel);
        var workspace = context.Caller().Workspace;
        if (await workspace.Engine.Rejects.FindAsync(id, cancel) is not { } row)
            return Problem.NotFound($"There is no rejected row {id}; GET /v1/rejected lists them.");

        var again = await workspace.Engine.Rejects.RetakeAsync(row, body.Bytes.IsEmpty ? (ReadOnlyMemory<byte>?)null : body.Bytes, cancel);
        if (again.Reject is { } reject)
            return new Problem(422, reject.Code, reject.Reason, reject.Field is null ? "" : $"/{reject.Field}");
        workspace.Wake();
        return Answer.Of(RetakeView.Of(again));
    }
}
