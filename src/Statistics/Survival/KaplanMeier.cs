using CustomerPerformanceTracker.Statistics.Intervals;

namespace CustomerPerformanceTracker.Statistics.Survival;

/// <summary>How long something took, or, where it has not happened, how long it was waited for.</summary>
/// <param name="Time">0 or more.</param>
/// <param name="IsOver">Whether it happened then; otherwise it had not by then (censored).</param>
public readonly record struct Waiting(double Time, bool IsOver);

/// <summary>The time by which half of them had happened.</summary>
/// <param name="Value">Null where fewer than half have happened as far as can be told.</param>
/// <param name="Low">Null where no time lies in the interval.</param>
/// <param name="High">Null where the interval has no upper end.</param>
/// <param name="N">How many were waited for, those that have not happened included.</param>
public readonly record struct MedianTime(double? Value, double? Low, double? High, long N);

/// <summary>
/// Times of which some are known to be longer than they were watched for: Kaplan and Meier (1958), JASA 53, 457-481. What has not happened yet is waited for up
/// to its time, so leaving such cases out, which makes a median look short, is not needed.
/// </summary>
public static class KaplanMeier
{
    // Products of shares such as 5/6 x 4/5 x 3/4 miss a half by rounding alone.
    private const double Rounding = 1e-12;

    /// <summary>
    /// The first time at which the share that is still waited for is a half or less, with the times at which the interval of that share, on the scale of
    /// log(-log), holds a half: Brookmeyer and Crowley (1982), Biometrics 38, 29-41; variance of Greenwood (1926). Ends are first times at which
    /// the ends of the share are a half or less. At equal times, what happened comes before what was waited for no longer.
    /// </summary>
    /// <exception cref="ArgumentException">A time is negative or no number.</exception>
    public static MedianTime Median(IReadOnlyCollection<Waiting> all, double confidence = Confidence.Default)
    {
        if (!all.All(one => one.Time >= 0 && double.IsFinite(one.Time)))
            throw new ArgumentException("A time is 0 or more.", nameof(all));
        var z = Confidence.Z(confidence);
        var (share, sum) = (1.0, 0.0);
        var median = new MedianTime(null, null, null, all.Count);
        foreach (var time in all.Where(one => one.IsOver).GroupBy(one => one.Time).OrderBy(time => time.Key))
        {
            double waiting = all.Count(one => one.Time >= time.Key);
            var over = time.Count();
            share *= 1 - (over / waiting);
            // At a share of 0 the scale has no value, and nothing bounds the time from above.
            var isAll = over == waiting;
            sum += isAll ? 0 : over / (waiting * (waiting - over));
            var half = z * Math.Sqrt(sum) / Math.Log(share);
            median = new(
                FirstHalf(median.Value, share, time.Key),
                FirstHalf(median.Low, isAll ? 0 : Math.Pow(share, Math.Exp(-half)), time.Key),
                FirstHalf(median.High, isAll ? 1 : Math.Pow(share, Math.Exp(half)), time.Key),
                all.Count
            );
        }

        return median;
    }

    private static double? FirstHalf(double? found, double share, double time) => found ?? (share <= 0.5 + Rounding ? time : (double?)null);
}
