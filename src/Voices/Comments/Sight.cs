namespace CustomerPerformanceTracker.Voices.Comments;

/// <summary>A campaign as it is looked at: its number and last day, and the cursors with the seal that replays what is read now.</summary>
internal sealed record Sight(int Campaign, LocalDate Last, SealNumber Seal, Cursors Cursors)
{
    /// <summary>Null where the campaign has no signals at the cursors.</summary>
    public static async Task<Sight?> OfAsync(CellReader cells, string campaign, Cursors? asked, CancellationToken cancel)
    {
        var cursors = asked ?? Cursors.Now;
        if (await cells.HeadAsync(campaign, cancel) is not { } head || await cells.SpanAsync(head.Campaign, cursors, cancel) is not { } span)
            return null;
        var seal = cursors.Seal ?? head.Folded;
        return new(head.Campaign, cursors.At?.Day ?? span.Last, seal, cursors with { Seal = seal });
    }
}
