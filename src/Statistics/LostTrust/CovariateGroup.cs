namespace CustomerPerformanceTracker.Statistics.LostTrust;

/// <summary>
/// What is known of each answer's customer at the touch that the answer follows, in columns that are left out together where the strength of a figure is
/// tried.
/// </summary>
/// <param name="Name">The group's name, by which a finding names it.</param>
/// <param name="Columns">Columns of one finite number an answer, in the order of the answers. A column of one value says nothing and is passed over.</param>
public sealed record CovariateGroup(string Name, IReadOnlyList<IReadOnlyList<double>> Columns)
{
    public const string HistoryName = "history";
    public const string MoneyName = "money";
    public const string ChannelName = "channel";
    public const string TimeName = "time";

    /// <summary>The fewest answers for a channel to have a column of its own; the answers of smaller ones are one channel together.</summary>
    public const int FewestOfChannel = 20;

    /// <summary>What the customer had done: ln orders, ln(1 + days since the order before), ln(1 + tenure).</summary>
    /// <param name="orders">Orders up to the touch, the touch included where it is one; at least 1.</param>
    /// <param name="daysSince">Days from the order before to the touch, 0 or more; null where there was none, which a column of its own says.</param>
    /// <param name="tenure">Days from the first order to the touch, 0 or more.</param>
    public static CovariateGroup History(IReadOnlyList<double> orders, IReadOnlyList<double?> daysSince, IReadOnlyList<double> tenure) =>
        new(
            HistoryName,
            [
                [.. orders.Select(count => Math.Log(count))],
                [.. daysSince.Select(days => Math.Log(1 + (days ?? 0)))],
                [.. daysSince.Select(days => days is null ? 1.0 : 0)],
                [.. tenure.Select(days => Math.Log(1 + days))],
            ]
        );

    /// <summary>What the customer had paid: ln mean money. A mean below a hundredth of the average over all answers, such as 0, counts as that.</summary>
    /// <param name="mean">Mean money of the customer's orders up to the touch, 0 or more.</param>
    public static CovariateGroup Money(IReadOnlyList<double> mean)
    {
        var least = mean.Count > 0 && mean.Average() is > 0 and var average ? average / 100 : 1;
        return new(
            MoneyName,
            [
                [.. mean.Select(money => Math.Log(Math.Max(least, money)))],
            ]
        );
    }

    /// <summary>The channel of the touch: a column for each but the largest.</summary>
    /// <param name="channels">The number of the channel of each answer.</param>
    public static CovariateGroup Channel(IReadOnlyList<int> channels)
    {
        int[] large =
        [
            .. channels
                .GroupBy(channel => channel)
                .Where(group => group.Count() >= FewestOfChannel)
                .OrderByDescending(group => group.Count())
                .ThenBy(group => group.Key)
                .Select(group => group.Key),
        ];
        IEnumerable<IReadOnlyList<double>> columns = large.Skip(1).Select(one => Column(channels, channel => channel == one));
        return new(ChannelName, [.. columns, Column(channels, channel => !large.Contains(channel))]);
    }

    /// <summary>
    /// The calendar time of the touch: time, and a line that may bend at the quartiles of the answers, so that a season is not taken for a feeling.
    /// </summary>
    /// <param name="times">In any unit.</param>
    public static CovariateGroup Time(IReadOnlyList<double> times)
    {
        double[] sorted = [.. times.Order()];
        IEnumerable<double> knots = sorted.Length > 0 ? [sorted[sorted.Length / 4], sorted[sorted.Length / 2], sorted[3 * sorted.Length / 4]] : [];
        return new(TimeName, [times, .. knots.Select(knot => (IReadOnlyList<double>)[.. times.Select(time => Math.Max(0, time - knot))])]);
    }

    private static double[] Column(IReadOnlyList<int> channels, Func<int, bool> belongs) => [.. channels.Select(channel => belongs(channel) ? 1.0 : 0)];
}
