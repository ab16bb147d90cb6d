using CustomerPerformanceTracker.Statistics.Mix;
using CustomerPerformanceTracker.Statistics.Sequential;

namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>
/// The nulls a watch holds its days against: a long one, which remembers, and at most two short ones, the older first.
/// </summary>
/// <remarks>The long one has half of the weight, the short ones share the other half, so the weights of evidence that a day starts never exceed 1.</remarks>
internal sealed class NullsInForce
{
    private const int MostShort = 2;
    private const double Half = 0.5;
    private const double FewestKnown = 0.5;

    // Evidence of a tenth of what an alarm takes: a fall that may be under way.
    private static readonly double LogOpen = Math.Log(0.1);

    private readonly List<Generation> shorts = [];

    public Generation? Long { get; set; }

    public IReadOnlyList<Generation> Shorts => shorts;

    /// <summary>The long one first, then the short ones.</summary>
    public IEnumerable<Generation> All => Long is null ? shorts : shorts.Prepend(Long);

    /// <summary>ln of the weighted evidence of the nulls that are heard, as a share of what an alarm takes.</summary>
    public double LogShare => Total(generation => generation.LogShare);

    /// <summary>The heard null with the most evidence.</summary>
    public Generation Lead => Heard.MaxBy(generation => generation.LogShare)!;

    /// <summary>The day with which a fall began that may be under way; null where nothing points to one.</summary>
    public LocalDate? OpenSince => Heard.Where(generation => generation.LogShare >= LogOpen).Select(generation => (LocalDate?)generation.Onset).Min();

    private IEnumerable<Generation> Heard => All.Where(generation => !generation.Muted);

    /// <summary>The long null is raised, or gets its scatter as it is now known; it is never lowered, unless its fall was told.</summary>
    /// <param name="baseline">The usual days that <paramref name="declared"/> was declared from.</param>
    /// <param name="effect">The scatter as it is now known, under a mix.</param>
    public void Remember(Declaration declared, PromiseForm form, IReadOnlyList<DayBatch> baseline, Func<BaselineMix?, DesignEffect> effect)
    {
        if (Long is not { Muted: false } heard)
            Long = new(declared, form);
        else if (IsHigher(declared.Null, heard.Null, baseline))
            heard.GoOnWith(declared);
        else
            heard.GoOnWith(declared with { Null = heard.Null with { Effect = effect(heard.Null.Mix) }, Level = heard.Level });
    }

    // Compared under the mix of the null in force, as long as most answers are of its strata; once they are not, that null has nobody left to watch.
    private static bool IsHigher(DeclaredNull declared, DeclaredNull heard, IReadOnlyList<DayBatch> days)
    {
        (int, double, double)[] baseline = heard.Mix is null ? [] : [.. days.SelectMany(day => day.Parts)];
        return declared.ValueUnder(heard.Mix, baseline) > heard.Value || heard.Mix?.KnownShareOf(baseline) < FewestKnown;
    }

    public double Peek(DayBatch open) => Total(generation => generation.Peek(open));

    public void Add(DayBatch day)
    {
        Long?.Add(day);
        foreach (var generation in shorts)
            generation.Add(day);
    }

    public void Add(Generation declared)
    {
        shorts.Add(declared);
        if (shorts.Count > MostShort)
            shorts.RemoveAt(0);
    }

    public void Mute()
    {
        foreach (var generation in All)
            generation.Mute();
    }

    /// <summary>Hears the muted nulls at or below this level afresh: trust is back at it.</summary>
    public void Hear(double level)
    {
        if (Long is { Muted: true } && Long.Null.Value <= level)
            Long = Long.Afresh();
        for (var i = 0; i < shorts.Count; i++)
        {
            if (shorts[i].Muted && shorts[i].Null.Value <= level)
                shorts[i] = shorts[i].Afresh();
        }
    }

    /// <summary>Drops the muted nulls, and the evidence of the others.</summary>
    public void Calm()
    {
        Long = Long is { Muted: false } ? Long.Afresh() : null;
        shorts.RemoveAll(generation => generation.Muted);
        for (var i = 0; i < shorts.Count; i++)
            shorts[i] = shorts[i].Afresh();
    }

    /// <summary>Drops the nulls that were declared from days before this one.</summary>
    public void Forget(LocalDate before)
    {
        Long = Long?.Null.From < before ? null : Long;
        shorts.RemoveAll(generation => generation.Null.From < before);
    }

    private double Total(Func<Generation, double> logShare)
    {
        var sum = Long is { Muted: false } ? Math.Log(Half) + logShare(Long) : double.NegativeInfinity;
        foreach (var generation in shorts)
        {
            if (!generation.Muted)
                sum = LogAdd(sum, logShare(generation) + Math.Log(Half / shorts.Count));
        }

        return sum;
    }

    private static double LogAdd(double a, double b)
    {
        var (high, low) = (Math.Max(a, b), Math.Min(a, b));
        return double.IsNegativeInfinity(low) ? high : high + Math.Log(1 + Math.Exp(low - high));
    }
}
