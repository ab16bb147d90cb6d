using CustomerPerformanceTracker.Statistics.Experiments;

namespace CustomerPerformanceTracker.Tracker.Tests.Experiments;

/// <summary>
/// CDNOW's customers dealt to two arms at random, through the log: each look has the figures of the statistics on the same customers directly, recomputed from
/// nothing for every day. A customer joins with the first order, which names the arm.
/// </summary>
public sealed class CdnowExperimentTests(Workspaces workspaces) : IClassFixture<Workspaces>, IAsyncLifetime
{
    private const int Seed = 19970101;

    private static readonly Authorship Ada = new("ada", "as agreed");
    private static readonly LocalDate First = new(1997, 1, 1);

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly List<Order> orders = [];
    private Engine engine = null!;

    public async ValueTask InitializeAsync()
    {
        var (random, arms) = (new Random(Seed), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var cells in File.ReadLines(Reference.Path("data", "cdnow", "cdnowElog.csv")).Skip(1).Select(line => line.Split(',')))
        {
            if (!arms.TryGetValue(cells[0], out var arm))
                arms.Add(cells[0], arm = random.Next(2));
            var day = LocalDate.FromDateOnly(DateOnly.ParseExact(cells[2], "yyyyMMdd", CultureInfo.InvariantCulture));
            orders.Add(new(cells[0], arm, day, decimal.Parse(cells[4], CultureInfo.InvariantCulture)));
        }

        engine = await workspaces.NewAsync(clock, "UTC");
        await engine.ImportAsync(
            orders.Select(
                (order, i) =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $$"""{"id":"{{i}}","type":"conversion","occurredAt":"{{order.Day:yyyy-MM-dd}}T12:00:00Z","campaign":"cdnow","customer":"{{order.Customer}}","channel":"{{(order.Arm == 0 ? "a" : "b")}}","amount":"{{order.Amount}}","currency":"USD"}"""
                    )
            )
        );
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("orders")]
    [InlineData("buyers")]
    [InlineData("money")]
    public async Task Every_look_has_the_figures_of_the_statistics_on_the_same_customers(string measure)
    {
        await engine.Experiments.DeclareAsync(new("permuted", "cdnow", "channel", "a", "b", "1997-01-01", Measure: measure), Ada, CancellationToken.None);

        var reading = (await engine.ExperimentReadings.ReadAsync("permuted", Cursors.Now, CancellationToken.None))!;

        var path = new ComparisonPath(new ComparisonDesign());
        var last = orders.Max(order => order.Day);
        reading.Looks.Count.ShouldBe(Period.DaysBetween(First, last) + 1);
        foreach (var (day, look) in reading.Looks)
        {
            var direct = path.Look(ArmsOn(day, measure));
            (look.Arms.Control.Customers, look.Arms.Treatment.Customers).ShouldBe((direct.Arms.Control.Customers, direct.Arms.Treatment.Customers));
            Figures(look).Zip(Figures(direct)).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) <= 1e-9 * Math.Max(1, Math.Abs(pair.Second)));
        }

        (reading.Look!.Arms.Customers, reading.Counts.Crossed, reading.Counts.WithoutArm).ShouldBe((2_357, 0, 0));
        (reading.Before.Days, reading.Before.Customers).ShouldBe((reading.Looks.Count, 2_357));
    }

    private ArmPair ArmsOn(LocalDate day, string measure)
    {
        var known = orders.Where(order => order.Day <= day).ToArray();
        var cap = AmountCap.Of(known.Select(order => (double)order.Amount));
        var arms = new ArmSums[2];
        foreach (var customer in known.GroupBy(order => (order.Customer, order.Arm)))
            arms[customer.Key.Arm] = arms[customer.Key.Arm]
                .With(
                    new CustomerSum(
                        measure switch
                        {
                            "orders" => customer.Count(),
                            "buyers" => 1,
                            _ => customer.Sum(order => cap.Apply((double)order.Amount)),
                        }
                    )
                );
        return new(arms[0], arms[1]);
    }

    // Everybody bought, so shares have no variation, which is a refusal with no figure.
    private static IReadOnlyList<double> Figures(ComparisonLook look) =>
        look.Outcome is ComparisonOutcome.Compared { Comparison: var compared }
            ? [compared.Difference.Value, compared.Difference.Low, compared.Difference.High, compared.PValue]
            : [((ComparisonOutcome.Refused)look.Outcome).Code.Length];

    private sealed record Order(string Customer, int Arm, LocalDate Day, decimal Amount);
}
