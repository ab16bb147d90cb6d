using System.Text;
using CustomerPerformanceTracker.Intake;
using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Loop;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Dimensions;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Scorecards;
using CustomerPerformanceTracker.Server;
using CustomerPerformanceTracker.TestSupport;
using NodaTime;

namespace CustomerPerformanceTracker.Truth;

/// <summary>
/// Takes invented campaigns through the product as a user would: one file is imported, a policy with nothing but defaults watches, and scorecards are read on
/// eight dates of each campaign.
/// </summary>
internal sealed class Ground(ulong seed)
{
    private const int Readings = 8;
    private const int FirstReading = 63;

    private const string Policy = """
        name: falling-trust
        logic: { kpi: conversion_rate }
        emotion: { kpi: trust }
        silence: 14d
        """;

    private static readonly LocalDate First = new(2024, 1, 1);
    private static readonly LongAfter Clock = new();

    /// <summary>Runs the campaigns of these numbers, and adds what came of them.</summary>
    public async Task RunAsync(int from, int count, TruthTable table)
    {
        var inventor = new Inventor(seed);
        TrueCampaign[] campaigns = [.. Enumerable.Range(from, count).Select(inventor.Campaign)];
        await using var test = await TestDatabase.MigratedAsync(TrackerModules.All);
        await using var database = await Database.OpenAsync(test.ConnectionString, TrackerModules.All, CancellationToken.None);
        var engine = await Engine.OpenAsync(database, "truth", "Europe/Berlin", Clock, CancellationToken.None);
        await engine.Settings.SetPolicyAsync(Policy, new Authorship("proving-ground", "to notice falling trust"), expected: null, CancellationToken.None);
        await ImportAsync(engine, campaigns);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);

        var alerts = (await engine.Alerts.ListAsync(CancellationToken.None)).ToLookup(alert => alert.Campaign, StringComparer.Ordinal);
        foreach (var campaign in campaigns)
        {
            table.Add(campaign, alerts[campaign.Name].Any(alert => alert.Kind == AlertKind.Silence), WatchTruth.Of(campaign, ToldOn(alerts[campaign.Name])));
            await ReadAsync(engine, campaign, table);
        }
    }

    private static int[] ToldOn(IEnumerable<Alert> alerts) =>
        [.. alerts.Where(alert => alert.Kind == AlertKind.Divergence).Select(alert => Period.DaysBetween(First, alert.On))];

    private static async Task ImportAsync(Engine engine, IEnumerable<TrueCampaign> campaigns)
    {
        using var file = new MemoryStream();
        await using (var lines = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16, leaveOpen: true))
        {
            foreach (var campaign in campaigns)
                new CampaignLines(campaign, new SignalLines(campaign.Name, First, lines)).Write();
        }

        file.Position = 0;
        var import = new Import(engine.Log.AppendAsync, (rows, _) => throw new InvalidOperationException(string.Join('\n', rows.Take(3))), Clock);
        var summary = await import.RunAsync(file, new IntakeOptions { History = true }, progress: null, CancellationToken.None);
        if (summary.Accepted != summary.Read)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Of {summary.Read} lines {summary.Accepted} were taken."));
    }

    private static async Task ReadAsync(Engine engine, TrueCampaign campaign, TruthTable table)
    {
        foreach (var day in ReadingDays(campaign))
        {
            var by = campaign.NewMessageShare > 0 ? SplitBy.Message : null;
            var cursors = new Cursors(At: new DayCursor(First.PlusDays(day), null));
            var card =
                await engine.Scorecards.ReadAsync(new ScorecardQuestion(campaign.Name, Cursors: cursors, By: by), CancellationToken.None)
                ?? throw new InvalidOperationException($"There is no card of {campaign.Name} on day {day}.");
            table.Add(campaign, day, SaidBy.Card(card.Whole), part: false);
            if (day >= campaign.Feeling.From && card.By.FirstOrDefault(scoped => scoped.Scope == Part.NewMessage) is { } own)
                table.Add(campaign, day, SaidBy.Card(own.Scorecard), part: true);
        }
    }

    private static IEnumerable<int> ReadingDays(TrueCampaign campaign)
    {
        int[] days = [.. Enumerable.Range(FirstReading, campaign.Days - FirstReading)];
        new Random(unchecked((int)campaign.Seed)).Shuffle(days);
        return days.Take(Readings).Order();
    }

    /// <summary>All campaigns are over.</summary>
    private sealed class LongAfter : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 1, 9, 0, 0, TimeSpan.Zero);
    }
}
