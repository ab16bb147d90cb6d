namespace CustomerPerformanceTracker.Cli.Tests.Commands;

/// <summary><c>cpt experiments</c> on customers that are made up with a seed.</summary>
public sealed partial class ExperimentsCommandTests(Cpt cpt) : IClassFixture<Cpt>
{
    [Fact]
    public async Task An_experiment_is_declared_shown_listed_and_ended()
    {
        var file = cpt.File("spring.ndjson", SampleExperiment.Signals(customers: 3_000, lift: 1.5, trust: 0.6));
        (await cpt.RunAsync("import", file, "--history", "--zone", "UTC")).ExitCode.ShouldBe(ExitCode.Done);
        string[] declaration =
        [
            "experiments",
            "declare",
            "short-mail",
            "--campaign",
            "spring",
            "--by",
            "message",
            "--control",
            "hero@8",
            "--treatment",
            "hero@9",
            "--from",
            "2025-05-01",
            "--guardrail",
            "trust",
            "--actor",
            "ada",
            "--reason",
            "is the short text better?",
        ];

        var declared = await cpt.RunAsync(declaration);
        var shown = await cpt.RunAsync("experiments", "show", "short-mail");
        var again = await cpt.RunAsync(declaration);
        var missing = await cpt.RunAsync("experiments", "show", "shortmail");
        var ended = await cpt.RunAsync("experiments", "end", "short-mail", "--actor", "bob", "--reason", "trust fell");
        var listed = await cpt.RunAsync("experiments", "list", "--json");

        declared.ExitCode.ShouldBe(ExitCode.Done, declared.Error);
        declared.Output.ShouldStartWith("2025-05-01  short-mail: hero@9 against hero@8 by message in spring, orders,");
        shown.ExitCode.ShouldBe(ExitCode.Done, shown.Error);
        Golden.Matches(Dated().Replace(shown.Output, "Declared on DAY"), "experiment.txt");
        shown.Output.ShouldContain("Trust is surely worse with hero@9");
        (again.ExitCode, missing.ExitCode).ShouldBe((ExitCode.Refused, ExitCode.Refused));
        again.Error.ShouldContain("Take another name");
        missing.Error.ShouldContain("Did you mean 'short-mail'?");
        ended.Output.ShouldContain("by bob");
        listed.Json.GetProperty("experiments")[0].GetProperty("ended").GetProperty("reason").GetString().ShouldBe("trust fell");
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"Declared on [0-9-]+", System.Text.RegularExpressions.RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial System.Text.RegularExpressions.Regex Dated();
}
