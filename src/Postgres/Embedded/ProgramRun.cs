using System.ComponentModel;
using System.Diagnostics;

namespace CustomerPerformanceTracker.Postgres.Embedded;

/// <summary>What a program of the operating system or of PostgreSQL said, run to its end with no input.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    private const int NotFound = 127;

    /// <summary>A folder that every account may be in.</summary>
    public static readonly string AnyFolder = OperatingSystem.IsWindows() ? Environment.SystemDirectory : "/";

    public bool Succeeded => ExitCode == 0;

    /// <summary>
    /// Runs in <paramref name="folder"/>, where the program's account has to be allowed. A program that is not there ends with 127, as in a shell.
    /// Cancelling ends the program.
    /// </summary>
    public static async Task<ProgramRun> OfAsync(
        string program,
        IReadOnlyList<string> arguments,
        string folder,
        (string Name, string Value)[] variables,
        CancellationToken cancel
    )
    {
        using var process = new Process { StartInfo = Start(program, arguments, folder, variables) };
        try
        {
            process.Start();
        }
        catch (Win32Exception absent)
        {
            return new ProgramRun(NotFound, "", absent.Message);
        }

        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancel);
            var error = process.StandardError.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            return new ProgramRun(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    public void OrThrow(string what)
    {
        if (!Succeeded)
            throw new EmbeddedPostgresException($"{what} {Error.Trim()} {Output.Trim()}".Trim());
    }

    private static ProcessStartInfo Start(string program, IReadOnlyList<string> arguments, string folder, (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // PGDATA, PGPORT and their like belong to another server, and messages are read by people who may compare them with the documentation.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("PG", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return start;
    }
}
