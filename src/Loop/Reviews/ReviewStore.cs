using System.Security.Cryptography;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Loop.Adjustments;
using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Scorecards;
using CustomerPerformanceTracker.Readings.Trends;

namespace CustomerPerformanceTracker.Loop.Reviews;

/// <summary>
/// A campaign over a period, both days included: how it read at its end, where each KPI of that table broke, what was told, what was changed.
/// </summary>
public sealed record Review(
    string Campaign,
    LocalDate From,
    LocalDate To,
    CampaignScorecard Scorecard,
    IReadOnlyList<ReviewedKpi> Kpis,
    IReadOnlyList<Alert> Alerts,
    IReadOnlyList<Adjustment> Adjustments
)
{
    /// <summary>The words that rose since its breaks and alerts, in the order of their days; null where they were not read.</summary>
    public IReadOnlyList<ReviewedWords>? Words { get; init; }

    /// <summary>The review in words.</summary>
    public ReviewParts Parts => ReviewParts.Of(this);

    /// <summary>The line of trust over the period; null where nothing of it was answered in it.</summary>
    public TrustTrend? Trend => Kpis.FirstOrDefault(kpi => kpi.Kpi.Name == Kpi.Trust.Name)?.Trend;
}

/// <summary>Reads reviews, and keeps those that are to be kept as journal streams <c>review-{id}</c>.</summary>
public sealed class ReviewStore(
    Database database,
    Workspace workspace,
    JournalStreams journal,
    ScorecardReader scorecards,
    TrendReader trends,
    AlertStore alerts,
    AdjustmentStore adjustments,
    ErasureList? erasures = null
)
{
    public const string Prefix = "review-";

    private readonly NamedCustomers named = new(workspace, erasures);
    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[workspace.Zone];

    /// <summary>Null where the campaign has no signals at the cursors.</summary>
    public async Task<Review?> ReadAsync(string campaign, LocalDate from, LocalDate to, Cursors cursors, CancellationToken cancel)
    {
        if (to < from)
            throw new ArgumentException("The period ends before it begins.", nameof(to));
        var question = new ScorecardQuestion(campaign, Period.DaysBetween(from, to) + 1, cursors with { At = cursors.At ?? new DayCursor(to, null) });
        if (await scorecards.ReadAsync(question, cancel) is not { } card)
            return null;

        var kpis = await KpisAsync(new TrendQuestion(campaign, To: to, Cursors: cursors), from, card.Whole, cancel);
        var told = (await alerts.ListAsync(cursors.Seal, cancel)).Where(alert => alert.Campaign == campaign && alert.On >= from && alert.On <= to);
        var changed = (await adjustments.ListAsync(cursors.Seal, cancel)).Where(one =>
            one.Proposal.Campaign == campaign && Days(one).Any(day => day >= from && day <= to)
        );
        return new Review(campaign, from, to, card, kpis, [.. told], [.. changed]);
    }

    /// <summary>Every KPI that the table has anything of, in its order, each read with the past before the period.</summary>
    private async Task<IReadOnlyList<ReviewedKpi>> KpisAsync(TrendQuestion question, LocalDate from, Scorecard card, CancellationToken cancel)
    {
        var rows = card.Kpis.Where(kpi => kpi.N > 0 || kpi.Value is not null).ToArray();
        var currencies = rows.Select(row => row.Currency).OfType<string>().Distinct(StringComparer.Ordinal).Count();
        Kpi[] drawn =
        [
            .. rows.Select(row => row.Kpi)
                .Where(kpi => DaySeries.Can(kpi) && (kpi.Unit != KpiUnit.Money || currencies == 1))
                .DistinctBy(kpi => kpi.Name, StringComparer.Ordinal),
        ];
        var lines = (await trends.ReadAsync(question, drawn, cancel) ?? []).ToDictionary(trend => trend.Kpi, StringComparer.Ordinal);
        return [.. rows.Select(row => ReviewedKpi.Of(row, lines.GetValueOrDefault(row.Kpi.Name), from, question.To!.Value))];
    }

    /// <summary>Keeps a review as it reads now, but for risen words that name a customer, which the journal never does. Returns its reference.</summary>
    public async Task<string> KeepAsync(Review review, Authorship by, CancellationToken cancel)
    {
        var stream = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var written = ReviewForms.Stored.Event("review_written", await StoredAsync(review, cancel));
        await journal.AppendAsync([new StreamAppend(stream, ExpectedVersion.NoStream, [written])], by with { Correlation = by.Correlation ?? stream }, cancel);
        return stream;
    }

    private async Task<StoredReview> StoredAsync(Review review, CancellationToken cancel)
    {
        var stored = StoredReview.Of(review);
        FieldText[] terms =
        [
            .. (stored.Words ?? []).SelectMany(words => words.Groups).SelectMany(group => group.Terms).Select(term => new FieldText("words", term.Text)),
        ];
        if (terms.Length == 0)
            return stored;
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        var namings = await named.FirstOfEachAsync(connection, terms, cancel);
        var refused = terms.Zip(namings).Where(pair => pair.Second is not null).Select(pair => pair.First.Text).ToHashSet(StringComparer.Ordinal);
        return stored with { Words = [.. stored.Words!.Select(words => words.Without(refused))] };
    }

    /// <summary>The campaigns of which a review was kept by a seal; null: at all.</summary>
    public async Task<IReadOnlySet<string>> CampaignsAsync(SealNumber? seal, CancellationToken cancel) =>
        (await journal.ReadAsync(Prefix, seal ?? SealNumber.Max, cancel))
            .Select(entry => ReviewForms.Stored.Read<StoredReviewCampaign>(entry).Campaign)
            .ToHashSet(StringComparer.Ordinal);

    private IEnumerable<LocalDate> Days(Adjustment adjustment)
    {
        yield return adjustment.ProposedAt.InZone(zone).Date;
        if (adjustment.AppliedAt is { } at)
            yield return at.InZone(zone).Date;
    }
}
