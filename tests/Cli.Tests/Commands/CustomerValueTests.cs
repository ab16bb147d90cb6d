namespace CustomerPerformanceTracker.Cli.Tests.Commands;

/// <summary><c>cpt stats clv</c> on shops that are made up with a seed.</summary>
public sealed class CustomerValueTests(Cpt cpt) : IClassFixture<Cpt>
{
    private static readonly string[] Columns = ["--customer", "who", "--date", "day", "--amount", "paid"];

    [Fact]
    public async Task A_person_sees_parameters_holdout_back_test_and_what_was_left_out()
    {
        var run = await Clv(Shop("shop.csv"), "--until", "2024-12-31", "--holdout", "120");

        run.ExitCode.ShouldBe(ExitCode.Done, run.Error);
        Golden.Matches(run.Output, "clv.txt");
    }

    [Fact]
    public async Task The_document_holds_the_same_figures_whatever_the_order_of_the_rows()
    {
        var rows = Rows();
        string[] turned = [.. rows.Reverse()];

        var run = await Clv(File("rows.csv", rows), "--until", "2024-12-31", "--holdout", "120", "--json");
        var other = await Clv(File("turned.csv", turned), "--until", "2024-12-31", "--holdout", "120", "--json");

        var rowsRead = run.Json.GetProperty("rows");
        rowsRead.GetProperty("rows").GetInt32().ShouldBe(rows.Length);
        rowsRead.GetProperty("refunds").GetInt32().ShouldBe(1);
        rowsRead.GetProperty("withoutMoney").GetInt32().ShouldBe(1);
        rowsRead.GetProperty("lateCustomers").GetInt32().ShouldBe(1);
        run.Json.GetProperty("models")
            .EnumerateArray()
            .Select(model => model.GetProperty("model").GetString())
            .ShouldBe(["BG/NBD", "Pareto/NBD", "Gamma-Gamma"]);
        run.Json.GetProperty("holdout").GetProperty("models").GetArrayLength().ShouldBe(3);
        run.Json.GetProperty("backTest").GetProperty("bestRanking").GetString().ShouldNotBeNullOrEmpty();
        run.Json.GetProperty("rfm").EnumerateArray().Sum(fifth => fifth.GetProperty("money").GetInt32()).ShouldBe(run.Json.GetProperty("customers").GetInt32());
        other.Output.ShouldBe(run.Output);
    }

    [Fact]
    public async Task Without_repeat_customers_the_models_are_refused_with_the_number_that_is_missing()
    {
        var run = await Clv(File("once.csv", ["a,2025-01-01,5", "b,20250103,5", "c,2025-01-04T10:30:00,5"]), "--until", "2025-03-01");

        run.ExitCode.ShouldBe(ExitCode.Done, run.Error);
        run.Output.ShouldContain("BG/NBD is not fitted: 0 of 3 customers bought on a second day; 20 are needed, 20");
        run.Output.ShouldContain("No holdout");
    }

    [Fact]
    public async Task A_holdout_beyond_the_file_is_named()
    {
        var run = await Clv(Shop("short.csv"), "--until", "2024-12-31", "--holdout", "400");

        run.Output.ShouldContain("count as days without");
    }

    [Theory]
    [InlineData("a,2025-01-01,5;b,2025-13-01,5", "2025-02-01", "data row 2, column 'day': '2025-13-01' is no date. Write it as")]
    [InlineData("a,2025-01-01,much", "2025-02-01", "data row 1, column 'paid': 'much' is no amount. Write a number")]
    [InlineData("a,2025-01-01,", "2025-02-01", "data row 1, column 'paid': '' is no amount")]
    [InlineData("a,2025-01-01,5;,2025-01-02,5", "2025-02-01", "data row 2, column 'who': the customer is missing. Name")]
    [InlineData("a,2025-01-01,5", "2024-02-01", "No customer had bought by 2024-02-01; the first purchase is of 2025-01-01. Name a later --until.")]
    [InlineData("a,2025-01-01,-5", "2025-02-01", "the file has no purchase")]
    [InlineData("a,2025-01-01,5", "February", "'February' is no date. Write it as")]
    public async Task A_wrong_cell_is_named_with_its_place_and_the_remedy(string rows, string until, string message)
    {
        var run = await Clv(File("wrong.csv", rows.Split(';')), "--until", until);

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain(message);
        run.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_column_that_is_not_there_is_named_beside_those_that_are()
    {
        var run = await cpt.RunAsync(
            "stats",
            "clv",
            File("columns.csv", ["a,2025-01-01,5"]),
            "--customer",
            "customer",
            "--date",
            "day",
            "--amount",
            "paid",
            "--until",
            "2025-02-01"
        );

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain("has no column 'customer'. It has: who, day, paid.");
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_is_refused_and_swallows_no_rows()
    {
        var run = await Clv(File("quote.csv", ["a,2025-01-01,5", "\"b,2025-01-02,5", "c,2025-01-03,5"]), "--until", "2025-02-01");

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain("data row 2: its quotes do not match.");
    }

    [Fact]
    public async Task A_column_whose_name_stands_twice_is_refused()
    {
        var run = await Clv(cpt.File("twice.csv", ["who,day,paid,paid", "a,2025-01-01,5,6"]), "--until", "2025-02-01");

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain("several columns 'paid'");
    }

    [Fact]
    public async Task A_holdout_of_no_days_is_refused()
    {
        var run = await Clv(File("none.csv", ["a,2025-01-01,5"]), "--until", "2025-02-01", "--holdout", "0");

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain("one day or more");
    }

    private Task<CptRun> Clv(string file, params string[] options) => cpt.RunAsync(["stats", "clv", file, .. Columns, .. options]);

    private string File(string name, IEnumerable<string> rows) => cpt.File(name, rows.Prepend("who,day,paid"));

    private string Shop(string name) => File(name, Rows());

    // 600 customers of a year whose rates and ends differ, and one each of a refund, a purchase without money, a second row of a day and a late customer.
    private static string[] Rows()
    {
        var random = new Random(5);
        double Waiting(double mean) => -Math.Log(1 - random.NextDouble()) * mean;
        List<string> rows = ["c1,2024-08-01,-12.5", "c1,2024-08-02,0", "c1,2024-08-03,4", "c1,2024-08-03,6", "late,2025-02-01,20"];
        for (var i = 0; i < 600; i++)
        {
            var first = new DateOnly(2024, 1, 1).AddDays(random.Next(180));
            var (gap, end, spend) = (8 + Waiting(40) + Waiting(40), Waiting(150) / (0.05 + Waiting(1)), 10 + Waiting(20));
            for (var at = 0.0; at <= end && first.AddDays((int)at) <= new DateOnly(2025, 4, 30); at += Waiting(gap))
                rows.Add(string.Create(CultureInfo.InvariantCulture, $"c{i},{first.AddDays((int)at):yyyy-MM-dd},{spend * (0.5 + random.NextDouble()):0.00}"));
        }

        return [.. rows];
    }
}
