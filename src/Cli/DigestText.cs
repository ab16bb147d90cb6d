using CustomerPerformanceTracker.Loop.Digests;

namespace CustomerPerformanceTracker.Cli;

/// <summary>A digest as a person reads it in a terminal.</summary>
internal static class DigestText
{
    public static void Print(Digest digest)
    {
        Console.WriteLine(Output.Paragraph(PlainText.Clean(DigestWords.Headline(digest))));
        foreach (var campaign in digest.News)
            ReviewText.Part(PlainText.Clean(campaign.Name), [.. DigestWords.Of(campaign)]);
        if (digest.Alerts.Count > 0)
            ReviewText.Part(DigestWords.Alerts, [.. digest.Alerts.Select(DigestWords.Of)]);
        if (digest.Changes.Count > 0)
            ReviewText.Part(DigestWords.Changes, [.. digest.Changes.Select(DigestWords.Of)]);
        ReviewText.Part(DigestWords.Unseen, [.. DigestWords.NotKnown(digest)]);
        Console.WriteLine();
        Console.WriteLine(Output.Paragraph($"Read by seal {digest.Seal}; what is new since then: `cpt digest --since-seal {digest.Seal}`."));
    }
}
