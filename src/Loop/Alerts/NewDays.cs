using System.Collections.ObjectModel;
using CustomerPerformanceTracker.Readings.Divergence;

namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>
/// Reads what was received after a day, of many campaigns at once, and remembers it for the other policies of the same look: they ask for the same days.
/// </summary>
internal sealed class NewDays(ReceivedDays received, LocalDate today)
{
    // More than a few days are read once and not remembered.
    private const int FewDays = 3;

    private readonly Dictionary<(string By, int Campaign), (LocalDate After, IReadOnlyList<ReceivedMeasure> Measures)> few = [];

    public async Task<IReadOnlyDictionary<int, IReadOnlyList<ReceivedMeasure>>> ReadAsync(
        IReadOnlyCollection<(int Campaign, LocalDate? After)> campaigns,
        IReadOnlyCollection<Dimension> by,
        CancellationToken cancel
    )
    {
        var name = string.Join(' ', by.Select(dimension => dimension.Name).Order(StringComparer.Ordinal));
        var unknown = campaigns.Where(one => !IsKnown(name, one.Campaign, one.After)).ToArray();
        var read =
            unknown.Length > 0
                ? await received.ReadAsync(unknown, by, LocalDate.MaxIsoValue, cancel)
                : ReadOnlyDictionary<int, IReadOnlyList<ReceivedMeasure>>.Empty;
        var found = new Dictionary<int, IReadOnlyList<ReceivedMeasure>>();
        foreach (var (campaign, after) in unknown)
        {
            found[campaign] = read.GetValueOrDefault(campaign) ?? [];
            if (after >= today.PlusDays(-FewDays))
                few[(name, campaign)] = (after.Value, found[campaign]);
        }

        foreach (var (campaign, after) in campaigns.Where(one => !found.ContainsKey(one.Campaign)))
            found[campaign] =
                few[(name, campaign)] is var known && known.After == after ? known.Measures : [.. known.Measures.Where(measure => measure.Day > after)];
        return found;
    }

    private bool IsKnown(string by, int campaign, LocalDate? after) => few.TryGetValue((by, campaign), out var known) && known.After <= after;
}
