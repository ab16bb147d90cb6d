using System.Security.Cryptography;
using CustomerPerformanceTracker.Readings.Levels;
using CustomerPerformanceTracker.Readings.Scorecards;

namespace CustomerPerformanceTracker.Loop.Levels;

/// <summary>Where a campaign's KPIs stand against their yardsticks, and what of it was accepted.</summary>
public sealed record CampaignLevels(CampaignScorecard Card, IReadOnlyList<AcceptedLevel> Accepted)
{
    /// <summary>The rows that have a yardstick.</summary>
    public IEnumerable<KpiReading> Rows => Card.Whole.Kpis.Where(kpi => kpi.Yardstick is not null);
}

/// <summary>Shows levels, and takes down that a person accepts one.</summary>
public sealed class LevelStore(JournalStreams journal, ScorecardReader scorecards, AcceptedLevels accepted)
{
    /// <summary>Null where the campaign has no signals at the cursors.</summary>
    public async Task<CampaignLevels?> ShowAsync(string campaign, Cursors cursors, CancellationToken cancel) =>
        await scorecards.ReadAsync(new ScorecardQuestion(campaign, Cursors: cursors), cancel) is { } card
            ? new CampaignLevels(card, await accepted.ListAsync(campaign, cursors.Seal, cancel))
            : null;

    /// <summary>
    /// Accepts where a KPI stands now as its yardstick from the first day of that level on. Null where the campaign has no signals at the cursors.
    /// </summary>
    /// <exception cref="RefusedException">The card has no such row, or the row has nothing to accept.</exception>
    public async Task<AcceptedLevel?> AcceptAsync(string campaign, string kpi, DayCursor? at, Authorship by, CancellationToken cancel)
    {
        if (await scorecards.ReadAsync(new ScorecardQuestion(campaign, Cursors: new Cursors(At: at)), cancel) is not { } card)
            return null;

        var row =
            card.Whole.Kpis.FirstOrDefault(one => one.Kpi.Name == kpi && one.Compared is not null)
            ?? throw new RefusedException(
                "no_level",
                $"{kpi} has no level in {campaign} on {card.To} that could be accepted. `cpt levels show {campaign}` lists those that have one.",
                "/kpi"
            );
        return await AcceptAsync(campaign, kpi, row.StandsSince ?? card.From, card.To, row.Compared!.Value, by, cancel);
    }

    /// <summary>What is written when a level is accepted, to be appended with what it follows from.</summary>
    internal static StreamAppend Accepted(string campaign, string kpi, LocalDate from, LocalDate to, double? value, string? adjustment) =>
        new(
            AcceptedLevels.Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)),
            ExpectedVersion.NoStream,
            [LevelForms.Stored.Event("level_accepted", new StoredLevel(campaign, kpi, from, to, value, adjustment))]
        );

    private async Task<AcceptedLevel> AcceptAsync(
        string campaign,
        string kpi,
        LocalDate from,
        LocalDate to,
        double value,
        Authorship by,
        CancellationToken cancel
    )
    {
        var acceptance = Accepted(campaign, kpi, from, to, value, adjustment: null);
        await journal.AppendAsync([acceptance], by with { Correlation = by.Correlation ?? acceptance.Stream }, cancel);
        return AcceptedLevels.Load((await journal.ReadStreamAsync(acceptance.Stream, cancel))[0]);
    }
}
