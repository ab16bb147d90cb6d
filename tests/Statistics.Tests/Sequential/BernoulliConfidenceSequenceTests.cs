using CustomerPerformanceTracker.Statistics.Sequential;

namespace CustomerPerformanceTracker.Statistics.Tests.Sequential;

public sealed class BernoulliConfidenceSequenceTests
{
    [Fact]
    public void All_eight_published_intervals_are_met_to_their_decimals()
    {
        // The published figures are cut, not rounded, after five or six decimals; their own tests allow 1e-5.
        const double tolerance = 2e-6;
        using var file = JsonDocument.Parse(File.ReadAllText(Reference.Path("data", "reference_vectors", "vectors.json")));
        var cases = file.RootElement.GetProperty("confseq_howard2021").GetProperty("bernoulli_cs").EnumerateArray().ToArray();
        double Number(JsonElement of, string name) => of.GetProperty(name).GetDouble();

        foreach (var published in cases)
        {
            var (low, high) = new BernoulliConfidenceSequence(Number(published, "alpha"), Number(published, "t_opt")).At(
                Number(published, "k"),
                Number(published, "n")
            );

            low.ShouldBe(Number(published, "lo"), tolerance, published.GetRawText());
            high.ShouldBe(Number(published, "hi"), tolerance, published.GetRawText());
        }

        cases.Length.ShouldBe(8);
    }

    [Fact]
    public void No_trials_say_nothing()
    {
        var interval = new BernoulliConfidenceSequence(0.05, 100).At(0, 0);

        interval.ShouldBe((0.0, 1.0));
    }

    [Fact]
    public void Successes_and_failures_change_places_as_a_mirror_image()
    {
        var sequence = new BernoulliConfidenceSequence(0.05, 100);

        var (low, high) = sequence.At(17, 90);
        var (mirroredLow, mirroredHigh) = sequence.At(73, 90);

        low.ShouldBe(1 - mirroredHigh, 1e-9);
        high.ShouldBe(1 - mirroredLow, 1e-9);
    }

    [Fact]
    public void The_interval_narrows_around_a_constant_share()
    {
        var sequence = new BernoulliConfidenceSequence(0.05, 1000);

        var widths = new[] { 10L, 100, 1000, 100_000, 1_000_000_000 }.Select(n => sequence.At(n * 0.3, n)).Select(i => i.High - i.Low).ToArray();

        widths.ShouldBe(widths.OrderDescending());
        widths[^1].ShouldBeLessThan(2e-4);
    }

    [Fact]
    public void It_ever_misses_no_more_often_than_alpha()
    {
        const int seed = 71,
            runs = 400,
            looks = 250;
        var sequence = new BernoulliConfidenceSequence(0.1, 50);
        var random = new Random(seed);

        var misses = Enumerable.Range(0, runs).Count(_ => Misses(sequence, random, looks));

        // Three standard errors of a count with mean 40 above it.
        misses.ShouldBeLessThanOrEqualTo(40 + 18, $"seed {seed}");
    }

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(6, 5)]
    [InlineData(double.NaN, 5)]
    public void Impossible_counts_are_refused(double successes, double trials)
    {
        Action at = () => new BernoulliConfidenceSequence(0.05, 100).At(successes, trials);

        Should.Throw<ArgumentOutOfRangeException>(at);
    }

    private static bool Misses(BernoulliConfidenceSequence sequence, Random random, int looks)
    {
        var successes = 0;
        for (var n = 1; n <= looks; n++)
        {
            successes += random.NextDouble() < 0.3 ? 1 : 0;
            var (low, high) = sequence.At(successes, n);
            if (low > 0.3 || high < 0.3)
                return true;
        }

        return false;
    }
}
