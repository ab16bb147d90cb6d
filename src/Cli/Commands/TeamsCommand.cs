using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Dimensions;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Teams;

namespace CustomerPerformanceTracker.Cli.Commands;

/// <summary><c>cpt teams</c>.</summary>
internal static class TeamsCommand
{
    public static Command Create()
    {
        var campaign = new Argument<string>("CAMPAIGN") { Description = "The campaign to read." };
        var by = SplitOption.Create(
            "Who is compared: team (owner of the touchpoint at the time, by the journey map), which it is where left out, or a dimension such as agent."
        );
        var within = new Option<string?>("--within")
        {
            Description = "What makes cases alike, parted by commas, such as topic,segment. Each is compared as if all had the same mix of these cases.",
        };
        var kpi = new Option<string>("--kpi")
        {
            Description = "A question whose figure is a mean of scores, or refund_rate, contact_rate, churn_rate (per order), conversion_rate or ctr.",
            DefaultValueFactory = _ => Kpi.Satisfaction.Name,
        };
        var window = new Option<string>("--window") { Description = "Length of the window in days or weeks.", DefaultValueFactory = _ => "90d" };
        var cursors = new CursorOptions();
        var command = new Command(
            "teams",
            "Compares teams, or people, by how customers felt after them or by what orders brought, under one mix of cases: who gets the hard cases does "
                + "not look the worse for it. Two are told apart only where that is sure for all pairs at once. Of teams it says besides how soon they "
                + "answered alerts, and what became of adjustments."
        )
            .With(campaign, by, within, kpi, window, cursors.At, cursors.Known, cursors.Seal)
            .WithExample(
                "cpt teams beans --by agent --within topic",
                "cpt teams spring-launch --kpi trust --window 26w",
                "cpt teams beans --by agent --kpi refund_rate --within topic"
            );
        command.SetAction(
            async (options, cancel) =>
            {
                var days = ScorecardCommand.Days(options.GetRequiredValue(window));
                await using var session = await Session.OpenAsync(options, cancel);
                var declared = await session.Engine.Settings.DimensionsAsync(cancel);
                var name = options.GetRequiredValue(campaign);
                var question = new TeamQuestion(
                    name,
                    declared.Split(options.GetValue(by) ?? SplitBy.Team.Name),
                    [.. Names(options.GetValue(within)).Select(declared.Known)],
                    Kpi.Named(options.GetRequiredValue(kpi)),
                    days,
                    await cursors.ReadAsync(options, session.Engine, cancel)
                );
                await session.Engine.CatchUpAsync(progress: null, cancel);
                var reading = await session.Engine.TeamReadings.ReadAsync(question, cancel) ?? throw await Missing.CampaignAsync(session, name, cancel);
                var records = await session.Engine.TeamRecords.ReadAsync(reading, cancel);
                if (options.GetValue(GlobalOptions.Json))
                {
                    Output.Json(TeamsView.Of(reading, records));
                }
                else
                {
                    TeamText.Print(reading);
                    TeamRecordText.Print(reading, records);
                }

                return ExitCode.Done;
            }
        );
        return command;
    }

    private static string[] Names(string? list) => list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
