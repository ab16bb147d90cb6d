using CustomerPerformanceTracker.Statistics.Mix;

namespace CustomerPerformanceTracker.Statistics.Drivers;

/// <summary>
/// The evidence that a scope moved apart from the rest: the log-likelihood ratio of Kulldorff (1997), Communications in Statistics 26, 1481-1496.
/// </summary>
/// <remarks>
/// o and O are the events after in the scope and outside of it; e and E are what the sessions after would have had at the rates before, each of the two at its
/// own rate, so that another mix moves nothing. A rate before is shrunk to that of the whole by <see cref="PriorSessions"/> sessions. Evidence that the scope
/// moved against the rest: o ln(o/e) + O ln(O/E) - (o + O) ln((o + O)/(e + E)). Evidence that the scope moved at all: o ln(o/e) - (o - e). The score is the
/// lesser of the two, so that a scope that stood still while the rest fell counts for nothing; it is 0 where the two point different ways.
/// </remarks>
public static class ScopeScore
{
    /// <summary>How many sessions at the rate of the whole a scope's history is joined by.</summary>
    public const double PriorSessions = 50;

    /// <summary>What each attribute beyond the first leaves of a score, since an attribute that explains nothing raises it by chance.</summary>
    public const double FurtherAttribute = 0.85;

    /// <summary>The score of a scope within the whole: positive where its rate rose, negative where it fell.</summary>
    /// <param name="least">What is surely no larger than this may be told as 0, which saves its logarithms.</param>
    public static double Of(in TwoPeriods scope, in TwoPeriods whole, int attributes, double least = 0)
    {
        var expected = RateBefore(scope, whole) * scope.TrialsAfter;
        // x ln x - (x - 1) is at most (x - 1)^2.
        if ((scope.EventsAfter - expected) * (scope.EventsAfter - expected) <= least * expected)
            return 0;
        var rest = whole - scope;
        var restExpected = RateBefore(rest, whole) * rest.TrialsAfter;
        if (expected <= 0 || restExpected <= 0)
            return 0;

        var rose = scope.EventsAfter * restExpected > rest.EventsAfter * expected;
        if (rose != scope.EventsAfter > expected)
            return 0;
        var own = Term(scope.EventsAfter, expected);
        var apart = own + Term(rest.EventsAfter, restExpected) - Term(whole.EventsAfter, expected + restExpected);
        var evidence = Math.Max(0, Math.Min(apart, own - scope.EventsAfter + expected));
        return (rose ? evidence : -evidence) * (attributes == 1 ? 1 : Math.Pow(FurtherAttribute, attributes - 1));
    }

    /// <summary>The rate before of a part of the whole, shrunk to that of the whole, above 0 and below 1.</summary>
    internal static double RateBefore(in TwoPeriods part, in TwoPeriods whole)
    {
        var general = (whole.EventsBefore + 0.5) / (whole.TrialsBefore + 1);
        return (part.EventsBefore + PriorSessions * general) / (part.TrialsBefore + PriorSessions);
    }

    private static double Term(double observed, double expected) => observed > 0 ? observed * Math.Log(observed / expected) : 0;
}
