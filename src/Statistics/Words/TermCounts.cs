namespace CustomerPerformanceTracker.Statistics.Words;

/// <summary>
/// Comments by respondent and period, blank ones left out, and how many respondents of each stratum said a term. A respondent counts once a term in each
/// period, and is of the stratum of the first comment there.
/// </summary>
internal sealed class TermCounts
{
    private readonly int[] places;
    private readonly int[] respondents;
    private readonly bool[] after;
    private readonly int[] strata;
    private readonly TermTable[] whole;
    private readonly TermIndex index;

    public TermCounts(IReadOnlyList<Comment> comments)
    {
        places = ByRespondent(comments);
        index = new(places.Select(place => comments[place].Text));
        respondents = new int[places.Length];
        var (known, sides, numbers) = (new Dictionary<int, int>(), new List<bool>(), new List<int>());
        for (var at = 0; at < places.Length; at++)
        {
            var comment = comments[places[at]];
            if (at == 0 || comments[places[at - 1]].Respondent != comment.Respondent || comments[places[at - 1]].After != comment.After)
            {
                known.TryAdd(comment.Stratum, known.Count);
                sides.Add(comment.After);
                numbers.Add(known[comment.Stratum]);
            }

            respondents[at] = sides.Count - 1;
        }

        (after, strata) = ([.. sides], [.. numbers]);
        whole = new TermTable[known.Count];
        for (var respondent = 0; respondent < after.Length; respondent++)
            Count(ref whole[strata[respondent]], respondent);
    }

    /// <summary>How many terms there are.</summary>
    public int Terms => index.Count;

    /// <summary>The respondents of each stratum.</summary>
    public IReadOnlyList<TermTable> Whole => whole;

    public string Text(int term) => index.Text(term);

    /// <summary>The respondents who said a term, each once, in a fixed order.</summary>
    public int[] Said(int term) => [.. index.Places(term).Select(at => respondents[at]).Distinct()];

    /// <summary>Whether a respondent is of the second period.</summary>
    public bool IsAfter(int respondent) => after[respondent];

    /// <summary>The places of the comments that carry a term, in the list that was given.</summary>
    public int[] Comments(int term) => [.. index.Places(term).Select(at => places[at]).Order()];

    /// <summary>The table of each stratum, or one of all strata together.</summary>
    public TermTable[] Tables(int[] said, bool stratified)
    {
        var tables = stratified ? [.. whole] : (TermTable[])[whole.Aggregate((sum, one) => new(0, sum.Before + one.Before, 0, sum.After + one.After))];
        foreach (var respondent in said)
        {
            ref var table = ref tables[stratified ? strata[respondent] : 0];
            table = after[respondent] ? table with { SaidAfter = table.SaidAfter + 1 } : table with { SaidBefore = table.SaidBefore + 1 };
        }

        return tables;
    }

    // The places of comments that are not blank, those of one respondent and period beside each other.
    private static int[] ByRespondent(IReadOnlyList<Comment> comments) =>
        [
            .. Enumerable
                .Range(0, comments.Count)
                .Where(place => !string.IsNullOrWhiteSpace(comments[place].Text))
                .OrderBy(place => comments[place].Respondent)
                .ThenBy(place => comments[place].After),
        ];

    private void Count(ref TermTable table, int respondent) =>
        table = after[respondent] ? table with { After = table.After + 1 } : table with { Before = table.Before + 1 };
}
