namespace CustomerPerformanceTracker.Statistics.Tests.CustomerValue;

/// <summary>Published figures of the models, on CDNOW and apart from data.</summary>
public sealed class PublishedValueTests
{
    private const double ThreeDecimals = 0.0005;

    private static readonly BgNbd PublishedBgNbd = new(0.2425945, 4.4136019, 0.7929199, 2.4258881);
    private static readonly ParetoNbd PublishedParetoNbd = new(0.55315, 10.57633, 0.60625, 11.6715);

    // Fader, Hardie and Lee (2005), Table 2.
    [Fact]
    public void BG_NBD_of_CDNOW_has_the_published_parameters()
    {
        var fit = BgNbd.Fit(Cdnow.Summaries());

        Values(fit).ShouldBe([0.2426, 4.4136, 0.7929, 2.4259], ThreeDecimals);
        fit.LogLikelihood.ShouldBe(-9582.429, 0.001);
        fit.Customers.ShouldBe(2_357);
    }

    // Parameters: the same paper, Table 2. Standard errors: the tests of CLVTools.
    [Fact]
    public void Pareto_NBD_of_CDNOW_has_the_published_parameters_and_standard_errors()
    {
        var fit = ParetoNbd.Fit(Cdnow.Summaries());

        Values(fit).ShouldBe([0.5533, 10.5777, 0.6062, 11.6687], ThreeDecimals);
        fit.LogLikelihood.ShouldBe(-9594.976, 0.001);
        var errors = Cdnow.Published().GetProperty("pareto_nbd").GetProperty("se").EnumerateArray().Select(error => error.GetDouble());
        foreach (var (parameter, error) in fit.Parameters.Zip(errors))
            parameter.StandardError!.Value.ShouldBe(error, 0.001 * error);
    }

    // Fader and Hardie (2013).
    [Fact]
    public void Gamma_Gamma_of_CDNOW_has_the_published_parameters_and_predictions()
    {
        var customers = Cdnow.Summaries();

        var fit = GammaGamma.Fit(customers);

        Values(fit).ShouldBe([6.25, 3.74, 15.44], 0.005);
        fit.LogLikelihood.ShouldBe(-4055.9177, 0.001);
        fit.Customers.ShouldBe(946);
        var published = Cdnow.Published().GetProperty("gamma_gamma_conditional_first10").EnumerateArray().Select(spend => spend.GetDouble());
        foreach (var (spend, customer) in published.Zip(customers))
            fit.Model.ExpectedSpend(customer)!.Value.ShouldBe(spend, 0.005);
    }

    // The published figure of 78 weeks is the series cut after 150 terms, 1.85762; the sum of 5,000 terms with 40 digits is 1.857956.
    [Fact]
    public void BG_NBD_predicts_the_published_purchases_of_new_customers()
    {
        var published = Cdnow.Published().GetProperty("bgnbd_predictions");
        var points = published.GetProperty("E_X").EnumerateArray().ToArray();

        points.ShouldNotBeEmpty();
        foreach (var point in points)
            PublishedBgNbd.ExpectedOfNew(point[0].GetDouble()).ShouldBe(point[1].GetDouble(), point[0].GetDouble() < 78 ? 0.00005 : 0.0005);
        PublishedBgNbd.ExpectedOfNew(78).ShouldBe(1.857956, 1e-6);
        PublishedBgNbd.ExpectedOfNew(52).ShouldBe(published.GetProperty("E_X_52").GetDouble(), 1e-5);
    }

    [Fact]
    public void BG_NBD_predicts_the_published_purchases_of_two_customers()
    {
        var published = Cdnow.Published().GetProperty("bgnbd_predictions");
        var frequent = new CustomerSummary(26, 30.857, 31);

        PublishedBgNbd.Expected(new(2, 30.43, 38.86), 39).ShouldBe(published.GetProperty("E_Y39_x2_tx30.43_T38.86").GetDouble(), 0.0005);
        PublishedBgNbd.Expected(frequent, 52).ShouldBe(published.GetProperty("cust1516_x26_tx30.857_T31_52w").GetDouble(), 0.001);
        PublishedBgNbd.ProbabilityAlive(frequent).ShouldBe(published.GetProperty("cust1516_palive").GetDouble(), 2e-6);
    }

    [Fact]
    public void Pareto_NBD_predicts_the_published_purchases()
    {
        var published = Cdnow.Published().GetProperty("pareto_predictions");
        var frequent = new CustomerSummary(26, 30.857, 31);

        PublishedParetoNbd.Expected(frequent, 52).ShouldBe(published.GetProperty("cust1516_52w").GetDouble(), 0.001);
        PublishedParetoNbd.ProbabilityAlive(frequent).ShouldBe(published.GetProperty("cust1516_palive").GetDouble(), 1e-5);
        PublishedParetoNbd.ExpectedOfNew(52).ShouldBe(published.GetProperty("E_X_52").GetDouble(), 1e-4);
    }

    // The tests of lifetimes: x = 132 and 133, last purchase on the day of the summary after 200 weeks, 10 weeks ahead.
    [Fact]
    public void Pareto_NBD_does_not_underflow_at_130_purchases()
    {
        var published = Cdnow.Published().GetProperty("pareto_predictions").GetProperty("underflow_guard");
        double[] values = [.. published.GetProperty("params").EnumerateArray().Select(one => one.GetDouble())];
        var model = new ParetoNbd(values[0], values[1], values[2], values[3]);

        model.Expected(new(132, 200, 200), 10).ShouldBe(published.GetProperty("x132").GetDouble(), 1e-9);
        model.Expected(new(133, 200, 200), 10).ShouldBe(published.GetProperty("x133").GetDouble(), 1e-9);
    }

    [Fact]
    public void The_models_predict_the_holdout_of_CDNOW_as_measured_and_the_ranker_ranks_no_worse()
    {
        var study = CustomerValueStudy.Of(Cdnow.Histories(), Cdnow.Until, Cdnow.HoldoutDays);

        var holdout = study.Holdout!;
        Contestant Model(string name) => holdout.Contestants.Single(one => one.Name == name);
        var (bgNbd, paretoNbd, ranker) = (Model(CustomerModels.BgNbdName), Model(CustomerModels.ParetoNbdName), Model(Ranker.Name));
        TestContext.Current.SendDiagnosticMessage(string.Join("; ", holdout.Contestants));
        (holdout.Customers, holdout.Purchases).ShouldBe((2_357, 1_882));
        bgNbd.Purchases!.Value.ShouldBe(1653.4, 0.1);
        paretoNbd.Purchases!.Value.ShouldBe(1665.5, 0.1);
        bgNbd.Auc!.Value.ShouldBe(0.7725, 0.00005);
        paretoNbd.Auc!.Value.ShouldBe(0.7787, 0.00005);
        ranker.Auc!.Value.ShouldBeGreaterThan(0.7725);
        study.BackTest!.Contestants.Count.ShouldBe(3);
    }

    private static double[] Values<T>(Fitted<T> fit) => [.. fit.Parameters.Select(parameter => parameter.Value)];
}
