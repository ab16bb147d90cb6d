using System.ComponentModel;
using CustomerPerformanceTracker.Loop.Adjustments;
using CustomerPerformanceTracker.Readings.Effects;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Reads;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CustomerPerformanceTracker.Server.Adjustments;

/// <summary>A change to be proposed. What is left out of the success rule is as `cpt adjustments propose --help` says.</summary>
internal sealed record NewAdjustment(
    string Campaign,
    [property: Description("messaging, positioning, funnel or campaign.")] string Lever,
    [property: Description("What is to change.")] string What,
    [property: Description("Why it should help.")] string Hypothesis,
    [property: Description("Expected change of the KPI in its unit, signed.")] double Expected,
    string Reason,
    [property: Description("Message version before, such as hero@8.")] string? From = null,
    [property: Description("Message version to publish, such as hero@9.")] string? To = null,
    string Kpi = "trust",
    [property: Description("The least change that counts as success; half of the expected one by default.")] double? AtLeast = null,
    int BeforeDays = EffectQuestion.UsualBeforeDays,
    int AfterDays = EffectQuestion.UsualAfterDays,
    string? GuardKpi = "conversion_rate",
    double GuardMostLoss = SuccessRule.UsualGuardMostLoss,
    IReadOnlyList<string>? Alerts = null
);

internal sealed record Decision([property: Description("Why, for the journal.")] string Reason);

internal sealed record Application(string Reason, [property: Description("When it took effect; now by default.")] DateTimeOffset? At = null);

/// <summary>
/// Changes of strategy on their way. Each command takes If-Match with the adjustment's version, and answers with the adjustment as it then stands.
/// </summary>
internal static class AdjustmentRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var adjustments = routes.MapGroup("/adjustments").WithTags("adjustments");
        adjustments.MapGet("", ListAsync).Needs(KeyScope.Read).WithName("listAdjustments").WithSummary("Every adjustment, the latest first.");
        adjustments
            .MapGet("/{id}", OneAsync)
            .Needs(KeyScope.Read)
            .WithName("readAdjustment")
            .WithSummary("One adjustment; its ETag is the version for If-Match.");
        adjustments
            .MapPost("", ProposeAsync)
            .Needs(KeyScope.Operate)
            .WithName("proposeAdjustment")
            .WithSummary("Propose a change, with its reason, evidence and what will count as success.");
        Command<Decision>(
            "approve",
            KeyScope.Approve,
            "Approve what somebody else proposed.",
            (book, id, expected, caller, body, cancel) => book.ApproveAsync(id, expected, caller.KeyId, Commanded.By(caller, body.Reason), cancel)
        );
        Command<Decision>(
            "reject",
            KeyScope.Approve,
            "Reject what somebody else proposed.",
            (book, id, expected, caller, body, cancel) => book.RejectAsync(id, expected, caller.KeyId, Commanded.By(caller, body.Reason), cancel)
        );
        Command<Application>(
            "apply",
            KeyScope.Operate,
            "Say that an approved change took effect; publishes its message version.",
            (book, id, expected, caller, body, cancel) =>
                book.ApplyAsync(id, body.At is { } at ? Instant.FromDateTimeOffset(at) : null, expected, Commanded.By(caller, body.Reason), cancel)
        );
        Command<Decision>(
            "measure",
            KeyScope.Operate,
            "Read what the change did; gives the verdict once all of its days are there.",
            (book, id, expected, caller, body, cancel) => book.MeasureAsync(id, expected, Commanded.By(caller, body.Reason), cancel)
        );

        void Command<T>(
            string name,
            KeyScope scope,
            string summary,
            Func<AdjustmentStore, string, StreamVersion?, Caller, T, CancellationToken, Task<Adjustment>> run
        ) =>
            adjustments
                .MapPost(
                    $"/{{id}}/{name}",
                    async Task<Answer<AdjustmentView>> (HttpContext context, string id, T? body, CancellationToken cancel) =>
                    {
                        // A generic parameter counts as optional, so what is missing is told here.
                        if (body is null)
                            throw new ProblemException(new Problem(400, "invalid_json", "The body is a JSON object with a reason.", ""));
                        var caller = context.Caller();
                        var adjustment = await run(caller.Workspace.Engine.Adjustments, id, Expected.Version(context), caller, body, cancel);
                        caller.Workspace.Wake();
                        return Answer.Of(AdjustmentView.Of(adjustment), adjustment.Version);
                    }
                )
                .Needs(scope)
                .TakesVersion()
                .WithName($"{name}Adjustment")
                .WithSummary(summary);
    }

    private static async Task<Answer<AdjustmentListView>> ListAsync(
        HttpContext context,
        [Description("Only of this campaign.")] string? campaign,
        [Description("Only in this state.")] string? state,
        [Description("What was recorded by that seal.")] int? seal,
        CancellationToken cancel
    )
    {
        if (state is not null && !AdjustmentStates.All.Contains(state, StringComparer.Ordinal))
            throw new ProblemException(Problem.Bad("state", KnownNames.Refusal("state", state, AdjustmentStates.All)));
        var adjustments = await context.Caller().Workspace.Engine.Adjustments.ListAsync(Query.Seal(seal), cancel);
        return Answer.Of(
            AdjustmentListView.Of(adjustments.Where(one => (campaign is null || one.Proposal.Campaign == campaign) && (state is null || one.State == state)))
        );
    }

    private static async Task<Results<Answer<AdjustmentView>, Problem>> OneAsync(
        HttpContext context,
        [Description("The adjustment's id, as GET /v1/adjustments lists it.")] string id,
        [Description("What was recorded by that seal.")] int? seal,
        CancellationToken cancel
    ) =>
        await context.Caller().Workspace.Engine.Adjustments.FindAsync(id, Query.Seal(seal), cancel) is { } found
            ? Answer.Of(AdjustmentView.Of(found), found.Version)
            : Problem.NotFound($"There is no adjustment '{id}'; GET /v1/adjustments lists them.");

    private static async Task<Made<AdjustmentView>> ProposeAsync(HttpContext context, NewAdjustment wanted, CancellationToken cancel)
    {
        var caller = context.Caller();
        var draft = new ProposalDraft(
            wanted.Campaign ?? "",
            wanted.Lever ?? "",
            wanted.What ?? "",
            wanted.From,
            wanted.To,
            wanted.Hypothesis ?? "",
            wanted.Kpi,
            wanted.Expected,
            new SuccessRule(wanted.AtLeast ?? Math.Abs(wanted.Expected) / 2, wanted.BeforeDays, wanted.AfterDays, wanted.GuardKpi, wanted.GuardMostLoss),
            wanted.Alerts ?? []
        );
        var adjustment = await caller.Workspace.Engine.Adjustments.ProposeAsync(draft, Commanded.By(caller, wanted.Reason), cancel);
        caller.Workspace.Wake();
        return Answer.Made(AdjustmentView.Of(adjustment), adjustment.Version);
    }
}
