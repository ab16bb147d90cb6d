namespace CustomerPerformanceTracker.Readings.Effects;

/// <summary>A value with its 95 % interval, and the probability, given the model, that the true one has its sign.</summary>
public readonly record struct Effect(double Value, double Low, double High, double? Probability);

/// <summary>Why there is no number: a stable code and a sentence for a person.</summary>
public sealed record EffectRefusal(string Code, string Reason);

/// <summary>A campaign that was not compared with, and why.</summary>
public sealed record RefusedControl(string Campaign, string Code, string Reason);

/// <summary>
/// The place of the effect among the same measurement at days before the change, by size: <paramref name="Rank"/> 1 = larger than at any of
/// <paramref name="Dates"/> days; <paramref name="Share"/> of them show one at least as large.
/// </summary>
public sealed record PlaceboRank(int Dates, int AtLeastAsLarge, int Rank, double Share)
{
    /// <summary>
    /// How many of the days have days after them that they share with no other of these: days closer together see the same answers, so the rank says no more
    /// than one among this many. Null in a reading of a release that did not count them.
    /// </summary>
    public int? Independent { get; init; }
}

/// <summary>A day after the change: what was seen (null = nothing), and what was to be expected of that one day with its 95 % interval.</summary>
public readonly record struct EffectDay(LocalDate Date, double? Observed, double Expected, double Low, double High);

/// <summary>
/// What a change did to one KPI, in the KPI's unit: points of 100, a ratio, events a day or major units of a currency a day. It is an estimate and no
/// proof of a cause: whatever else happened on that day is in it too.
/// </summary>
/// <param name="Unit">score, net_score, ratio, factor (money earned over money spent), count, or the code of a currency.</param>
/// <param name="From">First day read.</param>
/// <param name="To">Last day read, included.</param>
/// <param name="AnswersBefore">Answers, trials of a rate, or events before the change.</param>
/// <param name="AnswersAfter">The same from the change on.</param>
public sealed record EffectReading(
    string Campaign,
    string Kpi,
    string Unit,
    LocalDate ChangedOn,
    LocalDate From,
    LocalDate To,
    double AnswersBefore,
    double AnswersAfter
)
{
    /// <summary>The formula these figures come from.</summary>
    public const string Formula = "level_regression.v1";

    /// <summary>Stands beside an effect that was measured against the campaign's own level alone.</summary>
    public const string NoControls = "no_controls";

    /// <summary>Mean of the days from the change on less <see cref="Counterfactual"/>; null where refused. Days count by their answers.</summary>
    public Effect? Effect { get; init; }

    public EffectRefusal? Refusal { get; init; }

    /// <summary>Mean of the days before; null where refused, unless the KPI was the same on all days, those after included.</summary>
    public double? Before { get; init; }

    public double? After { get; init; }

    /// <summary>What the mean after would have been without the change.</summary>
    public Effect? Counterfactual { get; init; }

    /// <summary>The effect summed over the days after: events, or money. Null for emotional KPIs, where a sum has no meaning.</summary>
    public Effect? Cumulative { get; init; }

    /// <summary>Null where the days before are too few to try another date.</summary>
    public PlaceboRank? Placebo { get; init; }

    public IReadOnlyList<string> Controls { get; init; } = [];

    public IReadOnlyList<RefusedControl> ControlsRefused { get; init; } = [];

    /// <summary><see cref="NoControls"/>, or null.</summary>
    public string? Note { get; init; }

    /// <summary>The days from the change on; of the KPI that was asked for only.</summary>
    public IReadOnlyList<EffectDay> Days { get; init; } = [];

    /// <summary>
    /// The logic KPIs that count in the workspace's stack, for the same change; those without signals, or that never moved, are left out. The guard is always
    /// among them, refused with its reason where it cannot be read, except where it is the KPI that was asked for.
    /// </summary>
    public IReadOnlyList<EffectReading> Beside { get; init; } = [];

    /// <summary>
    /// Other changes of the same campaign in the days after this one, as they were known when it was measured. The effect is then of all of them.
    /// </summary>
    public IReadOnlyList<Overlap> Overlaps { get; init; } = [];
}
