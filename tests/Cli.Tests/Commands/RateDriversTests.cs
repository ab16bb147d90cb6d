namespace CustomerPerformanceTracker.Cli.Tests.Commands;

public sealed class RateDriversTests(Cpt cpt) : IClassFixture<Cpt>
{
    private static readonly string[] Regions = ["north", "south", "west"];
    private static readonly string[] Devices = ["app", "web", ""];

    [Fact]
    public async Task Text_tells_mix_and_rate_and_then_where_the_rate_moved()
    {
        var run = await Run(Raised(), "--split", "month=Mar");

        run.ExitCode.ShouldBe(ExitCode.Done, run.Error);
        Golden.Matches(run.Output, "drivers.txt");
    }

    [Fact]
    public async Task Document_has_the_scopes_the_best_first()
    {
        var run = await Run(Raised(), "--split", "month=Mar", "--json");

        Golden.Matches(run.Output, "drivers.json");
        var drivers = run.Json.GetProperty("drivers");
        drivers[0].GetProperty("scope").EnumerateObject().Select(one => $"{one.Name}={one.Value}").ShouldBe(["region=south", "device=web"]);
        drivers.GetArrayLength().ShouldBeLessThanOrEqualTo(5);
        var change = run.Json.GetProperty("after").GetDouble() - run.Json.GetProperty("before").GetDouble();
        (run.Json.GetProperty("mix").GetDouble() + run.Json.GetProperty("rate").GetDouble()).ShouldBe(change, 1e-12);
    }

    [Fact]
    public async Task Quiet_rates_are_said_to_be_quiet()
    {
        var run = await Run(Table("quiet.csv", (_, _, _) => 0), "--split", "month=Mar");

        run.Output.ShouldContain("No scope");
        run.Output.ShouldNotContain("Where it moved");
    }

    [Theory]
    [InlineData("day>=2026-03-01")]
    [InlineData("number>=60")]
    [InlineData("month=Mar")]
    public async Task Split_takes_a_value_a_number_or_a_date(string split)
    {
        var run = await Run(Raised(), "--split", split, "--json");

        run.Json.GetProperty("after").GetDouble().ShouldBe((await Run(Raised(), "--split", "month=Mar", "--json")).Json.GetProperty("after").GetDouble());
    }

    [Fact]
    public async Task Rises_alone_are_found_where_they_are_asked_for()
    {
        var fallen = Table("fallen.csv", (region, device, month) => region == "south" && device == "web" && month == "Mar" ? -15 : 0);

        var either = await Run(fallen, "--split", "month=Mar", "--json");
        var rising = await Run(fallen, "--split", "month=Mar", "--direction", "rising", "--json");

        either.Json.GetProperty("drivers")[0].GetProperty("scope").GetProperty("region").GetString().ShouldBe("south");
        rising.Json.GetProperty("drivers").EnumerateArray().ShouldAllBe(one => one.GetProperty("p").GetDouble() > 0.05);
    }

    [Theory]
    [InlineData("month,region,failures,sessions|Feb,a,1,9|Mar,a,,9", "data row 2, column 'failures' is empty")]
    [InlineData("month,region,failures,sessions|Feb,a,1,9|Mar,a,-1,9", "-1 is below 0")]
    [InlineData("month,region,failures,sessions|Feb,a,1,9|Mar,a,10,9", "10 of 9 sessions")]
    [InlineData("month,region,failures,sessions|Feb,a,1,9|Mar,a,0,0", "Every row after has 0 in column 'sessions'")]
    [InlineData("month,region,failures,sessions|Feb,a,1,9|Jan,a,1,9", "puts no row after")]
    [InlineData("month,region,failures,sessions|Mar,a,1,9", "puts every row after, none before")]
    [InlineData("month,region,failures,sessions", "the file has none")]
    [InlineData("month,region,failures,sessions|,a,1,9", "data row 1, column 'month' is empty")]
    [InlineData("month,region,failures,sessions|Feb,a,x,9|Mar,a,1,9", "'x' is no number")]
    [InlineData("month,failures,sessions|Feb,1,9|Mar,1,9", "has no column 'region'")]
    public async Task Rows_that_say_nothing_are_refused_with_their_place(string lines, string told)
    {
        var run = await Told(lines.Split('|'), "--by", "region", "--split", "month=Mar");

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain(told);
    }

    [Theory]
    [InlineData("region", "month", "name a column and a value")]
    [InlineData("region", "month>=Feb", "neither two numbers nor two dates")]
    [InlineData("region,month", "month=Mar", "both name 'month'")]
    [InlineData(",", "month=Mar", "--by names 0 columns")]
    [InlineData("a,b,c,d,e,f,g,h,i,j,k", "month=Mar", "--by names 11 columns; 1 to 10")]
    public async Task Options_that_do_not_fit_are_refused_with_the_remedy(string by, string split, string told)
    {
        var run = await Told(["month,region,failures,sessions", "Feb,a,1,9", "Mar,a,2,9"], "--by", by, "--split", split);

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain(told);
    }

    [Fact]
    public async Task Column_of_too_many_values_is_refused_with_the_limit()
    {
        var rows = Enumerable.Range(0, 201).Select(row => $"{(row % 2 == 0 ? "Feb" : "Mar")},city {row},1,9").Prepend("month,region,failures,sessions");

        var run = await Told([.. rows], "--by", "region", "--split", "month=Mar");

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain("Column 'region' has 201 values; a dimension has at most 200");
    }

    private Task<CptRun> Told(string[] lines, params string[] options) =>
        cpt.RunAsync(["stats", "drivers", cpt.File("told.csv", lines), "--value", "failures", "--count", "sessions", .. options]);

    private Task<CptRun> Run(string file, params string[] options) =>
        cpt.RunAsync(["stats", "drivers", file, "--value", "failures", "--count", "sessions", "--by", "region,device", .. options]);

    // South on the web fails four times as often in March.
    private string Raised() => Table("raised.csv", (region, device, month) => region == "south" && device == "web" && month == "Mar" ? 60 : 0);

    private string Table(string name, Func<string, string, string, int> more)
    {
        var lines = new List<string> { "month,day,number,region,device,failures,sessions" };
        var cells = Regions.SelectMany((region, at) => Devices.Zip((int[])[400, 300, 100], (device, sessions) => (region, at, device, sessions))).ToArray();
        foreach (var (month, first, number) in ((string, int, int)[])[("Feb", 2, 30), ("Mar", 3, 60)])
        {
            for (var day = 1; day <= 4; day++)
            {
                foreach (var (region, at, device, sessions) in cells)
                {
                    var failures = sessions / 20 + (day * 7 + at * 3) % 5 + more(region, device, month);
                    var taken = month == "Mar" && device == "app" ? sessions + 40 : sessions;
                    lines.Add($"{month},2026-0{first}-0{day},{number + day - 1},{region},{device},{failures},{taken}");
                }
            }
        }

        return cpt.File(name, lines);
    }
}
