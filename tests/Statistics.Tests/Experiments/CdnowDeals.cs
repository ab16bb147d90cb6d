using CustomerPerformanceTracker.Statistics.Experiments;

namespace CustomerPerformanceTracker.Statistics.Tests.Experiments;

/// <summary>
/// The orders of CDNOW's customers, who are dealt to two arms at random and looked at after each of the 78 weeks. A customer joins with the first order, also
/// where that order is taken away.
/// </summary>
internal sealed class CdnowDeals
{
    private const int Weeks = 78;

    private readonly (int Customer, int Week, double Amount)[] orders;
    private readonly AmountCap[] caps;

    public CdnowDeals()
    {
        var start = new DateOnly(1997, 1, 1).DayNumber;
        orders =
        [
            .. File.ReadLines(Reference.Path("data", "cdnow", "cdnowElog.csv"))
                .Skip(1)
                .Select(line => line.Split(','))
                .Select(cells => (Customer(cells[1]), (Day(cells[2]) - start) / 7, double.Parse(cells[4], CultureInfo.InvariantCulture)))
                .OrderBy(order => order.Item2),
        ];
        Customers = orders.Max(order => order.Customer) + 1;
        caps = [.. Enumerable.Range(0, Weeks).Select(week => AmountCap.Of(orders.Where(order => order.Week <= week).Select(order => order.Amount)))];
    }

    public int Customers { get; }

    /// <summary>The looks at one deal, of customers' orders or of their capped money.</summary>
    /// <param name="kept">The share of the treatment's orders that are kept.</param>
    /// <returns>
    /// The arms, and what they come to where each order is taken for independent: the sum of the orders, the treatment's less control's, over the root of the
    /// sum of their squares.
    /// </returns>
    public IEnumerable<(ArmPair Arms, double OrderZ, int Orders)> Deal(Random random, bool money, double kept = 1)
    {
        var arm = new int[Customers];
        for (var customer = 0; customer < Customers; customer++)
            arm[customer] = random.Next(2);
        var stays = Array.ConvertAll(orders, order => arm[order.Customer] == 0 || random.NextDouble() < kept);
        for (var week = 0; week < Weeks; week++)
            yield return Look(week, arm, stays, money);
    }

    private (ArmPair Arms, double OrderZ, int Orders) Look(int week, int[] arm, bool[] stays, bool money)
    {
        var sums = new double?[Customers];
        var (signed, squares, count) = (0.0, 0.0, 0);
        for (var at = 0; at < orders.Length && orders[at].Week <= week; at++)
        {
            var (customer, _, amount) = orders[at];
            var value =
                !stays[at] ? 0
                : money ? caps[week].Apply(amount)
                : 1;
            sums[customer] = (sums[customer] ?? 0) + value;
            signed += arm[customer] == 0 ? -value : value;
            squares += value * value;
            count += stays[at] ? 1 : 0;
        }

        var arms = new ArmSums[2];
        for (var customer = 0; customer < Customers; customer++)
            if (sums[customer] is { } sum)
                arms[arm[customer]] = arms[arm[customer]].With(new CustomerSum(sum));
        return (new(arms[0], arms[1]), signed / Math.Sqrt(squares), count);
    }

    private static int Customer(string cell) => int.Parse(cell, CultureInfo.InvariantCulture) - 1;

    private static int Day(string cell) => DateOnly.ParseExact(cell, "yyyyMMdd", CultureInfo.InvariantCulture).DayNumber;
}
