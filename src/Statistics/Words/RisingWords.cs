using CustomerPerformanceTracker.Statistics.Mix;

namespace CustomerPerformanceTracker.Statistics.Words;

/// <summary>
/// Looks for words, and pairs of words, that more respondents say in the second of two periods than chance explains (<see cref="RiseTest"/>). A term is
/// tested where at least <see cref="FewestSaid"/> respondents said it in both periods together, which does not favour the second one; a term has risen at
/// q &lt;= <see cref="Level"/> where at least <see cref="FewestAfter"/> said it after.
/// </summary>
public static class RisingWords
{
    /// <summary>The fewest respondents of both periods together who said a term that is tested.</summary>
    public const int FewestSaid = 5;

    /// <summary>The fewest respondents after who said a term that rose.</summary>
    public const int FewestAfter = 3;

    /// <summary>The fewest respondents with a comment in each period.</summary>
    public const int FewestRespondents = 10;

    /// <summary>The most groups.</summary>
    public const int MostGroups = 5;

    /// <summary>The share of wrong terms among those that are told, on average.</summary>
    public const double Level = 0.05;

    /// <summary>The probability of the mix below which terms are tested within strata.</summary>
    public const double MixLevel = 0.05;

    /// <summary>The words that rose.</summary>
    /// <param name="comments">Comments in any order; places in findings are places in this list, from 0.</param>
    /// <param name="mixMoved">
    /// Whether the mix of strata moved between the periods, so that terms are tested within strata; null: where <see cref="MixTest"/> says so.
    /// </param>
    public static WordOutcome Of(IReadOnlyList<Comment> comments, bool? mixMoved = null)
    {
        var counts = new TermCounts(comments);
        var mix = MixProbability(counts);
        var stratified = mixMoved ?? mix < MixLevel;
        var (before, after) = Respondents(counts.Whole.Where(stratum => !stratified || (stratum.Before > 0 && stratum.After > 0)));
        if (before < FewestRespondents || after < FewestRespondents)
            return new WordOutcome.Refused(before >= FewestRespondents, stratified, before < FewestRespondents ? before : after, FewestRespondents);

        var (tested, risen) = Risen(counts, stratified);
        var (groups, leftOut) = TermGroups.Of([.. risen.Select(term => After(counts, term.Said))], MostGroups);
        var all = Respondents(counts.Whole);
        return new WordOutcome.Found(
            [.. groups.Select(group => Group(counts, [.. group.Select(place => risen[place])]))],
            all.Before,
            all.After,
            before + after,
            tested,
            mix,
            stratified,
            leftOut,
            FewestFound(before, after, tested)
        );
    }

    private static (long Before, long After) Respondents(IEnumerable<TermTable> strata) =>
        strata.Aggregate((Before: 0L, After: 0L), (sum, stratum) => (sum.Before + stratum.Before, sum.After + stratum.After));

    private static double MixProbability(TermCounts counts) =>
        MixTest.Probability(
            counts.Whole.Select((stratum, number) => (number, (double)stratum.Before)),
            counts.Whole.Select((stratum, number) => (number, (double)stratum.After)),
            effect: 1
        );

    private static (int Tested, Candidate[] Risen) Risen(TermCounts counts, bool stratified)
    {
        var tested = Enumerable
            .Range(0, counts.Terms)
            .Select(term => (Term: term, Said: counts.Said(term)))
            .Where(one => one.Said.Length >= FewestSaid)
            .Select(one => new Candidate(one.Term, one.Said, RiseTest.Probability(counts.Tables(one.Said, stratified)), 1))
            .ToArray();
        var adjusted = BenjaminiHochberg.Adjusted([.. tested.Select(one => one.P)]);
        return (
            tested.Length,
            [
                .. tested
                    .Select((one, i) => one with { Q = adjusted[i] })
                    .Where(one => one.Q <= Level && After(counts, one.Said).Length >= FewestAfter)
                    .OrderBy(one => one.P)
                    .ThenBy(one => counts.Text(one.Term), StringComparer.Ordinal),
            ]
        );
    }

    private static TermGroup Group(TermCounts counts, Candidate[] terms)
    {
        int[] said = [.. terms.SelectMany(term => term.Said).Distinct()];
        var after = After(counts, said).Length;
        return new(
            [.. terms.Select(term => Term(counts, term))],
            said.Length - after,
            after,
            [.. terms.SelectMany(term => counts.Comments(term.Term)).Distinct().Order()]
        );
    }

    private static RisenTerm Term(TermCounts counts, Candidate term)
    {
        var after = After(counts, term.Said).Length;
        return new(counts.Text(term.Term), term.Said.Length - after, after, term.P, term.Q, counts.Comments(term.Term));
    }

    private static int[] After(TermCounts counts, int[] said) => [.. said.Where(counts.IsAfter)];

    // The surest of so many terms is found at a probability of the level over their number.
    private static long? FewestFound(long before, long after, int tested)
    {
        for (var said = (long)FewestSaid; said <= after; said++)
            if (RiseTest.Probability([new(0, before, said, after)]) <= Level / Math.Max(1, tested))
                return said;
        return null;
    }

    private readonly record struct Candidate(int Term, int[] Said, double P, double Q);
}
