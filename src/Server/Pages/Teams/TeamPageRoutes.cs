using CustomerPerformanceTracker.Loop.Teams;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Teams;
using CustomerPerformanceTracker.Server.Access;
using CustomerPerformanceTracker.Server.Pages.Frame;
using CustomerPerformanceTracker.Server.Reads;

namespace CustomerPerformanceTracker.Server.Pages.Teams;

/// <summary>Teams, or people, compared under one mix of cases, and what teams did about what they were told.</summary>
internal static class TeamPageRoutes
{
    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/teams", ReadAsync).Needs(KeyScope.Read);

    private static async Task<IResult> ReadAsync(
        HttpContext context,
        string? campaign,
        string? by,
        string? within,
        string? kpi,
        string? window,
        [AsParameters] PageCursors cursors,
        CancellationToken cancel
    )
    {
        var workspace = context.Caller().Workspace;
        var query = cursors.Query;
        var campaigns = (await ReadRoutes.ToldAsync(() => workspace.Engine.Cells.CampaignsAsync(query.Read(workspace), cancel)))
            .Select(one => one.Name)
            .ToArray();
        var chosen = campaign ?? campaigns.FirstOrDefault() ?? "";
        var view = new TeamsPageView(campaigns, chosen, Given(by) ?? "team", Given(within) ?? "", Given(kpi) ?? Kpi.Satisfaction.Name, Given(window) ?? "90d");
        if (chosen.Length > 0)
        {
            var wanted = new WantedTeams(chosen, query, Given(by), Given(within), Given(kpi), Given(window));
            var refused = await FormFault.OfAsync(
                context,
                async () =>
                {
                    var (reading, records) = await TeamRoutes.CompareAsync(workspace, wanted, cancel);
                    view = view with { Reading = reading, Records = records };
                }
            );
            view = view with { Refused = refused };
        }

        return PageAnswer.Of<TeamsPage>(context, await FrameView.OfAsync(context, "Teams", cancel), view, FormFault.StatusOf(view.Refused));
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>What was asked of which teams, and what came of it.</summary>
/// <param name="Campaign">Empty where there is none.</param>
public sealed record TeamsPageView(IReadOnlyList<string> Campaigns, string Campaign, string By, string Within, string Kpi, string Window)
{
    /// <summary>Null where no campaign has signals, or the question was refused.</summary>
    public TeamReading? Reading { get; init; }

    /// <summary>Null where no teams are compared.</summary>
    public TeamRecords? Records { get; init; }

    /// <summary>Why the question was refused.</summary>
    public string? Refused { get; init; }
}
