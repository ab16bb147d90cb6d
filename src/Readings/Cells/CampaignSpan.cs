namespace CustomerPerformanceTracker.Readings.Cells;

/// <summary>Signals, by their counts, that are dated after the last day of a reading, and the newest day among them.</summary>
public readonly record struct Ahead(long Signals, LocalDate Newest);

/// <summary>
/// A campaign's first and last day. The last is the newest day on which something occurred that had been received and recorded by the end of that day: a signal
/// with a wrong clock, dated ahead of its own receipt, does not move it. What lies after it is <paramref name="Ahead"/>, null where nothing does.
/// </summary>
public readonly record struct CampaignSpan(LocalDate First, LocalDate Last, Ahead? Ahead);

/// <summary>
/// Where a campaign stands now: its number, its last day as in <see cref="CampaignSpan"/> (null where none were folded yet), the generation of its cells and
/// the last seal folded into them, and the last seal and journal position of its workspace. Between two equal heads nothing has changed.
/// </summary>
public readonly record struct CampaignHead(
    int Campaign,
    LocalDate? LastDay,
    int Generation,
    SealNumber Folded,
    SealNumber Seal,
    Position Journal,
    Ahead? Ahead,
    NotFolded? NotFolded
);
