namespace CustomerPerformanceTracker.Statistics.Mix;

/// <summary>A stratum of a baseline: its number, its share of the baseline's answers and the mean of these, both 0 to 1.</summary>
public sealed record MixStratum(int Number, double Share, double Rate);

/// <summary>
/// The mix and the rates of a baseline's strata, under which single days are read: what remains of a change is not who was asked.
/// Source: Kitagawa (1955), Journal of the American Statistical Association 50, 1168-1194; Holt and Smith (1979), JRSS A 142, 33-46.
/// </summary>
/// <remarks>
/// A day's rate is L + c sum q_s (r_s - R_s) over the strata it has, q and R the baseline's shares and rates, L = sum q_s R_s over all of them. A stratum that
/// the day lacks says nothing, so a day whose strata have the baseline's rates has the expectation L whatever its mix. c is 1 over the share that is there, or
/// less where the rate could leave 0 to 1; it depends on the counts alone. What the weighting costs is taken from the day's count (Kish 1965, Survey Sampling,
/// 11.7). Small strata are pooled as in <see cref="StandardMix"/>, and so are all but the largest; one that the baseline does not know joins them, or counts
/// for nothing where none are.
/// </remarks>
/// <param name="Strata">In the order of their numbers.</param>
public sealed record BaselineMix(IReadOnlyList<MixStratum> Strata)
{
    /// <summary>The most strata that stand by themselves.</summary>
    public const int Most = 32;

    // The stratum of all that are too small, too many or unknown.
    private const int Pool = int.MinValue;

    /// <summary>The mix of a baseline, in which the same stratum may come any number of times; null where there are no strata.</summary>
    public static BaselineMix? Of(IEnumerable<(int Stratum, double Sum, double Count)> baseline)
    {
        var parts = Join(baseline, number => number);
        if (parts.Count == 0)
            return null;

        var total = parts.Sum(part => part.Count);
        var apart = parts
            .Where(part => part.Count >= StandardMix.FewestTrials)
            .OrderByDescending(part => part.Count)
            .ThenBy(part => part.Number)
            .Take(Most)
            .Select(part => part.Number)
            .ToHashSet();
        var joined = Join(parts.Select(part => (part.Number, part.Sum, part.Count)), number => apart.Contains(number) ? number : Pool);
        return new([.. joined.Select(part => new MixStratum(part.Number, part.Count / total, part.Sum / part.Count))]);
    }

    /// <summary>
    /// A day as the baseline's mix would have answered: its rate times the count of equally weighted answers that it is worth, and that count.
    /// </summary>
    /// <returns>Sum between 0 and count, count at most that of the day; both 0 where the day has no stratum of the baseline.</returns>
    public (double Sum, double Count) Read(IEnumerable<(int Stratum, double Sum, double Count)> day)
    {
        var (share, difference, variance, answers, worst, best) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var (stratum, sum, count) in Known(day))
        {
            share += stratum.Share;
            difference += stratum.Share * (sum / count - stratum.Rate);
            variance += stratum.Share * stratum.Share / count;
            answers += count;
            worst += stratum.Share * stratum.Rate;
            best += stratum.Share * (1 - stratum.Rate);
        }

        if (answers <= 0)
            return (0, 0);
        var level = Level();
        var scale = Math.Min(1 / share, Math.Min(worst > 0 ? level / worst : double.MaxValue, best > 0 ? (1 - level) / best : double.MaxValue));
        var worth = Math.Min(answers, 1 / (scale * scale * variance));
        return (Math.Clamp(level + scale * difference, 0, 1) * worth, worth);
    }

    /// <summary>The level that these days have under this mix; a stratum that they lack has the rate it had.</summary>
    public double LevelOf(IEnumerable<(int Stratum, double Sum, double Count)> days) =>
        Level() + Known(days).Sum(part => part.Stratum.Share * (part.Sum / part.Count - part.Stratum.Rate));

    /// <summary>The share of these answers that are of a stratum of this mix, 0 to 1.</summary>
    public double KnownShareOf(IReadOnlyCollection<(int Stratum, double Sum, double Count)> days) =>
        Known(days).Sum(part => part.Count) / Math.Max(1, days.Sum(part => part.Count));

    /// <summary>Whether the same strata have the same shares and rates.</summary>
    public bool Equals(BaselineMix? other) => other is not null && Strata.SequenceEqual(other.Strata);

    /// <summary>Follows from the strata.</summary>
    public override int GetHashCode() => Strata.Aggregate(0, HashCode.Combine);

    private double Level() => Strata.Sum(stratum => stratum.Share * stratum.Rate);

    private IEnumerable<(MixStratum Stratum, double Sum, double Count)> Known(IEnumerable<(int Stratum, double Sum, double Count)> parts) =>
        Join(parts, Numbered).Join(Strata, part => part.Number, stratum => stratum.Number, (part, stratum) => (stratum, part.Sum, part.Count));

    private int Numbered(int number) => Strata.Any(stratum => stratum.Number == number) ? number : Pool;

    private static List<(int Number, double Sum, double Count)> Join(IEnumerable<(int Stratum, double Sum, double Count)> parts, Func<int, int> number) =>
        [
            .. parts
                .GroupBy(part => number(part.Stratum))
                .Select(part => (part.Key, part.Sum(one => one.Sum), part.Sum(one => one.Count)))
                .Where(part => part.Item3 > 0)
                .OrderBy(part => part.Key),
        ];
}
