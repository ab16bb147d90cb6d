namespace CustomerPerformanceTracker.Statistics.Words;

/// <summary>The words that rose between two periods, or why none are looked for.</summary>
public abstract record WordOutcome
{
    private WordOutcome() { }

    /// <summary>
    /// What rose. Nothing found is not good news: a theme that few have raised so far is not found (<see cref="FewestFound"/>).
    /// </summary>
    /// <param name="Groups">At most <see cref="RisingWords.MostGroups"/>, the surest first.</param>
    /// <param name="Before">Respondents with a comment before.</param>
    /// <param name="After">Respondents with a comment after. Who commented in both periods is a respondent of each.</param>
    /// <param name="Compared">
    /// Respondents of both periods that are compared: all, or where terms are tested within strata, those of strata that both periods have. What is said in a
    /// stratum of one period alone rises with nothing that it could be held against.
    /// </param>
    /// <param name="Tested">How many terms were tested.</param>
    /// <param name="MixProbability">The probability of a mix of strata at least as different by chance.</param>
    /// <param name="Stratified">Whether terms were tested within strata.</param>
    /// <param name="LeftOut">How many terms rose that belong to no group, since there are as many groups as are told.</param>
    /// <param name="FewestFound">
    /// How many respondents after have to say a term that nobody said before, in one stratum, for it to be found whatever else rose; null where not even all
    /// would be enough.
    /// </param>
    public sealed record Found(
        IReadOnlyList<TermGroup> Groups,
        long Before,
        long After,
        long Compared,
        int Tested,
        double MixProbability,
        bool Stratified,
        int LeftOut,
        long? FewestFound
    ) : WordOutcome;

    /// <summary>Too few respondents of a period.</summary>
    /// <param name="After">Whether the second period is meant.</param>
    /// <param name="Stratified">Whether respondents of strata that both periods have are meant.</param>
    public sealed record Refused(bool After, bool Stratified, long There, long Needed) : WordOutcome
    {
        public long Missing => Needed - There;

        public string Reason =>
            $"There are {There} respondents with a comment {(After ? "after" : "before")}{(Stratified ? ", in strata that both periods have" : "")}; "
            + $"{Needed} are needed, {Missing} are missing.";
    }
}
