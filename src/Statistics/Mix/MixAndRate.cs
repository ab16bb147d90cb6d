namespace CustomerPerformanceTracker.Statistics.Mix;

/// <summary>
/// How much of the change of a rate comes with other shares of its segments, and how much with other rates within them; the two add up to the change.
/// Source: Kitagawa (1955), Journal of the American Statistical Association 50, 1168-1194.
/// </summary>
/// <remarks>
/// Mix = sum (s1 - s0)(r0 + r1)/2 and rate = sum (r1 - r0)(s0 + s1)/2 over the segments, s a segment's share of the trials and r its rate, before and after.
/// Segments that are empty in one of the periods are one segment together, so that those that went are held against those that came. Where that segment is
/// still empty in one period, its share and its rate there are 0, and half of what it adds is mix and half is rate.
/// </remarks>
/// <param name="Before">The rate of the whole before, 0 to 1.</param>
/// <param name="After">The rate of the whole after, 0 to 1.</param>
/// <param name="Mix">The part of the change that comes with the shares.</param>
/// <param name="Rate">The part that comes with the rates.</param>
/// <param name="OneSided">How many segments are empty in one of the periods.</param>
public sealed record MixAndRate(double Before, double After, double Mix, double Rate, int OneSided)
{
    /// <summary>The parts of a change; the segments exclude one another and make up the whole.</summary>
    /// <exception cref="ArgumentException">One of the periods has no trials.</exception>
    public static MixAndRate Of(IReadOnlyCollection<TwoPeriods> segments)
    {
        var whole = segments.Aggregate(default(TwoPeriods), (sum, segment) => sum + segment);
        if (whole.TrialsBefore <= 0 || whole.TrialsAfter <= 0)
            throw new ArgumentException("A change needs trials before and after.", nameof(segments));

        var (mix, rate, pool, oneSided) = (0.0, 0.0, default(TwoPeriods), 0);
        void Add(TwoPeriods segment)
        {
            var (shareBefore, shareAfter) = (segment.TrialsBefore / whole.TrialsBefore, segment.TrialsAfter / whole.TrialsAfter);
            var (before, after) = (Ratio(segment.EventsBefore, segment.TrialsBefore), Ratio(segment.EventsAfter, segment.TrialsAfter));
            mix += (shareAfter - shareBefore) * (before + after) / 2;
            rate += (after - before) * (shareBefore + shareAfter) / 2;
        }

        foreach (var segment in segments)
            if (segment.TrialsBefore > 0 && segment.TrialsAfter > 0)
                Add(segment);
            else if (segment.TrialsBefore > 0 || segment.TrialsAfter > 0)
                (pool, oneSided) = (pool + segment, oneSided + 1);
        Add(pool);
        return new(whole.EventsBefore / whole.TrialsBefore, whole.EventsAfter / whole.TrialsAfter, mix, rate, oneSided);
    }

    private static double Ratio(double events, double trials) => trials > 0 ? events / trials : 0;
}
