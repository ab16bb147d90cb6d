using CustomerPerformanceTracker.Statistics.Experiments;

namespace CustomerPerformanceTracker.Statistics.Tests.Experiments;

/// <summary>
/// The published table of YEAST (Kurennoy, arXiv 2406.16523): 500 pairs of normal values with variance 1, looked at after each pair, 5 % on one side. The
/// table's GAVI250 is the confidence sequence that is tightest at 250 pairs, as the half of an interval of 10 % that shows a gain.
/// </summary>
public sealed class PublishedPowerTests(ITestOutputHelper output)
{
    private const int Seed = 240616523;
    private const int Pairs = 500;
    private const double Level = 0.05;
    private static readonly int Runs = Truth.IsLong ? 100_000 : 4_000;

    [Theory]
    [InlineData("YEAST")]
    [InlineData("GAVI250")]
    public void False_and_true_findings_are_as_often_as_published(string method)
    {
        foreach (var (effect, published) in Published(method))
        {
            var shown = Shown(Bounds(method), effect);

            output.WriteLine($"seed {Seed}, {Runs} runs, {method}, effect {effect}: {shown:.0000}, published {published}");
            shown.ShouldBe(published, 0.003 + (3 * Math.Sqrt(published * (1 - published) / Runs)));
        }
    }

    [Theory]
    [InlineData(0.0, 0.05)]
    public void The_one_sided_confidence_sequence_keeps_its_level(double effect, double level)
    {
        var bounds = Enumerable.Range(1, Pairs).Select(pair => new Boundary.Anytime(250).StandardErrors(pair, Level, Sides.One));

        var shown = Shown([.. bounds], effect);

        output.WriteLine($"seed {Seed}, {Runs} runs: {shown:.0000}");
        shown.ShouldBeLessThanOrEqualTo(level);
    }

    private static double Shown(double[] bounds, double effect)
    {
        var (draws, shown) = (new Draws(Seed), 0);
        for (var run = 0; run < Runs; run++)
        {
            var (sum, isShown) = (0.0, false);
            for (var pair = 1; pair <= Pairs; pair++)
            {
                sum += effect + (Math.Sqrt(2) * draws.Gaussian());
                isShown |= sum / Math.Sqrt(2 * pair) > bounds[pair - 1];
            }

            shown += isShown ? 1 : 0;
        }

        return (double)shown / Runs;
    }

    private static double[] Bounds(string method) =>
        [
            .. Enumerable
                .Range(1, Pairs)
                .Select(pair =>
                    method == "YEAST"
                        ? new Boundary.DeclaredEnd(Pairs).StandardErrors(pair, Level, Sides.One)
                        : new Boundary.Anytime(250).StandardErrors(pair, 2 * Level, Sides.Two)
                ),
        ];

    private static IEnumerable<(double Effect, double Published)> Published(string method)
    {
        var lines = File.ReadLines(Reference.Path("data", "reference_vectors", "yeast_simulation.csv")).Select(line => line.Split(','));
        var cells = lines.Single(cells => cells[0] == method);
        return ((double[])[0, 0.1, 0.2, 0.3]).Select((effect, at) => (effect, double.Parse(cells[at + 1], CultureInfo.InvariantCulture)));
    }
}
