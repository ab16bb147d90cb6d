using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Statistics.Mix;

/// <summary>What one stratum had on one day of one of two periods.</summary>
/// <param name="After">Whether the day is of the second period.</param>
/// <param name="Day">The number of the day; a day is of one period.</param>
/// <param name="Events">How often what is counted happened, 0 to <paramref name="Trials"/>; of bounded scores their sum, 0 to 1 each.</param>
public readonly record struct StratumDay(bool After, int Day, int Stratum, double Events, double Trials);

/// <summary>A part of a change, with its 95 % interval; null where the days of a period are too few for one.</summary>
public readonly record struct ChangePart(double Value, Estimate? Interval);

/// <summary>
/// How much of the change of a rate between two periods comes with other shares of the strata (mix), and how much with other rates within them, each with an
/// interval; the two add up to the change. Sources: Kitagawa (1955), Journal of the American Statistical Association 50, 1168-1194; for the intervals
/// Binder (1983), International Statistical Review 51, 279-292.
/// </summary>
/// <remarks>
/// Mix = sum (s1 - s0)(r0 + r1)/2 and rate = sum (r1 - r0)(s0 + s1)/2, s a stratum's share of the trials and r its rate, before and after. Strata with fewer
/// than <see cref="StandardMix.FewestTrials"/> trials in one of the periods are one stratum together; where that is empty in one period, its rate there is
/// taken for unchanged, so that all of it is mix. The variance is that of the parts' linear terms in the sums of a day, with days as clusters, D/(D-1) sum u^2
/// in each period, and the quantile Student's t at Satterthwaite's degrees of freedom. Days that lean on one another make the intervals too narrow.
/// </remarks>
/// <param name="Before">The rate of the whole before, 0 to 1.</param>
/// <param name="After">The rate of the whole after.</param>
/// <param name="Mix">The part that comes with the shares.</param>
/// <param name="Rate">The part that comes with the rates.</param>
/// <param name="Strata">How many strata were told apart, the pooled one included; 2 or more.</param>
/// <param name="Pooled">How many strata are in the pooled one.</param>
public sealed record MixContrast(double Before, double After, ChangePart Mix, ChangePart Rate, int Strata, int Pooled)
{
    /// <summary>The fewest days of a period for an interval.</summary>
    public const int FewestDays = 5;

    // The stratum of all that are too small.
    private const int Pool = int.MinValue;

    /// <summary>The parts of a change; null where a period has no trials, or where fewer than two strata are told apart.</summary>
    public static MixContrast? Of(IReadOnlyCollection<StratumDay> days)
    {
        var sums = Sums(days, day => day.Stratum);
        var small = sums.Where(stratum => Math.Min(stratum.Value.TrialsBefore, stratum.Value.TrialsAfter) < StandardMix.FewestTrials)
            .Select(stratum => stratum.Key)
            .ToHashSet();
        StratumDay[] pooled = [.. days.Select(day => small.Contains(day.Stratum) ? day with { Stratum = Pool } : day)];
        var strata = Sums(pooled, day => day.Stratum).Where(stratum => stratum.Value.TrialsBefore + stratum.Value.TrialsAfter > 0).ToDictionary();
        var whole = strata.Values.Aggregate(default(TwoPeriods), (sum, stratum) => sum + stratum);
        if (strata.Count < 2 || whole.TrialsBefore <= 0 || whole.TrialsAfter <= 0)
            return null;

        var (before, after) = (whole.EventsBefore / whole.TrialsBefore, whole.EventsAfter / whole.TrialsAfter);
        var terms = strata.ToDictionary(stratum => stratum.Key, stratum => new Stratum(stratum.Value, whole));
        var mix = terms.Values.Sum(term => term.Mix);
        var mean = (Before: terms.Values.Sum(term => term.ShareBefore * term.Rate), After: terms.Values.Sum(term => term.ShareAfter * term.Rate));
        var influences = pooled
            .GroupBy(day => (day.After, day.Day))
            .Select(day =>
            {
                var ofMix = day.Sum(part => terms[part.Stratum].Influence(part, whole, part.After ? mean.After : mean.Before));
                var ofChange = day.Sum(part =>
                    part.After ? (part.Events - (after * part.Trials)) / whole.TrialsAfter : ((before * part.Trials) - part.Events) / whole.TrialsBefore
                );
                return (day.Key.After, Mix: ofMix, Rate: ofChange - ofMix);
            })
            .ToArray();
        var n = (long)Math.Round(Math.Min(whole.TrialsBefore, whole.TrialsAfter));
        return new(
            before,
            after,
            new(mix, Interval(mix, [.. influences.Select(day => (day.After, day.Mix))], n)),
            new(after - before - mix, Interval(after - before - mix, [.. influences.Select(day => (day.After, day.Rate))], n)),
            strata.Count,
            small.Count
        );
    }

