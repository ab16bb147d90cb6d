namespace CustomerPerformanceTracker.Cli.Tests.Demo;

/// <summary>The built program, run as a user runs it, with its output in a pipe.</summary>
internal sealed record CptRun(int ExitCode, string Output, string Error)
{
    public static async Task<CptRun> Of(string database, string data, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(CommandLine).Assembly.Location);
        foreach (var argument in (string[])[.. arguments, "--database", database, "--data", data])
            start.ArgumentList.Add(argument);

        Commands.Cpt.Spare(start);
        using var program = Process.Start(start)!;
        var (output, error) = (program.StandardOutput.ReadToEndAsync(), program.StandardError.ReadToEndAsync());
        await program.WaitForExitAsync();
        return new CptRun(program.ExitCode, await output, await error);
    }
}
