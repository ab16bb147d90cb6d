using System.ComponentModel;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Behind;
using CustomerPerformanceTracker.Server.Reads;
using CustomerPerformanceTracker.Voices;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Server.Alerts;

internal static class AlertRoutes
{
    private const string BySeal =
        "What was recorded by that seal. Snoozes and silences are told by the clock, and how other campaigns moved is not, as in every reading at a seal.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var alerts = routes.MapGroup("/alerts").Needs(KeyScope.Read).WithTags("alerts");
        alerts.MapGet("", ListAsync).WithName("listAlerts").WithSummary("Every time an alert showed, in the order it was recorded.").Answers<AlertPageView>();
        alerts
            .MapGet("/{id}", OneAsync)
            .WithName("readAlert")
            .WithSummary(
                "One alert with its evidence as it was frozen, the times it showed, and all that was done about it. Its ETag is taken by its commands' "
                    + "If-Match."
            );
        AlertStream.Map(alerts);
        AlertCommands.Map(routes);
        SilenceRoutes.Map(routes);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context,
        [Description("Only of this campaign.")] string? campaign,
        [Description("Only in this state: open, acknowledged, snoozed or resolved.")] string? state,
        [Description("Position to read on behind; the next of the page before.")] long? after,
        [Description("Rows of a page, 1 to 1,000.")] int? limit,
        [Description(BySeal)] int? seal,
        CancellationToken cancel
    )
    {
        var rows = Query.Limit(limit);
        if (state is not null && !AlertStates.All.Contains(state, StringComparer.Ordinal))
            throw new ProblemException(Problem.Bad("state", KnownNames.Refusal("state", state, AlertStates.All)));

        var page = Page.Of(
            rows,
            await context
                .Caller()
                .Workspace.Engine.Alerts.RaisedAsync(
                    Query.Behind(after),
                    rows + 1,
                    Query.Seal(seal),
                    alert => (campaign is null || alert.Campaign == campaign) && (state is null || alert.State == state),
                    cancel
                )
        );
        var alerts = page.Rows;
        return CsvAnswer.IsAsked(context)
            ? new CsvAnswer(
                [
                    "id",
                    "kind",
                    "policy",
                    "policyVersion",
                    "campaign",
                    "kpi",
                    "on",
                    "onset",
                    "retrospective",
                    "state",
                    "severity",
                    "occurrence",
                    "count",
                    "assignee",
                    "outcome",
                ],
                alerts.Select(alert =>
                    (IReadOnlyList<object?>)
                        [
                            alert.Id,
                            AlertNames.Of(alert.Kind),
                            alert.Policy,
                            alert.PolicyVersion.Value,
                            alert.Campaign,
                            alert.Kpi,
                            LocalDatePattern.Iso.Format(alert.On),
                            LocalDatePattern.Iso.Format(alert.Onset),
                            alert.Retrospective ? "true" : "false",
                            alert.State,
                            alert.Severity,
                            alert.Occurrence,
                            alert.Count,
                            alert.Assignee,
                            alert.Outcome,
                        ]
                )
            )
            : await JsonAsync(context.Caller().Workspace.Engine.Common, page, Query.Seal(seal), cancel);
    }

    private static async Task<IResult> JsonAsync(CommonMoveReader common, Page<Alert> page, SealNumber? seal, CancellationToken cancel)
    {
        var alerts = page.Rows;
        var moves = seal is null ? await common.ReadAsync(alerts, cancel) : [.. alerts.Select(_ => (CommonMove?)null)];
        return Answer.Of(AlertPageView.Of(alerts.Zip(moves), page.HasMore ? alerts[^1].Position.Value : null));
    }

    private static async Task<Results<Answer<WholeAlertView>, Problem>> OneAsync(
        HttpContext context,
        [Description("The alert's id, as GET /v1/alerts lists it.")] string id,
        [Description(BySeal)] int? seal,
        CancellationToken cancel
    )
    {
        var engine = context.Caller().Workspace.Engine;
        var (book, through) = (engine.Alerts, Query.Seal(seal));
        if (await book.FindAsync(id, through, cancel) is not { } occurrences)
            return Problem.NotFound($"There is no alert '{id}'; GET /v1/alerts lists them.");
        var history = await book.HistoryAsync(occurrences[0], through, cancel);
        var move = through is null ? await engine.Common.ReadAsync(occurrences[0], cancel) : null;
        var reading = await AlertReading.OfAsync(occurrences[0], engine.Trends, engine.RisenVoices, through, cancel);
        return Answer.Of(WholeAlertView.Of(occurrences, history, move, reading.Break, reading.Words), occurrences[0].Version);
    }
}
