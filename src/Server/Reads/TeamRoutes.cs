using System.ComponentModel;
using CustomerPerformanceTracker.Loop.Teams;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Dimensions;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Teams;
using CustomerPerformanceTracker.Server.Access;

namespace CustomerPerformanceTracker.Server.Reads;

/// <summary>Which teams are asked for, as parameters say it; the route's own text says what each is where it is left out.</summary>
internal sealed record WantedTeams(string Campaign, CursorQuery Cursors, string? By, string? Within, string? Kpi, string? Window);

/// <summary>Who had the cases, compared under one mix of them, and what teams did about what they were told.</summary>
internal static class TeamRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGroup("")
            .Needs(KeyScope.Read)
            .WithTags("readings")
            .MapGet("/teams/{campaign}", ReadAsync)
            .WithName("readTeams")
            .WithSummary(
                "Teams, or people, by how customers felt after them or by what orders brought, under one mix of cases; of teams how soon they answered alerts, "
                    + "and what became of adjustments."
            );

    private static async Task<Answer<TeamsView>> ReadAsync(
        HttpContext context,
        string campaign,
        [AsParameters] CursorQuery cursors,
        [Description("Who is compared: team, the owner of the touchpoint at the time, or a dimension such as agent; team where left out.")] string? by,
        [Description("What makes cases alike, parted by commas, such as topic,segment; all cases are alike where left out.")] string? within,
        [Description("A mean score such as satisfaction, the default, or refund_rate, contact_rate, churn_rate, conversion_rate or ctr.")] string? kpi,
        [Description("Length of the window in days or weeks, such as 90d, the default, or 12w.")] string? window,
        CancellationToken cancel
    )
    {
        var wanted = new WantedTeams(Query.Name(context, campaign), cursors, by, within, kpi, window);
        var (reading, records) = await CompareAsync(context.Caller().Workspace, wanted, cancel);
        return Answer.Of(TeamsView.Of(reading, records));
    }

    /// <exception cref="ProblemException">The campaign has no signals at the cursors, or a name is not known.</exception>
    public static async Task<(TeamReading Reading, TeamRecords? Records)> CompareAsync(LiveWorkspace workspace, WantedTeams wanted, CancellationToken cancel)
    {
        var engine = workspace.Engine;
        var declared = await engine.Settings.DimensionsAsync(cancel);
        var question = new TeamQuestion(
            wanted.Campaign,
            Asked("by", () => declared.Split(wanted.By ?? SplitBy.Team.Name)),
            Asked("within", () => Query.List(wanted.Within).Select(declared.Known).ToArray()),
            Kpi.Named(wanted.Kpi ?? Kpi.Satisfaction.Name),
            Query.Days(wanted.Window ?? "90d"),
            wanted.Cursors.Read(workspace)
        );
        var reading = await ReadRoutes.ToldAsync(() => engine.TeamReadings.ReadAsync(question, cancel)) ?? throw ReadRoutes.Missing(wanted.Campaign);
        return (reading, await engine.TeamRecords.ReadAsync(reading, cancel));
    }

    private static T Asked<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (RefusedException e)
        {
            throw new ProblemException(Problem.Bad(name, e.Message));
        }
    }
}
