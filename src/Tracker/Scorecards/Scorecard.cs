using CustomerPerformanceTracker.Statistics.Intervals;
using CustomerPerformanceTracker.Tracker.Kpis;

namespace CustomerPerformanceTracker.Tracker.Scorecards;

/// <summary>What the two halves of a scorecard say together.</summary>
public enum Reading
{
    /// <summary>Logic and emotion both high.</summary>
    Sustainable,

    /// <summary>Logic high, emotion low.</summary>
    Misleading,

    /// <summary>Emotion high, logic low.</summary>
    UnconvertedTrust,

    /// <summary>Both low.</summary>
    Declining,

    /// <summary>One of the halves has nothing to be read from.</summary>
    NotEnoughAnswers,
}

/// <summary>
/// One KPI of a scorecard. <see cref="Value"/> is null below the minimum n, and <see cref="Note"/> then says why. Ratios run from 0,
/// scores 0 to 100, net scores -100 to 100, money in major units of <see cref="Currency"/>.
/// </summary>
/// <param name="Kpi">What is read.</param>
/// <param name="Currency">The currency of the row, for KPIs made of money.</param>
/// <param name="N">Trials, events or answers behind the value.</param>
/// <param name="Value">The figure with its 95 % interval.</param>
/// <param name="Change">The value less that of the window before, with its 95 % interval; null where either has none.</param>
/// <param name="Note">Words of <see cref="Notes"/>, or null.</param>
/// <param name="Desirability">Above 0 and below 1 against the KPI's target, nearer to 0.5 the fewer events it rests on; null without a value, or with nothing to hold it against.</param>
public sealed record KpiReading(Kpi Kpi, string? Currency, long N, Estimate? Value, Estimate? Change, string? Note, double? Desirability);

/// <summary>Desirabilities from 0 to 1, or null where no KPI that counts has a value. 0.5 is neither good nor bad.</summary>
public readonly record struct Indices(double? Logic, double? Emotion, double? Hybrid);

/// <summary>
/// The hybrid reading of a window against the window before it.
/// </summary>
/// <remarks>
/// An index is the weighted geometric mean of the desirabilities of its side's KPIs, exp(Σ w ln d / Σ w) (Derringer and Suich 1980,
/// Journal of Quality Technology 12, 214-219), those without a value left out; the hybrid index is the same mean of the two halves.
/// Each desirability is first drawn to the neutral 0.5 by how little is known, so that no single rare event makes an index (<see cref="KpiGoal.Desirability"/>).
/// A side is high from .45 on, which is the middle less what ten percent below the window before costs, so that a quiet campaign does
/// not waver between readings. Emotion also counts as low, whatever its level, when a KPI that counts has worsened with certainty (the
/// whole interval of its change) by more than its <see cref="KpiGoal.Drop"/>: high conversion does not excuse falling trust.
/// </remarks>
public sealed record Scorecard(IReadOnlyList<KpiReading> Kpis, Indices Indices, Reading Reading)
{
    /// <summary>Names the formulas above; it changes whenever one of them does.</summary>
    public const string Formula = "scorecard/2";

    private const double High = 0.45;
    private static readonly string?[] NoCurrency = [null];

    /// <summary>
    /// Reads a window. Both lists may hold their measures in any order and any partition: equal totals give an equal scorecard,
    /// to the bit. Survey questions the stack does not name follow its KPIs in alphabetical order and count in no index.
    /// </summary>
    public static Scorecard Read(KpiStack stack, IReadOnlyList<Measure> window, IReadOnlyList<Measure> windowBefore)
    {
        var (now, before) = (Totals.Of(window), Totals.Of(windowBefore));
        var goals = stack.Goals.Concat(Unnamed(stack, now)).ToArray();
        KpiReading[] kpis = [.. goals.SelectMany(goal => Rows(stack, goal, now, before))];

        var logic = Index(kpis, goals, Side.Logic);
        var emotion = Index(kpis, goals, Side.Emotion);
        var hybrid = GeometricMean([(logic, stack.LogicWeight), (emotion, stack.EmotionWeight)], whole: true);
        return new(kpis, new(logic, emotion, hybrid), ReadingOf(logic, emotion, Fell(kpis, goals)));
    }

    private static IEnumerable<KpiGoal> Unnamed(KpiStack stack, Totals now) =>
        now.Questions.Except(stack.Goals.Select(goal => goal.Kpi.Name), StringComparer.Ordinal).Select(Kpi.Named)
            .Where(kpi => kpi.Side == Side.Emotion).Select(kpi => KpiStack.GoalOf(kpi) with { Weight = 0 });

