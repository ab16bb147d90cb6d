namespace CustomerPerformanceTracker.Log;

/// <summary>Where else a text stands, how often, and the first of its places.</summary>
public sealed record Standing(string Where, long Count, IReadOnlyList<string> Places)
{
    private const int MostPlaces = 5;

    /// <summary>One where there is a place, none where there is not.</summary>
    public static IReadOnlyList<Standing> Of(string where, IEnumerable<string> places)
    {
        string[] all = [.. places];
        return all.Length == 0 ? [] : [new Standing(where, all.Length, all[..Math.Min(all.Length, MostPlaces)])];
    }
}

/// <summary>What an erasure does not reach.</summary>
/// <param name="Twins">Ids of other customers that differ from the given one only by case, space, accents or the form of Unicode; perhaps the same
/// person.</param>
/// <param name="Elsewhere">Where the given id stands outside the tables that are erased, in any case of its letters.</param>
public sealed record ErasureOutlook(IReadOnlyList<string> Twins, IReadOnlyList<Standing> Elsewhere);
