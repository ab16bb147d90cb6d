using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Rates;
using CustomerPerformanceTracker.Statistics.Effects;

namespace CustomerPerformanceTracker.Readings.Effects;

/// <summary>
/// Measures what a change did to a campaign: its days after the change against those before and against other campaigns' days, read from the cells at the
/// cursors asked for. The same question at the same cursors gives the same bits.
/// </summary>
public sealed class EffectReader(CellReader cells, WorkspaceSettings settings, RateReader rates)
{
    /// <summary>Answers of a score, or trials of a rate, that either side needs; no fewer than a divergence policy asks for.</summary>
    private const double FewestAnswers = 30;

    /// <summary>Campaigns compared with at most: those with the most answers, so that the choice does not look at how they moved.</summary>
    private const int MostControls = 20;

    public async Task<EffectReading> MeasureAsync(EffectQuestion question, CancellationToken cancel)
    {
        var kpi = Kpi.Named(question.Kpi);
        if (await CampaignAsync(question, cancel) is not { } campaign)
            return Nothing(question, kpi);

        var stack = await settings.KpisAsync(question.Cursors.Seal, cancel);
        campaign = await InOneCurrencyAsync(campaign, stack, question, cancel);
        var others = await ControlsAsync(question, campaign, stack, cancel);
        var beside = Beside(question, stack)
            .Select(other => Measure(question, other, stack, campaign, others))
            .Where(reading => reading.Kpi == question.Guard || reading.Refusal?.Code is not (EffectCodes.NoSignals or EffectRefusals.NoVariation))
            .Select(reading => reading with { Days = [] });
        return Measure(question, kpi, stack, campaign, others) with { Beside = [.. beside] };
    }

    /// <summary>The logic KPIs that count, and the guard, which is read whether it counts or not.</summary>
    private static IEnumerable<Kpi> Beside(EffectQuestion question, KpiStack stack) =>
        stack
            .Goals.Where(goal => goal.Kpi.Side == Side.Logic && goal.Weight > 0)
            .Select(goal => goal.Kpi)
            .Concat(question.Guard is { } guard ? [Kpi.Named(guard)] : [])
            .DistinctBy(kpi => kpi.Name, StringComparer.Ordinal)
            .Where(kpi => kpi.Name != question.Kpi);

    private static EffectReading Measure(EffectQuestion question, Kpi kpi, KpiStack stack, CampaignDays campaign, IReadOnlyList<CampaignDays> others)
    {
        var currencies = stack.Currency is { } one ? [one] : campaign.Currencies();
        if (KpiDays.NeedsCurrency(kpi) && currencies.Length > 1)
        {
            var which = string.Join(", ", currencies);
            return Refused(
                question,
                kpi,
                campaign,
                EffectCodes.SeveralCurrencies,
                $"{question.Campaign} has money in {which}; name one as `currency` in the KPI stack."
            );
        }

        var currency = currencies.FirstOrDefault();
        if ((KpiDays.NeedsCurrency(kpi) && currency is null) || campaign.Read(kpi, currency) is not { } days)
            return Nothing(question, kpi, campaign);

        var controls = others
            .Select(other => other.Read(kpi, currency))
            .OfType<KpiDays>()
            .OrderByDescending(other => other.Answers.Sum())
            .ThenBy(other => other.Series.Name, StringComparer.Ordinal)
            .Take(MostControls);
        return new EffectStudyRun(question, kpi, campaign, days).Read([.. controls], FewestAnswers);
    }

    private async Task<CampaignDays?> CampaignAsync(EffectQuestion question, CancellationToken cancel)
    {
        if (
            await cells.CampaignAsync(question.Campaign, cancel) is not { } campaign
            || await cells.SpanAsync(campaign, question.Cursors, cancel) is not { } span
        )
            return null;

        var (from, to) = (LocalDate.Max(question.From, span.First), LocalDate.Min(question.To, span.Last));
        return from > to ? null : new(question.Campaign, from, to, await cells.DaysAsync(campaign, from, to, question.Cursors, by: null, cancel));
    }

    private async Task<CampaignDays> InOneCurrencyAsync(CampaignDays campaign, KpiStack stack, EffectQuestion question, CancellationToken cancel) =>
        campaign with
        {
            Measures = Exchange.In(await rates.ForAsync(stack.Currency, campaign.Measures, question.Cursors, cancel), campaign.Measures),
        };

    private async Task<IReadOnlyList<CampaignDays>> ControlsAsync(EffectQuestion question, CampaignDays campaign, KpiStack stack, CancellationToken cancel)
    {
        var found = new List<CampaignDays>();
        foreach (var (id, name) in await cells.CampaignsAsync(cancel))
        {
            if (!question.MayCompareWith(name))
                continue;
            var days = await cells.DaysAsync(id, campaign.From, campaign.To, question.Cursors, by: null, cancel);
            found.Add(await InOneCurrencyAsync(new(name, campaign.From, campaign.To, days), stack, question, cancel));
        }

        return found;
    }

    private static EffectReading Nothing(EffectQuestion question, Kpi kpi, CampaignDays? campaign = null)
    {
        var (from, to) = campaign is null ? (question.From, question.To) : (campaign.From, campaign.To);
        return Refused(
            question,
            kpi,
            campaign,
            EffectCodes.NoSignals,
            $"{question.Campaign} has no signals of {kpi.Name} between {from:uuuu-MM-dd} and {to:uuuu-MM-dd}."
        );
    }

    // Where the campaign has no signals at all in these days, none of them was read: the days after the change are still to come.
    private static EffectReading Refused(EffectQuestion question, Kpi kpi, CampaignDays? campaign, string code, string reason) =>
        new(question.Campaign, kpi.Name, "", question.ChangedOn, campaign?.From ?? question.From, campaign?.To ?? question.ChangedOn.PlusDays(-1), 0, 0)
        {
            Refusal = new(code, reason),
        };
}

/// <summary>A campaign's measures of the days looked at, both ends included.</summary>
internal sealed record CampaignDays(string Name, LocalDate From, LocalDate To, IReadOnlyList<DayMeasure> Measures)
{
    public string[] Currencies() =>
        [
            .. Measures
                .Where(m => m.Measure.Currency is not null && m.Measure.Amount != 0)
                .Select(m => m.Measure.Currency!)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    public KpiDays? Read(Kpi kpi, string? currency) => KpiDays.Of(kpi, Name, Measures, From, To, currency);
}
