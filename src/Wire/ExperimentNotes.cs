using CustomerPerformanceTracker.Readings.Experiments;
using CustomerPerformanceTracker.Statistics.Experiments;
using NodaTime.Text;
using static CustomerPerformanceTracker.Wire.ExperimentFigures;

namespace CustomerPerformanceTracker.Wire;

/// <summary>What limits a reading of an experiment: when it was declared and ended, which bound holds, and who and what is not in the comparison.</summary>
internal static class ExperimentNotes
{
    public static IEnumerable<string> Of(ExperimentReading reading) =>
        [.. Declared(reading), .. Bound(reading), .. Ended(reading), .. reading.Look is null ? [] : Counted(reading), .. Money(reading)];

    private static IEnumerable<string> Declared(ExperimentReading reading)
    {
        var (experiment, before) = (reading.Experiment, reading.Before);
        if (experiment.DeclaredOn <= experiment.From)
            yield break;
        yield return $"Declared on {Iso(experiment.DeclaredOn)}, after its first day {Iso(experiment.From)}: "
            + $"{Count(before.Days)} of its {Count(reading.Looks.Count)} {(reading.Looks.Count == 1 ? "day" : "days")} with data stood already then, with "
            + $"{Customers(before.Customers)} in the arms. What was chosen with these in sight is less sure than the figures say.";
    }

    private static IEnumerable<string> Bound(ExperimentReading reading)
    {
        if (reading.Experiment.Customers is not { } end || reading.Look is not { } look)
            return [];
        return
        [
            reading.Before.IsEndReached
                ? $"The declared end of {Count(end)} customers lay before the declaration ({Count(reading.Before.Customers)} were in the arms already), so its "
                    + "narrower bound is refused: the bound without an end holds."
            : look.Boundary is Boundary.DeclaredEnd ? $"The intervals hold at every look together up to the declared end of {Count(end)} customers."
            : $"The declared end of {Count(end)} customers is over, and with it its narrower bound: the last look has the bound without an end.",
        ];
    }

    private static IEnumerable<string> Ended(ExperimentReading reading) =>
        reading.Experiment.Ended is { } ended ? [$"Ended on {Iso(ended.On)} by {ended.Actor}: {ended.Reason}"] : [];

    private static IEnumerable<string> Counted(ExperimentReading reading)
    {
        var (counts, campaign) = (reading.Counts, reading.Experiment.Campaign);
        yield return $"{Customers(counts.Crossed)} met the other arm later and stay in the first; {Customers(counts.AtOnce)} met both at one instant "
            + $"and are in none; {Customers(counts.WithoutArm)} of {campaign} named neither.";
        yield return $"{Count(counts.ActsWithoutCustomer)} acts other than answers that name an arm, and {Count(counts.OrdersWithoutCustomer)} orders of "
            + $"{campaign}, name no customer: they are in no figure.";
    }

    private static IEnumerable<string> Money(ExperimentReading reading)
    {
        if (reading.Capped > 0)
        {
            var limit = new ExperimentFigures(ExperimentMeasures.NameOf(reading.Experiment.Measure), reading.Currency).Number(reading.Cap.Limit);
            yield return $"An order above {limit} {reading.Currency} counts as that ({Count(reading.Capped)} orders).";
        }

        if (reading.Counts.OrdersWithoutRate > 0)
            yield return $"{Count(reading.Counts.OrdersWithoutRate)} orders are paid in a currency that no rate is known for, and count without money.";
    }

    private static string Customers(long count) => $"{Count(count)} {(count == 1 ? "customer" : "customers")}";

    private static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
