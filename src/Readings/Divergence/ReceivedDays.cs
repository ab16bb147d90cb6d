using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Rates;

namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>
/// Reads what a watch judges: what each received day brought, its money in the currency that the KPI stack reads. Money is exchanged by the rate that was known
/// on the evening of the day, so a rate that comes or is corrected later changes no day before it; money in a currency without any stays in that currency.
/// Where no seal is asked for, the stack and the rates are those of the seal that the cells are folded to, so that a reading at that seal is the same.
/// </summary>
public sealed class ReceivedDays(ReceivedReader received, CellReader cells, RateReader rates, WorkspaceSettings settings)
{
    /// <summary>What each received day brought to one campaign, in order, at any cursors.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such seal.</exception>
    public async Task<IReadOnlyList<ReceivedMeasure>> ReadAsync(
        int campaign,
        IReadOnlyCollection<Dimension> by,
        LocalDate until,
        Cursors cursors,
        CancellationToken cancel
    ) => (await ReadAsync([campaign], by, until, cursors, cancel)).GetValueOrDefault(campaign) ?? [];

    /// <inheritdoc cref="ReceivedReader.ReadAsync(IReadOnlyCollection{int}, IReadOnlyCollection{Dimension}, LocalDate, Cursors, CancellationToken)"/>
    public async Task<IReadOnlyDictionary<int, IReadOnlyList<ReceivedMeasure>>> ReadAsync(
        IReadOnlyCollection<int> campaigns,
        IReadOnlyCollection<Dimension> by,
        LocalDate until,
        Cursors cursors,
        CancellationToken cancel
    ) => await InStackAsync(await received.ReadAsync(campaigns, by, until, cursors, cancel), cursors, cancel);

    /// <summary>
    /// What each received day brought to each of the campaigns, in order, from behind a day of its own (null: from the first) up to and including
    /// <paramref name="until"/>; apart by the given dimensions.
    /// </summary>
    public async Task<IReadOnlyDictionary<int, IReadOnlyList<ReceivedMeasure>>> ReadAsync(
        IReadOnlyCollection<(int Campaign, LocalDate? After)> campaigns,
        IReadOnlyCollection<Dimension> by,
        LocalDate until,
        CancellationToken cancel
    ) => await InStackAsync(await received.ReadAsync(campaigns, by, until, cancel), Cursors.Now, cancel);

    private async Task<IReadOnlyDictionary<int, IReadOnlyList<ReceivedMeasure>>> InStackAsync(
        IReadOnlyDictionary<int, List<ReceivedMeasure>> read,
        Cursors cursors,
        CancellationToken cancel
    )
    {
        var hasMoney = read.Values.Any(measures => measures.Exists(IsMoney));
        var seal = hasMoney ? cursors.Seal ?? await cells.FoldedAsync(cancel) : SealNumber.None;
        if (!hasMoney || (await settings.KpisAsync(seal, cancel)).Currency is not { } stack)
            return read.ToDictionary(one => one.Key, IReadOnlyList<ReceivedMeasure> (one) => one.Value);
        string[] others = [.. read.Values.SelectMany(measures => measures).Select(one => one.Currency).OfType<string>().Where(one => one != stack).Distinct()];
        var known =
            others.Length == 0
                ? new KnownRates([])
                : await rates.ReceivedAsync(stack, others, read.Values.Max(measures => measures[^1].Day), cursors.Known, seal, cancel);
        return read.ToDictionary(one => one.Key, IReadOnlyList<ReceivedMeasure> (one) => [.. one.Value.Select(measure => In(stack, measure, known))]);
    }

    private static bool IsMoney(ReceivedMeasure measure) => measure.Currency is not null;

    private static ReceivedMeasure In(string stack, ReceivedMeasure measure, KnownRates known) =>
        measure.Currency is not { } currency ? measure
        : currency == stack || known.On(currency, measure.Day) is not { } rate ? measure with { StackCurrency = stack }
        : measure with { StackCurrency = stack, Currency = stack, Amount = rate.Exchanged(measure.Amount) };
}
