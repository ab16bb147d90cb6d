using NodaTime.Text;

namespace CustomerPerformanceTracker.Readings.Cells;

/// <summary>
/// What of a campaign is in no reading, because it could not be folded: all its signals behind a seal. <paramref name="Since"/> is when the first of them
/// was recorded.
/// </summary>
public sealed record NotFolded(SealNumber BehindSeal, long Signals, Instant Since)
{
    public string Text =>
        $"{Signals} signals set aside since {InstantPattern.ExtendedIso.Format(Since)} are not in this reading. `cpt projections status` says why, `cpt "
        + "projections retry` takes them in.";

    /// <summary>Null where the reading is of a seal before any of these signals.</summary>
    internal static NotFolded? At(CampaignHead head, Cursors cursors) => cursors.Seal <= head.NotFolded?.BehindSeal ? null : head.NotFolded;
}