    private static IEnumerable<KpiReading> Rows(KpiStack stack, KpiGoal goal, Totals now, Totals before)
    {
        if (!IsMoney(goal.Kpi))
            return [Row(goal, now, before, currency: null, ScaleNotes.Of(goal.Kpi, goal.Kpi.Unit == KpiUnit.NetScore ? [now] : [now, before]))];

        string[] all = [.. now.Currencies];
        var note = stack.Currency is { } one && all.Any(currency => currency != one) ? Notes.OtherCurrenciesLeftOut
            : stack.Currency is null && all.Length > 1 && goal.Kpi.Name == Kpi.CostPerAcquisition.Name ? Notes.SpendOfOneCurrency
            : null;
        string?[] shown = stack.Currency is { } named ? [named] : all.Length > 0 ? all : NoCurrency;
        return shown.Select(currency => Row(goal, now, before, currency, note));
    }

    private static KpiReading Row(KpiGoal goal, Totals now, Totals before, string? currency, string? note)
    {
        var conversionBase = Figures.ConversionBase(now);
        var past = Enough(goal, Figures.Of(goal.Kpi, before, conversionBase, currency)).Estimate;
        var current = Figures.Of(goal.Kpi, now, conversionBase, currency);
        var figure = Enough(goal, current.Estimate is null && goal.Kpi.Unit == KpiUnit.Count && past is not null ? Figures.NoMore : current);
        return new(
            goal.Kpi,
            currency,
            figure.N,
            figure.Estimate,
            figure.Estimate is { } a && past is { } b ? Contrast.Difference(a, b) : null,
            Notes.Join(figure.Note, note),
            figure.Estimate is { } value ? goal.Desirability(value, past) : null);
    }

    private static Figure Enough(KpiGoal goal, Figure figure) =>
        figure.Estimate is null || figure.N >= goal.MinimumN ? figure : Figure.None(figure.N, Notes.Join(Notes.NotEnoughAnswers, figure.Note)!);

    private static double? Index(KpiReading[] kpis, KpiGoal[] goals, Side side)
    {
        var weights = goals.ToDictionary(goal => goal.Kpi.Name, goal => goal.Weight, StringComparer.Ordinal);
        // A KPI with a row for each currency shares its weight among them.
        var rows = kpis.Where(kpi => kpi.Desirability is not null).CountBy(kpi => kpi.Kpi.Name, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return GeometricMean(
            [.. kpis.Where(kpi => kpi.Kpi.Side == side && kpi.Desirability is not null)
                .Select(kpi => (kpi.Desirability, weights[kpi.Kpi.Name] / rows[kpi.Kpi.Name]))],
            whole: false);
    }

    // A part without a value is left out, or where the whole is asked for leaves nothing to say; a part without weight never speaks.
    private static double? GeometricMean((double? Desirability, double Weight)[] parts, bool whole)
    {
        var counted = parts.Where(part => part.Weight > 0).ToArray();
        if (counted.Length == 0 || (whole && counted.Any(part => part.Desirability is null)))
            return null;

        return Math.Exp(counted.Sum(part => part.Weight * Math.Log(part.Desirability!.Value)) / counted.Sum(part => part.Weight));
    }

    private static bool Fell(KpiReading[] kpis, KpiGoal[] goals)
    {
        var counted = goals.Where(goal => goal.Kpi.Side == Side.Emotion && goal.Weight > 0).ToDictionary(goal => goal.Kpi.Name, StringComparer.Ordinal);
        return kpis.Any(kpi => kpi.Change is { } change && counted.TryGetValue(kpi.Kpi.Name, out var goal)
            && (kpi.Kpi.Better == Better.Higher ? change.High < -goal.Drop : change.Low > goal.Drop));
    }

    private static Reading ReadingOf(double? logic, double? emotion, bool fell) => (logic, emotion) switch
    {
        (null, _) or (_, null) => Reading.NotEnoughAnswers,
        ( >= High, >= High) when !fell => Reading.Sustainable,
        ( >= High, _) => Reading.Misleading,
        (_, >= High) when !fell => Reading.UnconvertedTrust,
        _ => Reading.Declining,
    };

    private static bool IsMoney(Kpi kpi) => kpi.Unit == KpiUnit.Money || kpi.Name == Kpi.ReturnOnAdSpend.Name;
}
