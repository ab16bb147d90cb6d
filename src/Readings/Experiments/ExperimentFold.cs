using System.Diagnostics;
using CustomerPerformanceTracker.Statistics.Experiments;

namespace CustomerPerformanceTracker.Readings.Experiments;

/// <summary>What was to be seen at the end of a day.</summary>
public readonly record struct ExperimentLook(LocalDate Day, ComparisonLook Look);

/// <summary>
/// Plays an experiment day by day: one look a day, each made from the days up to it alone. Each day is folded once; only where the cap of orders moves, which
/// each further order may do, is the money of earlier days told anew.
/// </summary>
internal sealed class ExperimentFold
{
    private readonly Experiment experiment;
    private readonly IReadOnlyList<ArmedCustomer> customers;
    private readonly ILookup<LocalDate, int> joining;
    private readonly ILookup<LocalDate, (int Customer, DayOrders Orders)> ordering;
    private readonly double[] largest;
    private readonly ILookup<LocalDate, int> answering;
    private readonly ArmValues measured;
    private readonly ArmValues guarded;
    private readonly GrowingCap cap = new();

    public ExperimentFold(Experiment experiment, IReadOnlyList<ArmedCustomer> customers)
    {
        (this.experiment, this.customers) = (experiment, customers);
        (measured, guarded) = (new(customers), new(customers));
        joining = customers.Index().ToLookup(one => one.Item.Since, one => one.Index);
        ordering = customers.Index().SelectMany(one => one.Item.Orders, (one, orders) => (one.Index, orders)).ToLookup(one => one.orders.Day);
        largest = [.. customers.Select(one => one.Orders.Select(orders => orders.Money).DefaultIfEmpty().Max())];
        answering = customers
            .Index()
            .SelectMany(one => one.Item.Answers.Select(answers => answers.Day).Distinct(), (one, day) => (one.Index, day))
            .ToLookup(one => one.day, one => one.Index);
    }

    /// <summary>The cap of the last look; none where no money is compared.</summary>
    public AmountCap Cap => cap.Cap;

    /// <summary>Orders above the cap of the last look.</summary>
    public long Capped => cap.Capped;

    /// <summary>The looks from the day of the first assignment to the last day; the last day alone where nobody was assigned.</summary>
    public IReadOnlyList<ExperimentLook> Looks(Boundary boundary, LocalDate last)
    {
        var path = new ComparisonPath(
            new ComparisonDesign { Boundary = boundary },
            experiment.Guardrail is { } guardrail
                ? new(guardrail.Margin, guardrail.Kpi.Better == Kpis.Better.Lower ? BetterWhen.Lower : BetterWhen.Higher, guardrail.TightestAt)
                : null
        );
        var looks = new List<ExperimentLook>();
        for (var day = customers.Select(one => one.Since).Append(last).Min(); day <= last; day = day.PlusDays(1))
        {
            Fold(day);
            looks.Add(new(day, path.Look(measured.Arms, guarded.Arms)));
        }

        return looks;
    }

    private void Fold(LocalDate day)
    {
        foreach (var customer in joining[day])
            measured.Set(customer, 0);
        var moved = ordering[day].Select(one => one.Customer).Distinct();
        if (experiment.Measure == ExperimentMeasure.Money)
        {
            var before = cap.Cap.Limit;
            cap.Add(ordering[day].Select(one => (one.Orders.Money, one.Orders.Count)));
            var limit = Math.Min(before, cap.Cap.Limit);
            moved = cap.Cap.Limit == before ? moved : moved.Union(measured.Customers.Where(customer => largest[customer] > limit));
        }

        foreach (var customer in moved)
            measured.Set(customer, ValueOf(customers[customer], day));
        foreach (var customer in answering[day])
            guarded.Set(customer, MeanOf(customers[customer], day));
    }

    private double ValueOf(ArmedCustomer customer, LocalDate day)
    {
        var orders = customer.Orders.Where(one => one.Day <= day);
        return experiment.Measure switch
        {
            ExperimentMeasure.Orders => orders.Sum(one => (double)one.Count),
            ExperimentMeasure.Buyers => orders.Any() ? 1 : 0,
            ExperimentMeasure.Money => orders.Sum(one => one.Count * cap.Cap.Apply(one.Money)),
            _ => throw new UnreachableException(),
        };
    }

    // One customer, one voice, however many answers.
    private static double MeanOf(ArmedCustomer customer, LocalDate day)
    {
        var (sum, count) = (0.0, 0L);
        foreach (var one in customer.Answers.Where(one => one.Day <= day))
            (sum, count) = (sum + (one.Count * one.Score), count + one.Count);
        return sum / count;
    }
}

/// <summary>Both arms by one value a customer, kept as values come and change.</summary>
internal sealed class ArmValues(IReadOnlyList<ArmedCustomer> customers)
{
    private readonly ArmSums[] arms = new ArmSums[2];
    private readonly double?[] values = new double?[customers.Count];

    public ArmPair Arms => new(arms[0], arms[1]);

    /// <summary>Those who have a value.</summary>
    public IEnumerable<int> Customers => Enumerable.Range(0, values.Length).Where(customer => values[customer] is not null);

    public void Set(int customer, double value)
    {
        var arm = customers[customer].Arm;
        if (values[customer] == value)
            return;
        arms[arm] = values[customer] is { } before ? arms[arm].With(new(before), new(value)) : arms[arm].With(new CustomerSum(value));
        values[customer] = value;
    }
}
