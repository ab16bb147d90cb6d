namespace CustomerPerformanceTracker.Cli.Tests.Commands;

public sealed class SeriesEffectTests(Cpt cpt) : IClassFixture<Cpt>
{
    [Fact]
    public async Task Effect_and_placebo_are_told_of_a_series_with_a_control()
    {
        var run = await cpt.RunAsync("stats", "effect", Vignette(), "--column", "y", "--controls", "x1", "--change", "70", "--json");

        var effect = run.Json.GetProperty("effect");
        effect.GetProperty("value").GetDouble().ShouldBe(10, 1.5);
        effect.GetProperty("low").GetDouble().ShouldBeInRange(5, 10);
        effect.GetProperty("high").GetDouble().ShouldBeInRange(10, 15);
        effect.GetProperty("cumulative").GetProperty("value").GetDouble().ShouldBe(30 * effect.GetProperty("value").GetDouble(), 1e-6);
        run.Json.GetProperty("placebo").GetProperty("dates").GetInt32().ShouldBe(21);
        run.Json.GetProperty("placebo").GetProperty("rank").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Text_says_that_it_is_an_estimate_and_that_there_were_no_controls()
    {
        var run = await cpt.RunAsync("stats", "effect", Vignette(), "--column", "y", "--change", "70");

        run.ExitCode.ShouldBe(ExitCode.Done, run.Error);
        run.Output.ShouldContain("Estimated effect");
        run.Output.ShouldContain("No controls");
        run.Output.ShouldContain("not a cause");
    }

    [Fact]
    public async Task A_refusal_bears_its_code()
    {
        var run = await cpt.RunAsync("stats", "effect", Vignette(), "--column", "y", "--change", "5", "--json");

        run.Json.GetProperty("refusal").GetProperty("code").GetString().ShouldBe("too_few_before");
    }

    [Fact]
    public async Task A_change_outside_the_rows_is_bad_usage()
    {
        var run = await cpt.RunAsync("stats", "effect", Vignette(), "--column", "y", "--change", "100");

        run.ExitCode.ShouldBe(ExitCode.Refused);
    }

    private string Vignette()
    {
        var random = new Random(11);
        double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var x = 100.0;
        return cpt.File(
            "vignette.csv",
            Enumerable
                .Range(0, 100)
                .Select(row =>
                {
                    x = 100 + (0.9 * (x - 100)) + Gaussian();
                    return string.Create(CultureInfo.InvariantCulture, $"{(1.2 * x) + Gaussian() + (row >= 70 ? 10 : 0)},{x}");
                })
                .Prepend("y,x1")
        );
    }
}
