using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerPerformanceTracker.Server.Access;

/// <summary>What a group of the provider is to be granted in the caller's own workspace.</summary>
internal sealed record NewGrant(
    [property: Description("The group's name, as the provider sends it.")] string Group,
    [property: Description("Any of ingest, read, operate, approve, customers, voices, admin; they replace what was granted before.")]
        IReadOnlyList<string> Scopes,
    string Reason
);

internal static class GroupRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var groups = routes.MapGroup("/groups").Needs(KeyScope.Admin).WithTags("groups");
        groups.MapGet("", ListAsync).WithName("listGroups").WithSummary("What the workspace grants to groups of the provider that people sign in through.");
        groups.MapPost("", GrantAsync).WithName("grantGroup").WithSummary("Grant scopes to a group, in place of those it had.");
        groups.MapDelete("", RevokeAsync).WithName("revokeGroup").WithSummary("Revoke what is granted to a group; it opens nothing within a second.");
    }

    private static async Task<Answer<GroupListView>> ListAsync(HttpContext context, GroupStore groups, CancellationToken cancel) =>
        Answer.Of(GroupListView.Of(await groups.ListAsync(context.Caller().Workspace.Name, cancel)));

    private static async Task<Made<GroupView>> GrantAsync(HttpContext context, GroupStore groups, NewGrant wanted, CancellationToken cancel)
    {
        var caller = context.Caller();
        var (scopes, by) = (KeyRoutes.ScopesOf(wanted.Scopes), Commanded.By(caller, wanted.Reason));
        var made = await groups.GrantAsync(caller.Workspace.Engine, wanted.Group, scopes, by, cancel);
        caller.Workspace.Wake();
        return Answer.Made(GroupView.Of(made));
    }

    private static async Task<Results<NoContent, Problem>> RevokeAsync(
        HttpContext context,
        GroupStore groups,
        [Description("The group's name, as the provider sends it.")] string name,
        [Description("Why, for the journal.")] string? reason,
        CancellationToken cancel
    )
    {
        var caller = context.Caller();
        if (!await groups.RevokeAsync(caller.Workspace.Engine, name, Commanded.As(caller, reason ?? "revoked through the API"), cancel))
            return Problem.NotFound($"Nothing is granted to a group '{name}' in this workspace; GET /v1/groups lists the grants.");
        caller.Workspace.Wake();
        return TypedResults.NoContent();
    }
}
