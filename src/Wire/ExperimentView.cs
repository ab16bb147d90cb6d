using CustomerPerformanceTracker.Readings.Experiments;
using CustomerPerformanceTracker.Statistics.Experiments;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>Who ended an experiment, why and when.</summary>
/// <param name="On">The last day that counts, where none was declared that is earlier.</param>
public sealed record ExperimentEndingView(string Actor, string Reason, Instant At, LocalDate On, int Seal);

/// <summary>An experiment as it was declared.</summary>
/// <param name="By">The dimension whose values the arms are.</param>
/// <param name="From">The first day that counts.</param>
/// <param name="End">The declared last day; null where there is none.</param>
/// <param name="Customers">The declared end of the test: customers in both arms. Null where there is none.</param>
/// <param name="Tightest">The customers in both arms at which the interval without an end is tightest.</param>
/// <param name="ControlShare">The declared share of control, 0 to 1.</param>
/// <param name="Measure"><c>orders</c>, <c>buyers</c> or <c>money</c>.</param>
/// <param name="Guardrail">The question that the treatment must not harm; null where there is none.</param>
/// <param name="Margin">Points of 100 by which its answers may be worse.</param>
/// <param name="Late">Whether it was declared after its first day.</param>
public sealed record DeclaredExperimentView(
    string Name,
    string Campaign,
    string By,
    string Control,
    string Treatment,
    LocalDate From,
    LocalDate? End,
    long? Customers,
    double Tightest,
    double ControlShare,
    string Measure,
    string? Guardrail,
    double? Margin,
    string Actor,
    string Reason,
    Instant DeclaredAt,
    bool Late,
    int Seal,
    ExperimentEndingView? Ended
)
{
    public static DeclaredExperimentView Of(Experiment one) =>
        new(
            one.Name,
            one.Campaign,
            one.By.Name,
            one.Control,
            one.Treatment,
            one.From,
            one.LastDay,
            one.Customers,
            one.TightestAt,
            one.ControlShare,
            ExperimentMeasures.NameOf(one.Measure),
            one.Guardrail?.Kpi.Name,
            one.Guardrail?.Margin,
            one.Actor,
            one.Reason,
            one.DeclaredAt,
            one.DeclaredOn > one.From,
            one.Seal.Value,
            one.Ended is { } ended ? new(ended.Actor, ended.Reason, ended.At, ended.On, ended.Seal.Value) : null
        );
}

/// <summary>Experiments in the order of their declarations.</summary>
public sealed record ExperimentListView(IReadOnlyList<DeclaredExperimentView> Experiments);

/// <summary>What was to be seen at the end of a day.</summary>
/// <param name="Control">Customers in control.</param>
/// <param name="Treatment">Customers in the treatment.</param>
/// <param name="Difference">Treatment less control with the ends of its interval; null where no comparison is made yet.</param>
/// <param name="P">Valid at any look.</param>
/// <param name="Verdict">Of the figures alone: where the split is off, the document has none.</param>
/// <param name="Bound"><c>anytime</c> or <c>declared_end</c>.</param>
public sealed record ExperimentLookView(
    LocalDate Day,
    long Control,
    long Treatment,
    IntervalView? Difference,
    double? P,
    string? Verdict,
    string Bound,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Guardrail
)
{
    internal static ExperimentLookView Of(ExperimentLook one)
    {
        var (look, compared) = (one.Look, ExperimentView.Compared(one.Look.Outcome));
        return new(
            one.Day,
            look.Arms.Control.Customers,
            look.Arms.Treatment.Customers,
            IntervalView.Of(compared?.Difference),
            compared?.PValue,
            ComparisonWords.Of(look.Verdict),
            ComparisonWords.Of(look.Boundary),
            look.Guardrail is { } guardrail ? ComparisonWords.Of(guardrail.State) : null
        );
    }
}

/// <summary>What stood already when the experiment was declared.</summary>
/// <param name="Days">Days with a look before the day of the declaration.</param>
/// <param name="Customers">Customers in both arms by then.</param>
/// <param name="EndReached">Whether these were as many as the declared end has, so that its bound is refused.</param>
public sealed record StoodBeforeView(long Days, long Customers, bool EndReached);

/// <summary>The first look whose interval left out 0.</summary>
/// <param name="Look">Its number, from 1.</param>
public sealed record FirstSureView(LocalDate Day, int Look);

/// <summary>Who and what is not in the comparison.</summary>
/// <param name="Crossed">Customers who met the other arm later, and stay in the first.</param>
/// <param name="AtOnce">Customers whose first acts named both arms at one instant, and who are in none.</param>
/// <param name="WithoutArm">Customers of the campaign who never named an arm.</param>
/// <param name="ActsWithoutCustomer">Signals but answers, by their counts, that name an arm and no customer.</param>
/// <param name="OrdersWithoutCustomer">Orders of the campaign that name no customer.</param>
/// <param name="OrdersWithoutRate">Orders in a currency that no rate is known for; they count without money.</param>
public sealed record ExperimentCountsView(
    long Crossed,
    long AtOnce,
    long WithoutArm,
    long ActsWithoutCustomer,
    long OrdersWithoutCustomer,
    long OrdersWithoutRate
);

