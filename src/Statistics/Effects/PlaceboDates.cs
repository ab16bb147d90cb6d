namespace CustomerPerformanceTracker.Statistics.Effects;

/// <summary>
/// The same measurement at rows before the change, each with as many rows after it as the change has, all of them before the change: what the method finds
/// where nothing is known to have happened. At most a hundred rows, evenly spread, each with enough rows before.
/// </summary>
/// <param name="Dates">The rows taken for a change, ascending, with the average effect found there.</param>
/// <param name="AtLeastAsLarge">How many of them show an effect at least as large as the change's, whatever its sign.</param>
/// <param name="Independent">
/// How many of them, taken from the first on, have rows after them that no other of these has. Dates closer together share rows and with them their chance,
/// so a place among the dates says no more than a place among this many: the first of one and itself comes by chance in half of all cases.
/// </param>
public sealed record PlaceboDates(IReadOnlyList<PlaceboDate> Dates, int AtLeastAsLarge, int Independent)
{
    private const int Most = 100;

    public int Count => Dates.Count;

    /// <summary>The share of dates with an effect at least as large, 0..1: small where the change stands out.</summary>
    public double Share => (double)AtLeastAsLarge / Count;

    /// <summary>The place of the change among itself and the dates, by size: 1 = larger than any.</summary>
    public int Rank => AtLeastAsLarge + 1;

    /// <summary>How many of the dates' intervals exclude 0.</summary>
    public int FalseEffects => Dates.Count(date => date.Effect.Low > 0 || date.Effect.High < 0);

    internal static PlaceboDates? Of(EffectDesign design, IReadOnlyList<ObservedSeries> controls, double effect)
    {
        var length = design.Rows - design.Change;
        var feasible = Enumerable
            .Range(0, Math.Max(0, design.Change - length + 1))
            .Where(row => design.Series.Observed(0, row) >= design.FewestBefore && design.Series.Observed(row, row + length) >= design.FewestAfter)
            .ToArray();
        var dates = new List<PlaceboDate>();
        for (var i = 0; i < Math.Min(Most, feasible.Length); i++)
        {
            var row = feasible.Length <= Most ? feasible[i] : feasible[(int)((long)i * (feasible.Length - 1) / (Most - 1))];
            if (Comparison.Of(design.Series, controls, row, row + length, design.Period) is { } comparison)
                dates.Add(new(row, comparison.Average(design.Confidence)));
        }

        return dates.Count == 0 ? null : new(dates, dates.Count(date => Math.Abs(date.Effect.Value) >= Math.Abs(effect)), Apart(dates, length));
    }

    private static int Apart(IReadOnlyList<PlaceboDate> dates, int length)
    {
        var (count, free) = (0, 0);
        foreach (var date in dates.Where(date => date.Index >= free))
            (count, free) = (count + 1, date.Index + length);
        return count;
    }
}

/// <summary>A row taken for a change, and the average effect found there.</summary>
public readonly record struct PlaceboDate(int Index, EffectInterval Effect);
