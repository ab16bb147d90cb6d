namespace CustomerPerformanceTracker.Cli.Tests.Commands;

public sealed class ArmComparisonsTests(Cpt cpt) : IClassFixture<Cpt>
{
    [Fact]
    public async Task Text_says_which_arm_is_better_and_what_that_rests_on()
    {
        var run = await Run(Mails(0.20), "--looks", "4");

        run.ExitCode.ShouldBe(ExitCode.Done, run.Error);
        Golden.Matches(run.Output, "compare.txt");
        run.Output.ShouldContain("new is better than old");
    }

    [Fact]
    public async Task Document_has_arms_difference_and_the_path_of_the_interval()
    {
        var run = await Run(Mails(0.20), "--looks", "4", "--json");

        Golden.Matches(run.Output, "compare.json");
        var (document, looks) = (run.Json, run.Json.GetProperty("looks"));
        document.GetProperty("verdict").GetString().ShouldBe("better");
        document.GetProperty("arms").EnumerateArray().Select(arm => arm.GetProperty("role").GetString()).ShouldBe(["control", "treatment"]);
        looks.GetArrayLength().ShouldBe(4);
        JsonElement.DeepEquals(looks[3].GetProperty("difference"), document.GetProperty("difference")).ShouldBeTrue();
        looks[3].GetProperty("rows").GetInt32().ShouldBe(80);
    }

    [Theory]
    [InlineData("--mean", "spent", "--customer", "who")]
    [InlineData("--mean", "spent", "--cap", "none")]
    [InlineData("--successes", "orders", "--trials", "visits", "--customer", "who")]
    public async Task One_look_and_many_end_with_the_same_interval(params string[] measure)
    {
        var file = Visits(spentMore: 4, trust: 7);

        var one = await cpt.RunAsync(["stats", "compare", file, "--arm", "arm", .. measure, "--looks", "1", "--json"]);
        var many = await cpt.RunAsync(["stats", "compare", file, "--arm", "arm", .. measure, "--looks", "50", "--json"]);

        foreach (var member in (string[])["difference", "relative", "p", "verdict", "cap", "split"])
            many.Json.GetProperty(member).GetRawText().ShouldBe(one.Json.GetProperty(member).GetRawText());
        many.Json.GetProperty("looks").GetArrayLength().ShouldBe(50);
    }

    [Fact]
    public async Task A_customer_with_several_rows_is_one_customer()
    {
        var file = Visits(spentMore: 0, trust: 7);

        var byCustomer = await Compare(file, "--mean", "spent", "--customer", "who", "--json");
        var byRow = await Compare(file, "--mean", "spent", "--json");

        byCustomer.Json.GetProperty("unit").GetString().ShouldBe("customer");
        byCustomer.Json.GetProperty("arms")[0].GetProperty("n").GetInt64().ShouldBe(200);
        byRow.Json.GetProperty("unit").GetString().ShouldBe("row");
        byRow.Json.GetProperty("arms")[0].GetProperty("n").GetInt64().ShouldBe(600);
        (await Compare(file, "--mean", "spent")).Output.ShouldContain("name --customer");
    }

    [Fact]
    public async Task A_gain_that_costs_trust_is_no_win()
    {
        string[] guarded = ["--mean", "spent", "--customer", "who", "--guardrail", "trust", "--margin", "0.5"];

        var burnt = await Compare(Visits(spentMore: 4, trust: 5), [.. guarded, "--json"]);
        var kept = await Compare(Visits(spentMore: 4, trust: 7), [.. guarded, "--json"]);
        var told = await Compare(Visits(spentMore: 4, trust: 5), guarded);

        burnt.Json.GetProperty("verdict").GetString().ShouldBe("misleading");
        burnt.Json.GetProperty("guardrail").GetProperty("state").GetString().ShouldBe("worse_beyond_margin");
        kept.Json.GetProperty("verdict").GetString().ShouldBe("better");
        kept.Json.GetProperty("guardrail").GetProperty("state").GetString().ShouldBe("held");
        told.Output.ShouldContain("no win");
        told.Output.ShouldNotContain("is better than a:");
    }

    [Fact]
    public async Task A_guardrail_that_nobody_answered_shows_nothing()
    {
        var run = await Compare(Visits(spentMore: 4, trust: null), "--mean", "spent", "--customer", "who", "--guardrail", "trust", "--json");

        var guardrail = run.Json.GetProperty("guardrail");
        guardrail.GetProperty("state").GetString().ShouldBe("not_shown");
        guardrail.GetProperty("refusal").GetProperty("reason").GetString()!.ShouldContain("30 are missing");
    }