/// <summary>An experiment as it stands: its two arms compared at the end of each day, so that every look is allowed.</summary>
/// <param name="Last">The last day that counts and is known.</param>
/// <param name="Verdict">
/// <c>better</c>, <c>worse</c>, <c>no_difference_shown</c>, or <c>misleading</c>: better, while the guardrail is surely worse. Null with a refusal.
/// </param>
/// <param name="Refusal">Why there is no verdict: <c>not_begun</c>, <c>split_off</c>, <c>too_few_customers</c> or <c>no_variation</c>.</param>
/// <param name="Sentence">What it shows, for a person.</param>
/// <param name="Notes">What limits it, for a person.</param>
/// <param name="Currency">What money is read in; null where none is compared.</param>
/// <param name="Difference">Treatment less control, a customer: orders, share of buyers (0 to 1) or money in major units.</param>
/// <param name="Relative">The same as a share of control's mean; null where that is not surely above 0.</param>
/// <param name="P">Valid at any look.</param>
public sealed record ExperimentView(
    DeclaredExperimentView Experiment,
    CursorsView Cursors,
    LocalDate? Last,
    string? Verdict,
    [property: JsonIgnore(Condition = WhenWritingNull)] RefusalView? Refusal,
    string Sentence,
    IReadOnlyList<string> Notes,
    string? Currency,
    IReadOnlyList<ComparedArmView> Arms,
    IntervalView? Difference,
    IntervalView? Relative,
    double? P,
    FirstSureView? FirstSure,
    SplitView Split,
    GuardrailView? Guardrail,
    BoundView? Bound,
    CapView? Cap,
    StoodBeforeView Before,
    ExperimentCountsView Counts,
    IReadOnlyList<ExperimentLookView> Looks
)
{
    public static ExperimentView Of(ExperimentReading reading)
    {
        var (look, counts) = (reading.Look, reading.Counts);
        var (compared, sentence) = (Compared(look?.Outcome), ExperimentSentence.Of(reading));
        return new(
            DeclaredExperimentView.Of(reading.Experiment),
            CursorsView.Of(reading.Cursors, reading.Seal),
            reading.Last,
            ComparisonWords.Of(reading.Verdict),
            RefusalOf(reading, sentence),
            sentence,
            [.. ExperimentNotes.Of(reading)],
            reading.Currency,
            ArmsOf(reading.Experiment, look?.Arms ?? default),
            IntervalView.Of(compared?.Difference),
            IntervalView.Of(compared?.Relative),
            compared?.PValue,
            reading.FirstSure is { } first ? new(reading.Looks[first].Day, first + 1) : null,
            SplitOf(reading),
            GuardrailOf(reading),
            look is null ? null : BoundOf(look.Boundary),
            reading.Experiment.Measure == ExperimentMeasure.Money ? new(AmountCap.Usual, reading.Cap.Limit, checked((int)reading.Capped)) : null,
            new(reading.Before.Days, reading.Before.Customers, reading.Before.IsEndReached),
            new(counts.Crossed, counts.AtOnce, counts.WithoutArm, counts.ActsWithoutCustomer, counts.OrdersWithoutCustomer, counts.OrdersWithoutRate),
            [.. reading.Looks.Select(ExperimentLookView.Of)]
        );
    }

    internal static ArmComparison? Compared(ComparisonOutcome? outcome) => (outcome as ComparisonOutcome.Compared)?.Comparison;

    private static RefusalView? RefusalOf(ExperimentReading reading, string sentence) =>
        reading.Refusal is not { } code ? null
        : code != ExperimentReading.SplitOff && reading.Look?.Outcome is ComparisonOutcome.Refused refused ? new(code, refused.Reason)
        : new(code, sentence);

    private static ComparedArmView[] ArmsOf(Experiment experiment, ArmPair arms) =>
        [ArmOf(experiment.Control, "control", arms.Control), ArmOf(experiment.Treatment, "treatment", arms.Treatment)];

    private static ComparedArmView ArmOf(string name, string role, ArmSums arm) => new(name, role, arm.Customers, arm.Weight > 0 ? arm.Mean : null);

    private static SplitView SplitOf(ExperimentReading reading)
    {
        var (split, arms) = (reading.Split, reading.Look?.Arms ?? default);
        return new(split.Expected, arms.Customers > 0 ? (double)arms.Control.Customers / arms.Customers : null, split.PValue, split.IsOff);
    }

    private static GuardrailView? GuardrailOf(ExperimentReading reading)
    {
        if (reading is not { Experiment.Guardrail: { } plan, Look.Guardrail: { } look })
            return null;
        var compared = Compared(look.Outcome);
        return new(
            ComparisonWords.Of(look.State),
            plan.Margin,
            plan.Kpi.Better == Readings.Kpis.Better.Lower ? "lower" : "higher",
            ArmsOf(reading.Experiment, look.Arms),
            IntervalView.Of(compared?.Difference),
            compared?.PValue,
            look.Outcome is ComparisonOutcome.Refused refused ? new(refused.Code, refused.Reason) : null
        );
    }

    private static BoundView BoundOf(Boundary boundary) =>
        new(ComparisonWords.Of(boundary), ComparisonDesign.UsualAlpha, 2, (boundary as Boundary.Anytime)?.TightestAt, (boundary as Boundary.DeclaredEnd)?.End);
}
