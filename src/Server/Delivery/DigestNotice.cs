using CustomerPerformanceTracker.Loop.Digests;
using CustomerPerformanceTracker.Server.Delivery.Sinks;

namespace CustomerPerformanceTracker.Server.Delivery;

/// <summary>
/// Tells what is sure and new since the digest before, also where nothing is: a digest that does not come means that something is wrong. <c>data</c> has the
/// seals between which it is read, its headline, and its campaigns, alerts and changes.
/// </summary>
internal sealed record DigestNotice(string Id, string Workspace, string Subscription, DigestSpan Span, Digest Digest, Instant PutAt)
    : Notice(Id, Workspace, Subscription)
{
    private const int LongestLine = 1_000;

    /// <summary>Sent to see whether the sink takes it, by no rhythm.</summary>
    public bool IsTest { get; init; }

    public override string Type => IsTest ? "cpt.digest.test.v1" : "cpt.digest.made.v1";

    public override string Subject => OutboxEntry.OfDigests;

    public override long Sequence => DigestPost.PositionOf(Span.On).Value;

    public override Instant RecordedAt => PutAt;

    public override string Thread => $"digests-{Workspace}-{Subscription}";

    public override string Headline => Line($"{Workspace}, {CountWords.Day(Span.On)}: {DigestWords.Headline(Digest)}");

    public override string Sentence => Line((IsTest ? "This is a test of the subscription, with all that stands now. " : "") + DigestWords.Headline(Digest));

    public override IReadOnlyList<string> Words =>
        [
            .. Digest.News.SelectMany(campaign => DigestWords.Of(campaign).Select(told => Line($"{campaign.Name}: {told}"))),
            .. Digest.Alerts.Select(news => Line(DigestWords.Of(news))),
            .. Digest.Changes.Select(news => Line(DigestWords.Of(news))),
            .. DigestWords.NotKnown(Digest).Select(Line),
        ];

    public override IEnumerable<(string Name, string Value)> Facts =>
        [
            ("Digest", Rhythms.NameOf(Span.Rhythm)),
            ("Since seal", Digest.Since?.ToString() ?? "none before, so all that stands"),
            ("Read by seal", Digest.Seal.ToString()),
            ("Campaigns looked at", Digest.Campaigns.Count.ToString(CultureInfo.InvariantCulture)),
        ];

    public override byte[] CloudEvent() => CloudEvent(DigestView.Of(Digest, Span));

    private static string Line(string text) => AlertWords.Line(text, LongestLine);
}