    [Theory]
    [InlineData("1:1", true)]
    [InlineData("5:3", false)]
    public async Task A_split_that_is_off_says_so(string split, bool off)
    {
        var rows = Enumerable.Range(0, 800).Select(row => $"{(row % 8 < 5 ? "a" : "b")},{row % 7}").Prepend("arm,value");
        var file = cpt.File("split.csv", rows);

        var run = await Compare(file, "--mean", "value", "--split", split, "--json");

        run.Json.GetProperty("split").GetProperty("off").GetBoolean().ShouldBe(off);
        (await Compare(file, "--mean", "value", "--split", split)).Output.Contains("The split is off", StringComparison.Ordinal).ShouldBe(off);
    }

    [Fact]
    public async Task Lower_is_better_where_it_is_said_to_be()
    {
        var run = await Run(Mails(0.20), "--better", "lower", "--json");

        run.Json.GetProperty("verdict").GetString().ShouldBe("worse");
    }

    [Fact]
    public async Task Control_is_the_arm_that_is_named()
    {
        var run = await cpt.RunAsync(["stats", "compare", Mails(0.20), "--arm", "version", "--successes", "orders", "--trials", "mails", "--json"]);

        run.Json.GetProperty("arms")[0].GetProperty("arm").GetString().ShouldBe("new");
        run.Json.GetProperty("verdict").GetString().ShouldBe("worse");
    }

    [Fact]
    public async Task One_side_has_one_end()
    {
        var run = await Run(Mails(0.12), "--one-sided", "--json");

        run.Json.GetProperty("difference").GetProperty("high").ValueKind.ShouldBe(JsonValueKind.Null);
        run.Json.GetProperty("bound").GetProperty("sides").GetInt32().ShouldBe(1);
        (await Run(Mails(0.10), "--one-sided")).Output.ShouldContain("was not looked for");
    }

    [Fact]
    public async Task A_declared_end_makes_the_interval_narrower()
    {
        var (open, ended) = (await Run(Mails(0.20), "--json"), await Run(Mails(0.20), "--end", "8000", "--json"));

        Width(ended.Json).ShouldBeLessThan(Width(open.Json));
        ended.Json.GetProperty("bound").GetProperty("kind").GetString().ShouldBe("declared_end");
    }

    [Fact]
    public async Task A_look_past_the_declared_end_has_the_bound_without_an_end()
    {
        var run = await Run(Mails(0.20), "--end", "5000", "--looks", "4", "--json");

        run.Json.GetProperty("looks")
            .EnumerateArray()
            .Select(look => look.GetProperty("bound").GetString())
            .ShouldBe(["declared_end", "declared_end", "anytime", "anytime"]);
    }

    [Fact]
    public async Task One_very_large_order_is_capped_unless_it_is_to_count_whole()
    {
        var rows = Enumerable.Range(0, 400).Select(row => $"{(row % 2 == 0 ? "a" : "b")},{(row == 7 ? 1_000_000 : row % 10 + row % 2)}").Prepend("arm,amount");
        var file = cpt.File("whale.csv", rows);

        var (capped, whole) = (await Compare(file, "--mean", "amount", "--json"), await Compare(file, "--mean", "amount", "--cap", "none", "--json"));

        capped.Json.GetProperty("cap").GetProperty("capped").GetInt32().ShouldBe(1);
        capped.Json.GetProperty("verdict").GetString().ShouldBe("better");
        whole.Json.GetProperty("cap").ValueKind.ShouldBe(JsonValueKind.Null);
        whole.Json.GetProperty("verdict").GetString().ShouldBe("no_difference_shown");
    }

    [Fact]
    public async Task Too_few_customers_give_a_document_with_the_number_that_is_missing()
    {
        var file = cpt.File("few.csv", Enumerable.Range(0, 40).Select(row => $"{(row % 2 == 0 ? "a" : "b")},{row}").Prepend("arm,value"));

        var run = await Compare(file, "--mean", "value", "--json");

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Json.GetProperty("verdict").ValueKind.ShouldBe(JsonValueKind.Null);
        run.Json.GetProperty("refusal").GetProperty("reason").GetString()!.ShouldContain("10 are missing");
        (await Compare(file, "--mean", "value")).Output.ShouldContain("No comparison is made (too_few_customers)");
    }

