using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Server.Reads;

namespace CustomerPerformanceTracker.Server.Pages.Overview;

/// <summary>All campaigns, what is said of them together, and the alerts that wait for somebody.</summary>
/// <param name="Cursors">As the address names them.</param>
/// <param name="Page">Which part of the list is shown, from 1 on.</param>
public sealed record OverviewView(IReadOnlyList<CampaignState> Campaigns, IReadOnlyList<Alert> Waiting, CursorQuery Cursors, int Page)
{
    private const int MostNamed = 3;

    /// <summary>Campaigns of a page: more would be no picture any more, and a page that takes long to load.</summary>
    public const int PageSize = 50;

    /// <summary>The campaigns of the page, those that need somebody first.</summary>
    public IReadOnlyList<CampaignState> Shown { get; } = [.. Campaigns.Skip((Page - 1) * PageSize).Take(PageSize)];

    public int Pages => Math.Max(1, (Campaigns.Count + PageSize - 1) / PageSize);

    public Plane Plane => field ??= new(Shown);

    /// <summary>Whether anything is wrong, where and since when; then what waits.</summary>
    public string Headline => BoardWords.Headline([.. Campaigns.Select(campaign => (campaign.Campaign, campaign.Whole))]);

    public string Detail => string.Join(' ', Told().Append(BoardWords.Waiting(Waiting.Count, IsOfNow)));

    // Alerts are as they stand now, or as they stood at a seal; at the other cursors nobody knows their state.
    private bool IsOfNow => Cursors is { Seal: null, At: not null } or { Seal: null, Known: not null };

    /// <param name="page">Which part of the list is shown, from 1 on.</param>
    public static async Task<OverviewView> ReadAsync(Engine engine, CursorQuery query, Cursors cursors, int page, CancellationToken cancel)
    {
        var states = (await engine.Board.ReadAsync(cursors, cancel)).Select(board => new CampaignState(board));
        var alerts = await engine.Alerts.ListAsync(cursors.Seal, cancel);
        return new(
            [.. states.OrderBy(state => state.Rank).ThenBy(state => state.Campaign, StringComparer.Ordinal)],
            [.. alerts.Where(alert => alert.State == AlertStates.Open).OrderByDescending(alert => alert.On)],
            query,
            page
        );
    }

    private IEnumerable<string> Told() =>
        Campaigns
            .Where(campaign => campaign.Rank < 3)
            .Take(MostNamed)
            .Select(campaign => BoardWords.Of(campaign.Campaign, campaign.Demand?.Row, campaign.Feeling?.Row));
}
