using CustomerPerformanceTracker.Statistics.Experiments;

namespace CustomerPerformanceTracker.Statistics.Tests.Experiments;

/// <summary>
/// Customers of CDNOW dealt to two arms at random, a hundred times, and a thousand times where CPT_TRUTH=long asks for it. A look after each of 78 weeks counts,
/// and the test says what the looks of the 65 weeks after the last customer joined show alone.
/// </summary>
public sealed class CdnowComparisonTests(ITestOutputHelper output)
{
    private const int Seed = 19970101;
    private const int Joining = 13;
    private static readonly int Runs = Truth.IsLong ? 1_000 : 100;
    private static readonly double Chance = 3 * Math.Sqrt(0.05 * 0.95 / Runs);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Customers_dealt_at_random_seldom_seem_to_differ(bool money)
    {
        var shown = Shown(money, kept: 1);

        shown.Anytime.ShouldBeLessThanOrEqualTo(0.05);
        shown.DeclaredEnd.ShouldBeLessThanOrEqualTo(0.05 + (Truth.IsLong ? 0 : Chance));
    }

    // Naive: |z| above 1.96. The bound keeps its promise for independent observations, which the orders of one customer are not.
    [Fact]
    public void Orders_taken_for_independent_break_the_promise()
    {
        var (deals, random, bound) = (new CdnowDeals(), new Random(Seed), new Boundary.Anytime());
        var (shown, naive) = (0, 0);

        for (var run = 0; run < Runs; run++)
        {
            var looks = deals.Deal(random, money: true).ToArray();
            shown += looks.Any(look => Math.Abs(look.OrderZ) > bound.StandardErrors(look.Orders, 0.05, Sides.Two)) ? 1 : 0;
            naive += looks.Any(look => Math.Abs(look.OrderZ) > Confidence.Z(0.95)) ? 1 : 0;
        }

        output.WriteLine($"seed {Seed}, {Runs} deals: by order {(double)shown / Runs:.000}, naive {(double)naive / Runs:.000}");
        ((double)shown / Runs).ShouldBeGreaterThanOrEqualTo(0.4 - (Truth.IsLong ? 0 : 0.1));
    }

    [Fact]
    public void Ten_percent_fewer_orders_are_shown_in_half_of_the_deals_or_more() => Shown(money: false, kept: 0.9).Anytime.ShouldBeGreaterThanOrEqualTo(0.53);

    [Fact]
    public void A_fifth_less_money_is_shown_sooner_where_the_end_is_declared()
    {
        var shown = Shown(money: true, kept: 0.8);

        shown.Anytime.ShouldBeGreaterThanOrEqualTo(0.38);
        shown.DeclaredEnd.ShouldBeGreaterThanOrEqualTo(0.60);
        shown.DeclaredEnd.ShouldBeGreaterThan(shown.Anytime);
    }

    private (double Anytime, double DeclaredEnd) Shown(bool money, double kept)
    {
        var (deals, random) = (new CdnowDeals(), new Random(Seed));
        ComparisonDesign[] designs = [new(), new() { Boundary = new Boundary.DeclaredEnd(deals.Customers) }];
        var (ever, late, last) = (new double[2], new double[2], new double[2]);
        for (var run = 0; run < Runs; run++)
        {
            var paths = Array.ConvertAll(designs, design => new ComparisonPath(design));
            var looks = deals.Deal(random, money, kept).Select(look => look.Arms).ToArray();
            foreach (var path in paths)
                Array.ForEach(looks, arms => path.Look(arms));
            for (var form = 0; form < paths.Length; form++)
            {
                bool[] outside = [.. paths[form].Looks.Select(look => look.Verdict is Verdict.Better or Verdict.Worse)];
                ever[form] += outside.Contains(true) ? 1.0 / Runs : 0;
                late[form] += outside.Skip(Joining).Contains(true) ? 1.0 / Runs : 0;
                last[form] += outside[^1] ? 1.0 / Runs : 0;
            }
        }

        foreach (var (form, name) in ((int, string)[])[(0, "anytime"), (1, "declared end")])
            output.WriteLine(
                $"seed {Seed}, {Runs} deals, {name}: at any of 78 looks {ever[form]:.000}, at any of the last 65 {late[form]:.000}, at the last {last[form]:.000}"
            );
        return (ever[0], ever[1]);
    }
}
