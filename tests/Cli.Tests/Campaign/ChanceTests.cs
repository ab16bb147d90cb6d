namespace CustomerPerformanceTracker.Cli.Tests.Campaign;

public sealed class ChanceTests
{
    // The first outputs of the authors' xoshiro256starstar.c from the state 1, 2, 3, 4.
    [Fact]
    public void The_generator_gives_the_reference_outputs()
    {
        var chance = new Chance(1, 2, 3, 4);

        var drawn = Enumerable.Range(0, 6).Select(_ => chance.Next());

        drawn.ShouldBe([11520UL, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600]);
    }

    [Fact]
    public void Streams_of_different_names_share_nothing()
    {
        var one = new Chance(5, "spring-launch");
        var other = new Chance(5, "autumn-brand");

        var drawn = Enumerable.Range(0, 100).SelectMany(_ => new[] { one.Next(), other.Next() });

        drawn.Distinct().Count().ShouldBe(200, "seed 5");
    }

    // 1,900 trials are drawn one by one and 2,100 by the normal approximation: both sides of the border must agree with the theory.
    [Theory]
    [InlineData(1_900)]
    [InlineData(2_100)]
    public void Successes_have_the_mean_and_the_variance_of_a_binomial(int trials)
    {
        const double p = 0.3;
        const int draws = 4_000;
        var chance = new Chance(11);

        var counts = Enumerable.Range(0, draws).Select(_ => (double)chance.Successes(trials, p)).ToArray();

        var mean = counts.Average();
        var variance = counts.Sum(count => (count - mean) * (count - mean)) / (draws - 1);
        var expected = trials * p * (1 - p);
        mean.ShouldBe(trials * p, 5 * Math.Sqrt(expected / draws), "seed 11, five standard errors");
        variance.ShouldBe(expected, 5 * expected * Math.Sqrt(2.0 / draws), "seed 11, five standard errors");
    }
}