    private static Dictionary<int, TwoPeriods> Sums(IEnumerable<StratumDay> days, Func<StratumDay, int> of) =>
        days.GroupBy(of)
            .OrderBy(stratum => stratum.Key)
            .ToDictionary(
                stratum => stratum.Key,
                stratum =>
                    stratum.Aggregate(
                        default(TwoPeriods),
                        (sum, day) => sum + (day.After ? new TwoPeriods(0, 0, day.Events, day.Trials) : new TwoPeriods(day.Events, day.Trials, 0, 0))
                    )
            );

    private static Estimate? Interval(double value, IReadOnlyCollection<(bool After, double Influence)> days, long n)
    {
        var (variance, freedom) = (0.0, 0.0);
        foreach (var period in days.GroupBy(day => day.After))
        {
            var count = period.Count();
            if (count < FewestDays)
                return null;
            var own = count / (count - 1.0) * period.Sum(day => day.Influence * day.Influence);
            (variance, freedom) = (variance + own, freedom + (own * own / (count - 1)));
        }

        if (variance <= 0)
            return new(value, value, value, n);
        var half = Student.Quantile(1 - Confidence.Default, variance * variance / freedom) * Math.Sqrt(variance);
        return new(value, value - half, value + half, n);
    }

    /// <summary>One stratum's term of the mix, and how the mix follows its sums.</summary>
    private sealed class Stratum
    {
        private readonly TwoPeriods sums;
        private readonly double moved;

        public Stratum(in TwoPeriods sums, in TwoPeriods whole)
        {
            this.sums = sums;
            (ShareBefore, ShareAfter) = (sums.TrialsBefore / whole.TrialsBefore, sums.TrialsAfter / whole.TrialsAfter);
            moved = ShareAfter - ShareBefore;
            Rate = (RateBefore + RateAfter) / 2;
        }

        public double ShareBefore { get; }

        public double ShareAfter { get; }

        /// <summary>The mean of the rates before and after.</summary>
        public double Rate { get; }

        public double Mix => moved * Rate;

        private double RateBefore => sums.TrialsBefore > 0 ? sums.EventsBefore / sums.TrialsBefore : sums.EventsAfter / sums.TrialsAfter;

        private double RateAfter => sums.TrialsAfter > 0 ? sums.EventsAfter / sums.TrialsAfter : sums.EventsBefore / sums.TrialsBefore;

        // The derivative of the mix by the stratum's trials and events of a period, times those of the day. A rate that is taken from the other period follows
        // the other period's sums.
        public double Influence(in StratumDay day, in TwoPeriods whole, double mean)
        {
            var (trials, own, share, rate) = day.After
                ? (whole.TrialsAfter, sums.TrialsAfter, 1, RateAfter)
                : (whole.TrialsBefore, sums.TrialsBefore, -1, RateBefore);
            var isAlone = sums.TrialsBefore <= 0 || sums.TrialsAfter <= 0;
            if (own <= 0)
                return 0;
            return (share * day.Trials * (Rate - mean) / trials) + ((isAlone ? 1 : 0.5) * moved * (day.Events - (rate * day.Trials)) / own);
        }
    }
}
