namespace CustomerPerformanceTracker.Readings.Cells;

/// <summary>
/// A number for a segment, channel and touchpoint that follows from their texts alone, so that it is the same in every database and after any order of arrival.
/// Two that share one, which one pair in four billion does, are one stratum.
/// </summary>
public static class StratumNumber
{
    // FNV-1a, 32 bits (Fowler, Noll, Vo 1991), over UTF-16 units.
    private const uint Offset = 2_166_136_261;
    private const uint Prime = 16_777_619;

    public static int Of(string segment, string channel, string touchpoint)
    {
        var hash = Offset;
        foreach (var letter in $"{segment}\0{channel}\0{touchpoint}")
            hash = unchecked((hash ^ letter) * Prime);
        return unchecked((int)hash);
    }
}
