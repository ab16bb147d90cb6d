namespace CustomerPerformanceTracker.Cli.Tests.Commands;

/// <summary>What an import ends with and says, and what no command makes in passing.</summary>
public sealed class ImportOutcomeTests : IAsyncLifetime
{
    private const string Visits = "signals: [{ id: '{date}-{ad}', type: click, campaign: shop, count: '{n}' }]";

    private readonly Cpt cpt = new();

    public ValueTask InitializeAsync() => cpt.InitializeAsync();

    public ValueTask DisposeAsync() => cpt.DisposeAsync();

    [Theory]
    [InlineData("2025-03-01,A,10", "2025-03-02,A,7", ExitCode.Done, "2 signals, all new; count 17; 2025-03-01 to 2025-03-02; campaign shop")]
    [InlineData("2025-03-01,A,10", "2025-03-01,A,10", ExitCode.Partly, "Line 3 repeats line 2.")]
    [InlineData("2025-03-01,A,10", "2025-03-01,A,11", ExitCode.Partly, "Line 3 repeats line 2 with another content.")]
    [InlineData("2025-03-01,A,10", "2025-03-02,A,1.5", ExitCode.Partly, "1 rejected, first in line 3: count: the count 1.5 has decimals")]
    [InlineData("2025-03-01,A,x", "2025-03-02,A,y", ExitCode.Refused, "2 rejected, first in line 2: count: 'x' is not a number")]
    public async Task An_import_ends_as_it_went_and_gives_its_account(string one, string two, int exitCode, string told)
    {
        var map = cpt.File("map.yaml", "format: csv", "time: { value: '{date}', pattern: yyyy-MM-dd }", Visits);

        var run = await cpt.RunAsync("import", cpt.File("days.csv", "date,ad,n", one, two), "--map", map, "--history");

        run.ExitCode.ShouldBe(exitCode, run.Output + run.Error);
        Unwrapped(run.Output).ShouldContain(told);
    }

    [Fact]
    public async Task A_trial_tells_the_same_and_makes_nothing()
    {
        var map = cpt.File("map.yaml", "format: csv", "time: { value: '{date}', pattern: yyyy-MM-dd }", Visits);
        var file = cpt.File("days.csv", "date,ad,n", "2025-03-01,A,10", "2025-03-02,A,7", "2025-03-02,A,x");

        var trial = await cpt.RunAloneAsync("import", file, "--map", map, "--dry-run", "--json");
        var made = Directory.Exists(cpt.Data);
        var real = await cpt.RunAsync("import", file, "--map", map, "--json");
        var again = await cpt.RunAsync("import", file, "--map", map, "--dry-run", "--json");

        made.ShouldBeFalse();
        trial.ExitCode.ShouldBe(ExitCode.Partly, trial.Error);
        trial.Json.GetProperty("account").GetProperty("rules")[0].GetRawText().ShouldBe(real.Json.GetProperty("account").GetProperty("rules")[0].GetRawText());
        trial.Json.GetProperty("account").GetProperty("rejects").GetRawText().ShouldBe(real.Json.GetProperty("account").GetProperty("rejects").GetRawText());
        trial.Json.GetProperty("rows")[0].GetProperty("gives")[0].GetString().ShouldBe("click, campaign shop, count 10, 2025-03-01T00:00:00Z");
        (again.Json.GetProperty("accepted").GetInt32(), again.Json.GetProperty("duplicate").GetInt32()).ShouldBe((0, 2));
        System.IO.File.Exists(file + ".rejected.ndjson.before").ShouldBeFalse();
    }

