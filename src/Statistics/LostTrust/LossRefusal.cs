namespace CustomerPerformanceTracker.Statistics.LostTrust;

/// <summary>Why no figure is given, with what is missing.</summary>
public abstract record LossRefusal
{
    private LossRefusal() { }

    /// <summary>A sentence for a person: what there is, what is needed and what is missing.</summary>
    public abstract string Reason { get; }

    /// <summary>Too few answers of one side.</summary>
    /// <param name="Side">Whose answers.</param>
    public sealed record TooFew(AnswerSide Side, long There, long Needed) : LossRefusal
    {
        public long Missing => Needed - There;

        public override string Reason => $"There are {There} {Side.Words()}; {Needed} are needed, {Missing} are missing.";
    }

    /// <summary>The others are too unlike the marked: after weighting they are worth too few.</summary>
    /// <param name="Effective">How many equally weighted others they are worth.</param>
    /// <param name="AnswersNeeded">About how many answers of the same kinds would be enough.</param>
    public sealed record TooFewAlike(AnswerSide Side, double Effective, double Needed, long AnswersNeeded) : LossRefusal
    {
        public override string Reason =>
            FormattableString.Invariant(
                $"The {Side.Words()}, weighted to be alike, are worth {Effective:F1}; {Needed:F0} are needed, which takes about {AnswersNeeded} answers."
            );
    }

    /// <summary>Too many of the marked have hardly anybody like them on the other side.</summary>
    /// <param name="Share">The share of the marked who were almost bound to be marked, 0 to 1.</param>
    /// <param name="Most">The most that is allowed.</param>
    /// <param name="Marked">How many are marked.</param>
    public sealed record NoOverlap(AnswerSide Side, double Share, double Most, long Marked) : LossRefusal
    {
        /// <summary>How many of the marked are too many; more covariates, or more answers of the same kinds, do not mend it.</summary>
        public long TooMany => (long)Math.Ceiling((Share - Most) * Marked);

        public override string Reason =>
            FormattableString.Invariant($"Of the {Side.Words()}, {Share:P0} have hardly anybody alike to be compared with; at most {Most:P0} may, ")
            + $"and {TooMany} are too many. Compare a narrower group of customers.";
    }

    /// <summary>More covariates than the answers can carry.</summary>
    public sealed record TooManyCovariates(long Covariates, long There, long Needed) : LossRefusal
    {
        public long Missing => Needed - There;

        public override string Reason => $"{Covariates} covariates need {Needed} answers; there are {There}, {Missing} are missing.";
    }

    /// <summary>The interval is so wide that it says nothing.</summary>
    /// <param name="HalfWidth">Half the width of the interval.</param>
    /// <param name="Widest">The widest that is allowed: half of what comparable customers bought.</param>
    /// <param name="AnswersNeeded">About how many answers would be enough; null where comparable customers bought nothing, and none are.</param>
    public sealed record TooWide(double HalfWidth, double Widest, long There, long? AnswersNeeded) : LossRefusal
    {
        public long? Missing => AnswersNeeded - There;

        public override string Reason =>
            AnswersNeeded is { } needed
                ? FormattableString.Invariant($"The loss is known to within {HalfWidth:G3} by {There} answers; to know it to within {Widest:G3}, ")
                    + $"half of what comparable customers bought, takes about {needed}."
                : "Comparable customers bought nothing that could be lost.";
    }
}
