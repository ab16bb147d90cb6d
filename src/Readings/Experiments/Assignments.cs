namespace CustomerPerformanceTracker.Readings.Experiments;

/// <summary>Orders of one day that are alike.</summary>
/// <param name="Money">Of one order, in major units; 0 where none is known.</param>
internal readonly record struct DayOrders(LocalDate Day, long Count, double Money);

/// <summary>Answers of one day that are alike.</summary>
/// <param name="Score">0 to 100.</param>
internal readonly record struct DayAnswers(LocalDate Day, long Count, double Score);

/// <summary>A customer in an arm, and what followed from the assignment on, in the order of time.</summary>
/// <param name="Arm">0 for control, 1 for the treatment.</param>
/// <param name="Since">The day of the first act that named the arm.</param>
internal sealed record ArmedCustomer(int Arm, LocalDate Since, IReadOnlyList<DayOrders> Orders, IReadOnlyList<DayAnswers> Answers);

/// <summary>
/// Which arm each customer is in: the one that the first act with an arm named. A customer who met the other arm later stays (intention to treat: who changes
/// arms may do so because of the treatment, and moving or dropping them would make the arms unlike). A customer whose first acts named both arms at one instant
/// is in none, since nothing says which was first.
/// </summary>
/// <param name="Crossed">Customers who met the other arm later.</param>
/// <param name="AtOnce">Customers whose first acts named both arms at one instant.</param>
/// <param name="WithoutArm">Customers who did something and never named an arm.</param>
/// <param name="NamedEvents">Events of customers that named an arm, answers left out: cells count an answer once for each KPI that it is read for.</param>
/// <param name="OrderEvents">Orders of customers, whether they are in an arm or not.</param>
/// <param name="WithoutRate">Orders that count with money in a currency that no rate is known for, and so count without money.</param>
internal sealed record Assignments(
    IReadOnlyList<ArmedCustomer> Customers,
    long Crossed,
    long AtOnce,
    long WithoutArm,
    long NamedEvents,
    long OrderEvents,
    long WithoutRate
)
{
    private const double BasisPoints = Proofs.Signal.MaxScore / 100.0;

    /// <param name="persons">What each customer did.</param>
    /// <param name="money">Major units of one order; null where no rate is known.</param>
    public static Assignments Of(IEnumerable<IEnumerable<ExperimentAct>> persons, Func<ExperimentAct, double?> money)
    {
        var customers = new List<ArmedCustomer>();
        var (crossed, atOnce, without, named, orders, withoutRate) = (0L, 0L, 0L, 0L, 0L, 0L);
        foreach (var person in persons)
        {
            ExperimentAct[] acts = [.. person.Where(act => act.At is not null).OrderBy(act => act.At)];
            ExperimentAct[] arms = [.. acts.Where(act => act.Arm is not null)];
            named += arms.Where(act => !ExperimentAct.IsOfQuestion(act.Kind)).Sum(act => act.Events);
            orders += acts.Where(act => act.IsOrder).Sum(act => act.Events);
            if (arms.Length == 0)
            {
                without++;
                continue;
            }

            var first = arms[0];
            if (Array.Exists(arms, act => act.At == first.At && act.Arm != first.Arm))
            {
                atOnce++;
                continue;
            }

            crossed += Array.Exists(arms, act => act.Arm != first.Arm) ? 1 : 0;
            ExperimentAct[] after = [.. acts.Where(act => act.IsFrom(first))];
            withoutRate += after.Where(act => act.IsOrder && money(act) is null).Sum(act => act.Events);
            customers.Add(
                new(
                    first.Arm!.Value,
                    first.Day,
                    [.. after.Where(act => act.IsOrder).Select(act => new DayOrders(act.Day, act.Events, money(act) ?? 0))],
                    [.. after.Where(act => act.IsAnswer).Select(act => new DayAnswers(act.Day, act.Events, act.Score / BasisPoints))]
                )
            );
        }

        return new(customers, crossed, atOnce, without, named, orders, withoutRate);
    }
}
