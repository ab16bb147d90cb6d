using CustomerPerformanceTracker.Loop.Digests;
using CustomerPerformanceTracker.Readings.Scorecards;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>A campaign of which something is surely otherwise than before.</summary>
/// <param name="Was">Its reading by the seal before; null where there was none.</param>
/// <param name="Since">The first day on which the side that gives the reading its word stood where it stands now; null where none is surely elsewhere.</param>
/// <param name="Told">The same in sentences.</param>
public sealed record DigestCampaignView(string Campaign, string Reading, string? Was, LocalDate? Since, IReadOnlyList<string> Told);

/// <summary>An alert that was raised, or is in another state than before.</summary>
/// <param name="Was">Its state by the seal before; null where it was not there.</param>
public sealed record DigestAlertView(string Id, string Campaign, string State, string? Was, string Told);

/// <summary>A change of strategy that was proposed, or is in another state than before.</summary>
/// <inheritdoc cref="DigestAlertView"/>
public sealed record DigestChangeView(string Id, string Campaign, string State, string? Was, string Told);

/// <summary>What is sure and new between two seals.</summary>
/// <param name="Every">daily or weekly; left out where nobody is sent it.</param>
/// <param name="On">The day it is of; left out where nobody is sent it.</param>
/// <param name="SinceSeal">The seal before; null: all that stands.</param>
/// <param name="Seal">The seal by which it is read.</param>
/// <param name="Looked">How many campaigns were looked at.</param>
/// <param name="NotKnown">What it says nothing of, and why.</param>
public sealed record DigestView(
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Every,
    [property: JsonIgnore(Condition = WhenWritingNull)] LocalDate? On,
    long? SinceSeal,
    long Seal,
    string Headline,
    int Looked,
    IReadOnlyList<DigestCampaignView> Campaigns,
    IReadOnlyList<DigestAlertView> Alerts,
    IReadOnlyList<DigestChangeView> Changes,
    IReadOnlyList<string> NotKnown
)
{
    public static DigestView Of(Digest digest, DigestSpan? span = null) =>
        new(
            span is null ? null : Rhythms.NameOf(span.Rhythm),
            span?.On,
            digest.Since?.Value,
            digest.Seal.Value,
            DigestWords.Headline(digest),
            digest.Campaigns.Count,
            [
                .. digest.News.Select(campaign => new DigestCampaignView(
                    campaign.Name,
                    StoredNames.Of(campaign.Now.Reading),
                    campaign.Before is { } before ? StoredNames.Of(before.Reading) : null,
                    campaign.Now.Since,
                    [.. DigestWords.Of(campaign)]
                )),
            ],
            [.. digest.Alerts.Select(news => new DigestAlertView(news.Alert.Id, news.Alert.Campaign, news.Alert.State, news.Was, DigestWords.Of(news)))],
            [
                .. digest.Changes.Select(news => new DigestChangeView(
                    news.Change.Id,
                    news.Change.Proposal.Campaign,
                    news.Change.State,
                    news.Was,
                    DigestWords.Of(news)
                )),
            ],
            [.. DigestWords.NotKnown(digest)]
        );
}
