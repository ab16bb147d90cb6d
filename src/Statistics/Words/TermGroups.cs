namespace CustomerPerformanceTracker.Statistics.Words;

/// <summary>
/// Groups terms that are said by the same respondents after. In the order of their probabilities, a term joins the group with which it shares most of its
/// respondents, where that is at least <see cref="Shared"/> of them; else it begins a group of its own.
/// </summary>
internal static class TermGroups
{
    private const double Shared = 0.5;

    /// <param name="said">The respondents who said each term after, the surest term first.</param>
    /// <returns>The places of the terms of each group, and how many terms are in none.</returns>
    public static (List<List<int>> Groups, int LeftOut) Of(IReadOnlyList<int[]> said, int most)
    {
        var (groups, members, leftOut) = (new List<List<int>>(), new List<HashSet<int>>(), 0);
        foreach (var (term, respondents) in said.Index())
        {
            var group = Nearest(members, respondents);
            if (group is null && groups.Count < most)
            {
                group = groups.Count;
                groups.Add([]);
                members.Add([]);
            }

            if (group is { } found)
            {
                groups[found].Add(term);
                members[found].UnionWith(respondents);
            }
            else
            {
                leftOut++;
            }
        }

        return (groups, leftOut);
    }

    private static int? Nearest(List<HashSet<int>> members, int[] respondents)
    {
        var (nearest, most) = ((int?)null, 0);
        foreach (var (group, known) in members.Index())
            if (respondents.Count(known.Contains) is var shared && shared > most && shared >= Shared * respondents.Length)
                (nearest, most) = (group, shared);
        return nearest;
    }
}