    [Fact]
    public async Task An_import_stands_in_the_journal_with_its_account_and_none_of_its_values()
    {
        var map = cpt.File("map.yaml", "format: csv", "time: { value: '{date}', pattern: yyyy-MM-dd }", Visits);
        await cpt.RunAsync("import", cpt.File("days.csv", "date,ad,n", "2025-03-01,A,10", "2025-03-02,A,ann@example.org"), "--map", map, "--actor", "ada");

        var entry = await cpt.QueryAsync("select data::text || headers::text from journal.mt_events where type = 'import_recorded'");

        entry.ShouldContain("\"source\": \"days.csv\"");
        entry.ShouldContain("\"accepted\": 1");
        entry.ShouldContain("invalid_count");
        entry.ShouldContain("ada");
        entry.ShouldNotContain("ann@example.org");
    }

    [Theory]
    [InlineData("scorecard", "spring")]
    [InlineData("alerts", "list")]
    [InlineData("log", "head")]
    [InlineData("erase", "c-17")]
    [InlineData("verify")]
    [InlineData("policies", "list")]
    [InlineData("keys", "list")]
    [InlineData("subscriptions", "list")]
    [InlineData("projections", "check")]
    public async Task A_reading_makes_neither_a_folder_nor_a_workspace(params string[] arguments)
    {
        var alone = await cpt.RunAloneAsync(arguments);
        var made = Directory.Exists(cpt.Data);
        await cpt.RunAsync("db", "migrate", "--workspace", "first");
        var there = await cpt.RunAsync([.. arguments, "--workspace", "frist"]);

        made.ShouldBeFalse();
        (alone.ExitCode, there.ExitCode).ShouldBe((ExitCode.Refused, ExitCode.Refused), alone.Output + there.Output);
        alone.Error.ShouldContain("There is no database in");
        there.Error.ShouldContain("no workspace 'frist'; there are: first");
        (await cpt.QueryAsync("select string_agg(name, ',') from log.workspace")).ShouldBe("first");
    }

    [Theory]
    [InlineData("policies", "set", "samples/policies/weekly-reviews.yaml")]
    [InlineData("kpis", "set", "samples/kpis.yaml")]
    [InlineData("instruments", "set", "samples/instruments.yaml")]
    [InlineData("keys", "create", "--scope", "read", "--person", "ada")]
    public async Task What_puts_the_first_thing_into_a_workspace_makes_it(params string[] arguments)
    {
        var run = await cpt.RunAsync([
            .. arguments.Select(argument => argument.StartsWith("samples/", StringComparison.Ordinal) ? Path.Combine(Repository, argument) : argument),
        ]);

        run.ExitCode.ShouldBe(ExitCode.Done, run.Error);
        (await cpt.QueryAsync("select name || ' ' || zone from log.workspace")).ShouldBe("default UTC");
    }

    [Fact]
    public async Task Zones_that_contradict_each_other_are_named_both()
    {
        var map = cpt.File("map.yaml", "format: csv", "time: { value: '{date}', pattern: yyyy-MM-dd, zone: Europe/Berlin }", Visits);
        var file = cpt.File("days.csv", "date,ad,n", "2025-03-01,A,10");

        var mapped = await cpt.RunAsync("import", file, "--map", map);
        var berlin = await cpt.RunAsync("import", file, "--map", map, "--workspace", "berlin", "--zone", "Europe/Berlin");
        var asked = await cpt.RunAsync("scorecard", "shop", "--workspace", "berlin", "--zone", "UTC");

        (mapped.ExitCode, berlin.ExitCode, asked.ExitCode).ShouldBe((ExitCode.Refused, ExitCode.Done, ExitCode.Refused), mapped.Output + berlin.Error);
        foreach (var error in (string[])[mapped.Error, asked.Error])
        {
            error.ShouldContain("UTC");
            error.ShouldContain("Europe/Berlin");
        }
    }

    private static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!System.IO.File.Exists(Path.Combine(folder.FullName, "CustomerPerformanceTracker.sln")))
                folder = folder.Parent!;
            return folder.FullName;
        }
    }

    private static string Unwrapped(string text) => string.Join(' ', text.Split((char[])['\n', ' '], StringSplitOptions.RemoveEmptyEntries));
}
