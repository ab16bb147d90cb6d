using CustomerPerformanceTracker.Loop.Alerts;
using CustomerPerformanceTracker.Readings;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Scorecards;
using CustomerPerformanceTracker.Server.Pages.Frame;
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
    public string Headline => OverviewSentence.Headline([.. Campaigns.Select(campaign => (campaign.Campaign, campaign.Whole))]);

    public string Detail => string.Join(' ', Told().Append(OverviewSentence.Waiting(Waiting.Count, IsOfNow)));

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
            .Select(campaign => OverviewSentence.Of(campaign.Campaign, campaign.Demand?.Row, campaign.Feeling?.Row));
}

/// <summary>What all campaigns together say, in a sentence that names how many are wrong, which and since when. Each clause follows from readings.</summary>
internal static class OverviewSentence
{
    public static string Headline(IReadOnlyList<(string Name, Scorecard Card)> campaigns)
    {
        if (campaigns.Count == 0)
            return "Nothing has been received yet.";
        foreach (var (reading, word) in Wrong)
        {
            (string Name, Scorecard Card)[] found = [.. campaigns.Where(one => one.Card.Reading == reading)];
            if (found.Length > 0)
                return $"{Of(found.Length, campaigns.Count)} {(found.Length == 1 ? "is" : "are")} {word}: {Names(found)}.";
        }

        var unknown = campaigns.Count(one => one.Card.Reading == Reading.NotEnoughAnswers);
        return unknown == 0 ? "No campaign is surely worse than it was."
            : unknown == campaigns.Count ? "No campaign is surely worse, and none has enough answers to say that nothing is."
            : $"No campaign is surely worse; {Of(unknown, campaigns.Count).ToLowerInvariant()} {(unknown == 1 ? "has" : "have")} too few answers to say that "
                + "nothing is.";
    }

    /// <summary>What the customers of a campaign do, and how they feel, each against what it was.</summary>
    public static string Of(string campaign, KpiReading? demand, KpiReading? feeling) =>
        $"{campaign}: {Side(demand, "what people buy")}; {Side(feeling, "how they feel")}.";

    private static string Side(KpiReading? row, string side) =>
        row is null ? $"{side} is not known"
        : row.Yardstick is null ? $"{KpiText.Name(row.Kpi)} {KpiText.Value(row)}, with nothing before to be held against"
        : $"{KpiText.Name(row.Kpi)} {KpiText.Compared(row)}, was {KpiText.Yardstick(row)}{(row.Sure == Sure.No ? ", no sure change" : "")}";

    /// <param name="isOfNow">Whether the sentence stands beside readings of an earlier moment, and is of now itself.</param>
    public static string Waiting(int alerts, bool isOfNow = false) =>
        $"{(alerts == 0 ? "No alert waits" : PageText.Sentence(PageText.Many(alerts, "alert waits", "alerts wait")))} for somebody{(isOfNow ? " now" : "")}.";

    private static readonly (Reading Reading, string Word)[] Wrong =
    [
        (Reading.Misleading, "misleading"),
        (Reading.Declining, "declining"),
        (Reading.UnconvertedTrust, "bought less than before"),
    ];

    private static string Of(int some, int all) =>
        all == 1 ? "The one campaign" : $"{PageText.Sentence(PageText.Count(some))} of {PageText.Many(all, "campaign")}";

    private static string Names((string Name, Scorecard Card)[] found) =>
        string.Join(", ", found.Take(3).Select(one => one.Card.Since is { } since ? $"{one.Name}, since {PageText.Day(since)}" : one.Name))
        + (found.Length > 3 ? $" and {PageText.Many(found.Length - 3, "other")}" : "");
}
