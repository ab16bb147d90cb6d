using CustomerPerformanceTracker.Statistics.Experiments;

namespace CustomerPerformanceTracker.Statistics.Tests.Experiments;

/// <summary>
/// Arms of one law, looked at after each customer from the fewest that a comparison takes, up to 5,000. A test fails where more than the promised share ever
/// shows a difference, three standard errors added.
/// </summary>
public sealed class AnyLookTests(ITestOutputHelper output)
{
    private const int Seed = 13;
    private const int Customers = 5_000;
    private static readonly int Runs = Truth.IsLong ? 4_000 : 400;

    // The last column is the share of customers who are dealt to control.
    [Theory]
    [InlineData("half", 0.5)]
    [InlineData("tenth", 0.5)]
    [InlineData("rare", 0.5)]
    [InlineData("money", 0.5)]
    [InlineData("half", 0.1)]
    [InlineData("tenth", 0.1)]
    [InlineData("rare", 0.9)]
    [InlineData("money", 0.1)]
    [InlineData("tenth", 0.34)]
    [InlineData("money", 0.34)]
    public void Arms_that_are_alike_seldom_seem_to_differ_at_any_look(string law, double control)
    {
        var (anytime, declared) = Shown(law, control);

        output.WriteLine($"seed {Seed}, {Runs} runs, {law}, {control} in control: anytime {anytime:.000}, declared end {declared:.000}");
        anytime.ShouldBeLessThanOrEqualTo(Promised);
        declared.ShouldBeLessThanOrEqualTo(Promised);
    }

    [Fact]
    public void The_whole_path_of_the_interval_holds_the_true_difference()
    {
        var (random, missed) = (new Random(Seed), 0);
        var bounds = Bounds(new ComparisonDesign());

        for (var run = 0; run < Runs; run++)
            missed += Looks(random, 0.5, arm => random.NextDouble() < (arm == 0 ? 0.10 : 0.13) ? 1 : 0).Any(arms => Misses(bounds, arms, 0.03)) ? 1 : 0;

        output.WriteLine($"seed {Seed}, {Runs} runs: missed at some look {(double)missed / Runs:.000}");
        ((double)missed / Runs).ShouldBeLessThanOrEqualTo(Promised);
    }

    // All customers have joined, as many as the interval is tightest at, and each look adds what each of them did since.
    [Fact]
    public void Sums_that_grow_on_a_hundredfold_seldom_seem_to_differ()
    {
        var (random, shown) = (new Random(Seed), 0);
        var bounds = Bounds(new ComparisonDesign { Boundary = new Boundary.Anytime(TightestAt: 200) });

        for (var run = 0; run < Runs; run++)
            shown += GrowingLooks(random, customers: 200, looks: 100).Any(arms => Misses(bounds, arms, 0)) ? 1 : 0;

        output.WriteLine($"seed {Seed}, {Runs} runs: {(double)shown / Runs:.000}");
        ((double)shown / Runs).ShouldBeLessThanOrEqualTo(Promised);
    }

    [Fact]
    public void The_interval_of_a_look_ends_at_the_bound()
    {
        var design = new ComparisonDesign();
        var arms = Looks(new Random(Seed), 0.1, arm => arm).Last();
        arms = arms with { Control = arms.Control.With(new CustomerSum(3)) };

        var interval = design.Compare(arms).ShouldBeOfType<ComparisonOutcome.Compared>().Comparison.Difference;

        Misses(Bounds(design), arms, interval.Low + 1e-9).ShouldBeFalse();
        Misses(Bounds(design), arms, interval.Low - 1e-9).ShouldBeTrue();
        Misses(Bounds(design), arms, interval.High + 1e-9).ShouldBeTrue();
    }

    private static double Promised => 0.05 + (3 * Math.Sqrt(0.05 * 0.95 / Runs));

    private static (double Anytime, double Declared) Shown(string law, double control)
    {
        var (random, anytime, declared) = (new Random(Seed), 0, 0);
        var forever = Bounds(new ComparisonDesign());
        var end = Bounds(new ComparisonDesign { Boundary = new Boundary.DeclaredEnd(Customers) });
        for (var run = 0; run < Runs; run++)
        {
            var (first, second) = (false, false);
            foreach (var arms in Looks(random, control, _ => Draw(law, random)))
            {
                first |= Misses(forever, arms, 0);
                second |= Misses(end, arms, 0);
            }

            anytime += first ? 1 : 0;
            declared += second ? 1 : 0;
        }

        return ((double)anytime / Runs, (double)declared / Runs);
    }

    // The standard errors of each number of customers, computed once.
    private static double[] Bounds(ComparisonDesign design) =>
        [.. Enumerable.Range(0, Customers + 2).Select(n => design.Boundary.StandardErrors(n, design.Alpha, design.Sides))];

    private static IEnumerable<ArmPair> Looks(Random random, double control, Func<int, double> value)
    {
        var arms = new ArmSums[2];
        for (var customer = 0; customer < Customers; customer++)
        {
            var arm = random.NextDouble() < control ? 0 : 1;
            arms[arm] = arms[arm].With(new CustomerSum(value(arm)));
            yield return new(arms[0], arms[1]);
        }
    }

    private static IEnumerable<ArmPair> GrowingLooks(Random random, int customers, int looks)
    {
        var (arms, sums) = (new ArmSums[2], new CustomerSum[customers]);
        for (var look = 0; look < looks; look++)
        {
            for (var customer = 0; customer < customers; customer++)
            {
                var (arm, before) = (customer % 2, sums[customer]);
                sums[customer] = new(before.Value + (random.NextDouble() < 0.3 ? 1 : 0));
                arms[arm] = look == 0 ? arms[arm].With(sums[customer]) : arms[arm].With(before, sums[customer]);
            }

            yield return new(arms[0], arms[1]);
        }
    }

    private static bool Misses(double[] bounds, ArmPair arms, double truth)
    {
        if (Math.Min(arms.Control.Customers, arms.Treatment.Customers) < ComparisonDesign.FewestCustomers)
            return false;
        var (control, treatment) = arms.SquaredErrors;
        return Math.Abs(arms.Difference - truth) > bounds[arms.Customers] * Math.Sqrt(control + treatment);
    }

    private static double Draw(string law, Random random) =>
        law switch
        {
            "half" => random.NextDouble() < 0.5 ? 1 : 0,
            "tenth" => random.NextDouble() < 0.1 ? 1 : 0,
            "rare" => random.NextDouble() < 0.02 ? 1 : 0,
            // A customer in twenty buys, for a lognormal amount.
            _ => random.NextDouble() < 0.05 ? Math.Exp(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())) : 0,
        };
}
