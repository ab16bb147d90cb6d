using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Statistics.Experiments;

namespace CustomerPerformanceTracker.Readings.Experiments;

/// <summary>What an experiment does not compare, and of what it compares what is to be known.</summary>
/// <param name="Crossed">Customers who met the other arm later, and stay in the first.</param>
/// <param name="AtOnce">Customers whose first acts named both arms at one instant, and who are in none.</param>
/// <param name="WithoutArm">Customers of the campaign who never named an arm.</param>
/// <param name="ActsWithoutCustomer">Signals but answers, by their counts, that name an arm and no customer.</param>
/// <param name="OrdersWithoutCustomer">Orders of the campaign that name no customer, whatever else they name.</param>
/// <param name="OrdersWithoutRate">Orders in the arms whose money is in a currency that no rate is known for: they count without money.</param>
public sealed record ExperimentCounts(long Crossed, long AtOnce, long WithoutArm, long ActsWithoutCustomer, long OrdersWithoutCustomer, long OrdersWithoutRate);

/// <summary>What stood already when an experiment was declared.</summary>
/// <param name="Days">Days with a look that lie before the day of the declaration.</param>
/// <param name="Customers">Customers in both arms by then.</param>
/// <param name="IsEndReached">Whether they were as many as the declared end has, so that its bound is refused.</param>
public readonly record struct StoodBefore(long Days, long Customers, bool IsEndReached);

/// <summary>The two arms of an experiment compared at the end of each day, at a set of cursors.</summary>
/// <param name="Last">The last day that counts and is known; null where nothing of the campaign is known.</param>
/// <param name="Looks">One a day from the first assignment on; the last day alone where nobody was assigned; none before the first day.</param>
/// <param name="Cap">The cap of orders at the last look; none where no money is compared.</param>
/// <param name="Capped">Orders above it.</param>
/// <param name="Currency">What money is read in; null where none is compared, or nobody paid any.</param>
public sealed record ExperimentReading(
    Experiment Experiment,
    Cursors Cursors,
    SealNumber Seal,
    LocalDate? Last,
    IReadOnlyList<ExperimentLook> Looks,
    StoodBefore Before,
    AmountCap Cap,
    long Capped,
    string? Currency,
    ExperimentCounts Counts
)
{
    /// <summary>No look was made, since no day that counts is known.</summary>
    public const string NotBegun = "not_begun";

    /// <summary>The customers did not come into the arms as declared.</summary>
    public const string SplitOff = "split_off";

    /// <summary>The last look; null where the experiment has not begun.</summary>
    public ComparisonLook? Look => Looks.Count > 0 ? Looks[^1].Look : null;

    public SplitCheck Split => SplitCheck.Of(Look?.Arms.Control.Customers ?? 0, Look?.Arms.Treatment.Customers ?? 0, Experiment.ControlShare);

    /// <summary>Of the last look; null where there is a <see cref="Refusal"/>.</summary>
    public Verdict? Verdict => Refusal is null ? Look!.Verdict : null;

    /// <summary>The code of why there is no verdict; null where there is one. The figures of the last look stand nevertheless.</summary>
    public string? Refusal =>
        Look is null ? NotBegun
        : Split.IsOff ? SplitOff
        : (Look.Outcome as ComparisonOutcome.Refused)?.Code;

    /// <summary>The first look whose interval left out 0, from 0; null where none did.</summary>
    public int? FirstSure =>
        Looks
            .Index()
            .Where(one => one.Item.Look.Verdict is not (null or Statistics.Experiments.Verdict.NoDifferenceShown))
            .Select(one => (int?)one.Index)
            .FirstOrDefault();
}