    [Theory]
    [InlineData("arm,k,n|a,1,9|b,,9", "data row 2, column 'k' is empty")]
    [InlineData("arm,k,n|a,1,9|b,10,9", "10 of 9 n; successes lie between 0 and the trials")]
    [InlineData("arm,k,n|a,1,9|b,0.5,9", "trials are counted whole")]
    [InlineData("arm,k,n|a,1,9|,1,9", "data row 2, column 'arm' is empty")]
    [InlineData("arm,k,n|a,1,9|b,1,9|c,1,9", "has 3 values: a, b, c; two arms are compared")]
    [InlineData("arm,k,n|a,1,9", "has 1 values: a; two arms are compared")]
    [InlineData("arm,k,n", "has 0 values; two arms are compared")]
    [InlineData("arm,k|a,1|b,1", "has no column 'n'")]
    public async Task Rows_that_cannot_be_compared_are_refused_with_their_place(string lines, string told)
    {
        var run = await Compare(cpt.File("told.csv", lines.Split('|')), "--successes", "k", "--trials", "n");

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain(told);
    }

    [Theory]
    [InlineData("arm,who,v|a,x,1|b,y,1|b,x,1", "has rows in both arms (1 of 2 customers have)")]
    [InlineData("arm,who,v|a,x,1|b,,1", "data row 2, column 'who' is empty")]
    public async Task A_customer_belongs_to_one_arm(string lines, string told)
    {
        var run = await Compare(cpt.File("told.csv", lines.Split('|')), "--mean", "v", "--customer", "who");

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain(told);
    }

    [Theory]
    [InlineData("Name either --successes and --trials, or --mean", "--mean", "v", "--successes", "v")]
    [InlineData("Name either --successes and --trials, or --mean", "--successes", "v")]
    [InlineData("--looks 0: name 1 to 1000", "--mean", "v", "--looks", "0")]
    [InlineData("--end 10: name 60 or more", "--mean", "v", "--end", "10")]
    [InlineData("--tightest 0: name 1 or more", "--mean", "v", "--tightest", "0")]
    [InlineData("--margin -1: name 0 or more", "--mean", "v", "--guardrail", "v", "--margin", "-1")]
    [InlineData("Name its column with --guardrail", "--mean", "v", "--margin", "1")]
    [InlineData("--cap 99: name a quantile", "--mean", "v", "--cap", "99")]
    [InlineData("successes are not capped", "--successes", "v", "--trials", "v", "--cap", "0.9")]
    [InlineData("--split 1: name the parts", "--mean", "v", "--split", "1")]
    [InlineData("--split 0:1: name the parts", "--mean", "v", "--split", "0:1")]
    [InlineData("--control c: column 'arm' has the arms a and b", "--mean", "v", "--control", "c")]
    public async Task Options_that_do_not_fit_are_refused_with_the_remedy(string told, params string[] options)
    {
        var run = await Compare(cpt.File("told.csv", "arm,v", "a,1", "b,2"), options);

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain(told);
    }

    private static double Width(JsonElement document) =>
        document.GetProperty("difference").GetProperty("high").GetDouble() - document.GetProperty("difference").GetProperty("low").GetDouble();

    private Task<CptRun> Run(string file, params string[] options) =>
        Compare(file, ["--successes", "orders", "--trials", "mails", "--control", "old", .. options], arm: "version");

    private Task<CptRun> Compare(string file, params string[] options) => Compare(file, options, arm: "arm");

    private Task<CptRun> Compare(string file, string[] options, string arm) => cpt.RunAsync(["stats", "compare", file, "--arm", arm, .. options]);

    // Forty days of 100 mails of each version; the old one sells in 12 % of the mails, about.
    private string Mails(double share)
    {
        var lines = new List<string> { "day,version,orders,mails" };
        for (var day = 0; day < 40; day++)
        {
            lines.Add($"{day},old,{12 + day % 3 - 1},100");
            lines.Add($"{day},new,{(int)(100 * share) + day % 5 - 2},100");
        }

        return cpt.File("mails.csv", lines);
    }

    // Each of 400 customers comes three times; the trust of arm a is 7, of answers that differ by 1.
    private string Visits(int spentMore, int? trust)
    {
        var lines = new List<string> { "arm,who,spent,orders,visits,trust" };
        for (var row = 0; row < 1_200; row++)
        {
            var (who, treatment) = (row % 400, row % 2 == 1);
            var answer = trust is { } level ? $"{(treatment ? level : 7) + who / 2 % 3 - 1}" : "";
            lines.Add($"{(treatment ? "b" : "a")},c{who},{who / 2 % 9 + (treatment ? spentMore : 0)},{who / 2 % 2},{1 + who / 2 % 4},{answer}");
        }

        return cpt.File("visits.csv", lines);
    }
}
