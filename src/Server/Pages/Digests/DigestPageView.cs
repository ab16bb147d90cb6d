using CustomerPerformanceTracker.Loop.Digests;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Server.Pages.Campaigns;
using CustomerPerformanceTracker.Server.Pages.Frame;
using CustomerPerformanceTracker.Server.Reads;

namespace CustomerPerformanceTracker.Server.Pages.Digests;

/// <summary>A digest as people see it, with the lines of the first of its campaigns.</summary>
/// <param name="Lanes">By campaign; null where a campaign has no line of days.</param>
/// <param name="Root">What stands before each link; empty on a page of this server, null where nothing is linked.</param>
public sealed record DigestPageView(Digest Digest, string Workspace, string Zone, IReadOnlyDictionary<string, LanesView?> Lanes, string? Root)
{
    /// <summary>More pictures would make a mail that readers cut.</summary>
    private const int MostPictures = 3;

    /// <summary>The days of a picture, up to the campaign's last.</summary>
    private const int DaysBack = 13 * 7;

    public string Title => Digest.Since is { } since ? $"New since seal {since}" : "All that stands";

    private CursorQuery Sealed => new(At: null, Known: null, Digest.Seal.Value);

    public string? CampaignLink(string campaign) => To(Links.Campaign(campaign, Sealed));

    public string? AlertLink(string alert) => To(Links.Alert(alert));

    public string? Link => To(Links.Digest(Digest.Since, Digest.Seal));

    public static async Task<DigestPageView> OfAsync(Engine engine, Digest digest, string? root, CancellationToken cancel)
    {
        var lanes = new Dictionary<string, LanesView?>(StringComparer.Ordinal);
        foreach (var campaign in digest.News.Take(MostPictures))
        {
            var card = campaign.Board.Card;
            var sides = await CampaignSides.ReadAsync(engine, card, new Cursors(Seal: digest.Seal), cancel);
            var (demand, feeling) = (sides.Demand?.Line, sides.Feeling?.Line);
            lanes[campaign.Name] = LanesView.Of(
                campaign.Name,
                demand,
                feeling,
                LaneMarks.Of([], [], [demand, feeling], engine.Days),
                new(card.To.PlusDays(-DaysBack), card.To)
            );
        }

        return new(digest, engine.Workspace.Name, engine.Workspace.Zone, lanes, root);
    }

    private string? To(string path) => Root is { } root ? root + path : null;
}
