using System.ComponentModel;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Reads;
using CustomerPerformanceTracker.Tracker.Access;
using CustomerPerformanceTracker.Tracker.Alerts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Server.Alerts;

internal static class AlertRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var alerts = routes.MapGroup("/alerts").Needs(KeyScope.Read).WithTags("alerts");
        alerts.MapGet("", ListAsync).WithName("listAlerts").WithSummary("Alerts in the order they were raised.").Answers(csv: true);
        alerts.MapGet("/{id}", OneAsync).WithName("readAlert").WithSummary("One alert with its evidence as it was frozen.").Answers();
        AlertStream.Map(alerts);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, [Description("Only of this campaign.")] string? campaign, [Description("Position to read on behind; the next of the page before.")] long? after,
        [Description("Rows of a page, 1 to 1,000.")] int? limit, CancellationToken cancel)
    {
        var rows = Query.Limit(limit);
        var page = await context.Caller().Workspace.Engine.Alerts.RaisedAsync(after ?? 0, rows, cancel);
        var alerts = page.Select(raised => raised.Alert).Where(alert => campaign is null || alert.Campaign == campaign);
        return CsvAnswer.IsAsked(context)
            ? new CsvAnswer(
                ["id", "kind", "policy", "policyVersion", "campaign", "on", "onset", "retrospective", "state", "severity"],
                alerts.Select(alert => (IReadOnlyList<object?>)[
                    alert.Id, AlertJson.Name(alert.Kind), alert.Policy, alert.PolicyVersion, alert.Campaign, LocalDatePattern.Iso.Format(alert.On), LocalDatePattern.Iso.Format(alert.Onset),
                    alert.Retrospective ? "true" : "false", alert.State, alert.Severity]))
            : new JsonAnswer(json =>
            {
                AlertRows.Write(json, alerts);
                if (page.Count == rows)
                    json.WriteNumber("next", page[^1].Position);
            });
    }

    private static async Task<IResult> OneAsync(HttpContext context, string id, CancellationToken cancel) =>
        (await context.Caller().Workspace.Engine.Alerts.ListAsync(cancel)).FirstOrDefault(alert => alert.Id == id) is { } found
            ? new JsonAnswer(json => AlertJson.Write(json, found))
            : Problem.NotFound($"There is no alert '{id}'; GET /v1/alerts lists them.");
}
