using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Server.Behind;
using CustomerPerformanceTracker.Voices;

namespace CustomerPerformanceTracker.Cli.Commands;

internal static class AlertsCommand
{
    public static Command Create() =>
        new Command("alerts", "Divergences and silences that were made known, with their evidence, and what people do about them.")
            .With(List(), Show())
            .With(AlertHandling.Commands())
            .With(AlertSilencing.Commands())
            .With(AlertWatching.Watch())
            .WithExample("cpt alerts list --state open");

    /// <summary>The alert whose id begins so, at its latest occurrence.</summary>
    /// <exception cref="UsageException">There is none, or there are several.</exception>
    public static async Task<Alert> FindAsync(AlertStore book, string asked, CancellationToken cancel)
    {
        var found = (await book.ListAsync(cancel)).Where(alert => alert.Id.StartsWith(asked, StringComparison.Ordinal)).DistinctBy(alert => alert.Id).ToArray();
        return found is [var alert]
            ? alert
            : throw new UsageException(
                found.Length == 0
                    ? $"There is no alert '{asked}'. `cpt alerts list` shows them."
                    : $"'{asked}' begins the ids of {found.Length} alerts; write more of it."
            );
    }

    private static Command List()
    {
        var campaign = new Option<string?>("--campaign") { Description = "Only of this campaign." };
        var state = new Option<string?>("--state") { Description = "Only in this state." };
        state.AcceptOnlyFromAmong([.. AlertStates.All]);
        var command = new Command("list", "Every time an alert showed, the latest first.")
            .With(campaign, state)
            .WithExample("cpt alerts list --campaign spring-launch --state open");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                await session.Engine.CatchUpAsync(progress: null, cancel);
                var (only, among) = (options.GetValue(campaign), options.GetValue(state));
                var alerts = (await session.Engine.Alerts.ListAsync(cancel))
                    .Where(alert => (only is null || alert.Campaign == only) && (among is null || alert.State == among))
                    .ToArray();
                var powers = await PowersAsync(session, only, cancel);
                var moves = await session.Engine.Common.ReadAsync(alerts, cancel);
                if (options.GetValue(GlobalOptions.Json))
                {
                    Output.Json(new AlertListView([.. alerts.Zip(moves, AlertRowView.Of)], [.. powers.Select(PowerView.Of)]));
                    return ExitCode.Done;
                }

                if (alerts.Length == 0)
                    Console.WriteLine("No alerts.");
                foreach (var (alert, move) in alerts.Zip(moves))
                    Console.WriteLine(AlertText.Line(alert, move));
                PowerText.Print(powers);
                return ExitCode.Done;
            }
        );
        return command;
    }

    // What each policy would notice: in the campaign asked for, or in the one with the most answers; of the others, whether it can tell at all.
    private static async Task<IReadOnlyList<PolicyPower>> PowersAsync(Session session, string? campaign, CancellationToken cancel)
    {
        var powers = new List<PolicyPower>();
        foreach (var (policy, _) in await session.Engine.Settings.PoliciesAsync(cancel))
            powers.Add(await session.Engine.Power.OfAsync(policy, most: 1, campaign, cancel));
        return powers;
    }

    private static void PrintReading(Alert alert, AlertReading reading)
    {
        if (reading is { Line: { } line, Break: { } one })
            TrendText.PrintBreak(line, one);
        if (reading.Words is not { } words)
            return;
        foreach (var sentence in RisenWords.Sentences(words))
            Console.WriteLine(Output.Paragraph(sentence));
        if (words.Groups.Count > 0)
            Console.WriteLine(Output.Paragraph(RisenSentence.ToQuotes(alert.Campaign, alert.Id)));
    }

    private static Command Show()
    {
        var id = new Argument<string>("ID") { Description = "The alert's id, or the beginning of it." };
        var command = new Command("show", "One alert with its evidence as it was frozen, the times it showed, and all that was done about it.")
            .With(id)
            .WithExample("cpt alerts show 3fa2b1c0");
        command.SetAction(
            async (options, cancel) =>
            {
                await using var session = await Session.OpenAsync(options, cancel);
                await session.Engine.CatchUpAsync(progress: null, cancel);
                var book = session.Engine.Alerts;
                var alert = await FindAsync(book, options.GetRequiredValue(id), cancel);
                var occurrences = (await book.FindAsync(alert.Id, cancel))!;
                var history = await book.HistoryAsync(alert, cancel);
                var policy = (await session.Engine.Settings.PoliciesAsync(cancel))
                    .Select(set => set.Policy)
                    .FirstOrDefault(policy => policy.Name == alert.Policy);
                IReadOnlyList<PolicyPower> powers = policy is null
                    ? []
                    : [await session.Engine.Power.OfAsync(policy, PowerReader.Usual, alert.Campaign, cancel)];
                var move = await session.Engine.Common.ReadAsync(occurrences[0], cancel);
                var reading = await AlertReading.OfAsync(alert, session.Engine.Trends, session.Engine.RisenVoices, cancel);
                if (options.GetValue(GlobalOptions.Json))
                {
                    Output.Json(WholeAlertView.Of(occurrences, history, move, reading.Break, reading.Words, powers));
                    return ExitCode.Done;
                }

                if (BreakWords.Common(move, KpiText.Words(occurrences[0].Kpi)) is { } common)
                    Console.WriteLine(Output.Paragraph(common));
                Console.WriteLine(AlertText.Whole(occurrences, history, policy));
                PrintReading(alert, reading);
                PowerText.Print(powers);
                return ExitCode.Done;
            }
        );
        return command;
    }
}
