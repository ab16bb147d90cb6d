namespace CustomerPerformanceTracker.Cli.Tests.Ci;

/// <summary>What <c>.ci/tally</c> makes of the lines that <c>dotnet test</c> writes.</summary>
public sealed class TallyTests
{
    [Fact]
    public async Task Counts_are_told_as_an_assembly_ends_and_summed()
    {
        var (code, output, failures) = await TallyAsync(
            ["A.Tests", "B.Tests"],
            [
                .. Begins("A"),
                .. Begins("B"),
                .. Test("passed", "A"),
                .. Test("passed", "B"),
                .. Test("skipped", "A", "  there is no broker"),
                .. Ends("A", "passed (2s 377ms)"),
                .. Test("passed", "B"),
                .. Ends("B", "passed (1m 02s)"),
            ]
        );

        output.ShouldContain("A.Tests: 1 passed, 0 failed, 1 skipped (2s 377ms)");
        output.ShouldContain("B.Tests: 2 passed, 0 failed, 0 skipped (1m 02s)");
        output.ShouldContain("  there is no broker");
        output[^1].ShouldBe("3 passed, 0 failed, 1 skipped");
        failures.ShouldBeEmpty();
        code.ShouldBe(0);
    }

    [Fact]
    public async Task A_failure_is_kept_with_its_reason_which_may_read_like_an_outcome()
    {
        var (code, output, failures) = await TallyAsync(
            ["A.Tests"],
            [
                .. Begins("A"),
                .. Test("failed", "A", "  should be", "passed by all", "  but was"),
                "  at Some.Method() in Some.cs:12",
                .. Test("passed", "A"),
                .. Ends("A", "failed with 1 error(s) (1s)"),
            ]
        );

        output[^1].ShouldBe("1 passed, 1 failed, 0 skipped");
        failures.ShouldBe(["failed A.Tests.Some_test (5ms)", "  should be", "passed by all", "  but was", "  at Some.Method() in Some.cs:12"]);
        code.ShouldBe(1);
    }

    [Fact]
    public async Task What_passed_counts_although_its_assembly_crashed_did_not_end_or_did_not_begin()
    {
        var (code, output, failures) = await TallyAsync(
            ["A.Tests", "B.Tests", "C.Tests"],
            [
                .. Begins("A"),
                .. Begins("B"),
                .. Test("passed", "A"),
                .. Test("passed", "B"),
                .. Ends("A", "failed (7s)"),
                "Exit code: 137",
                "",
                "Test run summary: Failed!",
            ]
        );

        output[^1].ShouldBe("2 passed, 3 failed, 0 skipped");
        failures.ShouldBe([
            "FAILED: A.Tests ended as 'failed (7s)', though no test of it failed",
            "Exit code: 137",
            "",
            "FAILED: B.Tests did not end: 1 passed, 1 failed, 0 skipped",
            "FAILED: C.Tests did not begin: 0 passed, 1 failed, 0 skipped",
        ]);
        code.ShouldBe(1);
    }

    private static string[] Begins(string name) => [$"Running tests from {Assembly(name)}"];

    private static string[] Test(string outcome, string name, params IEnumerable<string> lines) =>
        [$"{outcome} {name}.Tests.Some_test (5ms)", .. lines, $"  from {Assembly(name)}"];

    private static string[] Ends(string name, string how) => [$"{Assembly(name)} {how}"];

    private static string Assembly(string name) => $"/a folder/{name}.Tests/bin/CustomerPerformanceTracker.{name}.Tests.dll (net10.0|x64)";

    private static async Task<(int Code, string[] Output, string[] Failures)> TallyAsync(IEnumerable<string> projects, IEnumerable<string> lines)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it is a script for bash");
        var failures = Path.GetTempFileName();
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo("bash", [Script(), failures, .. projects])
                {
                    UseShellExecute = false,
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                }
            )!;
            await process.StandardInput.WriteAsync(string.Concat(lines.Select(line => line + "\n")));
            process.StandardInput.Close();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, output.TrimEnd('\n').Split('\n'), await File.ReadAllLinesAsync(failures));
        }
        finally
        {
            File.Delete(failures);
        }
    }

    private static string Script()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CustomerPerformanceTracker.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run from within the project.");
        return Path.Combine(folder.FullName, ".ci", "tally");
    }
}
