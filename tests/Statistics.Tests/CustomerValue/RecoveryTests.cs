namespace CustomerPerformanceTracker.Statistics.Tests.CustomerValue;

/// <summary>Customers drawn from a model give its parameters back within four standard errors, and its predictions.</summary>
public sealed class RecoveryTests
{
    private const double Youngest = 20;
    private const double Oldest = 60;

    private static readonly GammaGamma Spend = new(6, 4, 15);

    public static TheoryData<ParetoNbd> ParetoLaws => [new ParetoNbd(0.55, 10.6, 0.6, 11.7), new ParetoNbd(2, 6, 1, 30), new ParetoNbd(1.2, 3, 3, 25)];

    public static TheoryData<BgNbd> BgLaws => [new BgNbd(0.25, 4.4, 0.8, 2.4), new BgNbd(1.5, 6, 1, 5), new BgNbd(0.8, 2, 0.4, 1.5)];

    [Theory]
    [MemberData(nameof(ParetoLaws))]
    public void Pareto_NBD_is_found_again(ParetoNbd law)
    {
        var customers = new Shoppers(11).Of(20_000, law, Youngest, Oldest);

        var fit = ParetoNbd.Fit(customers);

        ShouldHold(fit, [law.R, law.Alpha, law.S, law.Beta]);
        fit.LogLikelihood.ShouldBeGreaterThan(law.LogLikelihood(customers));
        fit.LogLikelihood.ShouldBe(fit.Model.LogLikelihood(customers), 1e-6);
        ShouldMeet(law, customers);
    }

    [Theory]
    [MemberData(nameof(BgLaws))]
    public void BG_NBD_is_found_again(BgNbd law)
    {
        var customers = new Shoppers(12).Of(20_000, law, Youngest, Oldest);

        var fit = BgNbd.Fit(customers);

        ShouldHold(fit, [law.R, law.Alpha, law.A, law.B]);
        fit.LogLikelihood.ShouldBeGreaterThan(law.LogLikelihood(customers));
        ShouldMeet(law, customers);
    }

    [Fact]
    public void Gamma_Gamma_is_found_again()
    {
        var shoppers = new Shoppers(13);
        var customers = shoppers.Spending(shoppers.Of(10_000, new ParetoNbd(2, 6, 1, 30), Youngest, Oldest), Spend);

        var fit = GammaGamma.Fit(customers);

        ShouldHold(fit, [Spend.P, Spend.Q, Spend.V]);
        fit.Model.PopulationMean!.Value.ShouldBe(6 * 15 / 3.0, 1.5);
    }

    [Fact]
    public void A_parameter_that_the_data_do_not_determine_has_no_standard_error()
    {
        // Customers differ less than customers of one rate would by chance, so the law of rates shrinks to a point: its shape and scale grow together.
        CustomerSummary[] customers = [.. Enumerable.Range(0, 300).Select(i => new CustomerSummary(9 + (i % 3), 28 + (i % 2), 30))];

        var fit = ParetoNbd.Fit(customers);

        fit.Parameters.Take(2).ShouldAllBe(parameter => parameter.StandardError == null);
        (fit.Model.R / fit.Model.Alpha).ShouldBe(10 / 30.0, 0.02);
    }

    [Fact]
    public void Customers_of_whom_none_bought_again_give_no_fit()
    {
        CustomerSummary[] customers = [new(0, 0, 10), new(0, 0, 20)];

        Should.Throw<ArgumentException>(() => BgNbd.Fit(customers));
        Should.Throw<ArgumentException>(() => ParetoNbd.Fit(customers));
        Should.Throw<ArgumentException>(() => GammaGamma.Fit(customers));
    }

    private static void ShouldHold<T>(Fitted<T> fit, double[] truth)
    {
        foreach (var (parameter, value) in fit.Parameters.Zip(truth))
            parameter.Value.ShouldBe(value, 4 * parameter.StandardError!.Value, parameter.ToString());
    }

    // What a law expects of new customers by their age is what customers drawn from it did.
    private static void ShouldMeet(IPurchaseModel law, CustomerSummary[] customers)
    {
        var (expected, seen) = (customers.Sum(one => law.ExpectedOfNew(one.Age)), customers.Sum(one => one.Repeats));
        expected.ShouldBe(seen, 0.05 * seen);
    }
}
