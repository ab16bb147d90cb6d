namespace CustomerPerformanceTracker.EventLog.Tests;

/// <summary>samples/verify-evidence/verify.py, where there is a Python.</summary>
internal static class PythonVerifier
{
    /// <summary>"ok", or the kinds of the problems that the sample finds, each once.</summary>
    public static string Find(byte[] zip, params string[] keys)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, zip);
            return Find(file, keys);
        }
        finally
        {
            File.Delete(file);
        }
    }

    public static string Find(string file, params string[] keys)
    {
        var (code, output) = Run([file, .. keys]);
        var found = JsonElement.Parse(output);
        found.GetProperty("problems").GetArrayLength().ShouldBeLessThanOrEqualTo(20);
        code.ShouldBe(found.GetProperty("ok").GetBoolean() ? 0 : 3);
        return found.GetProperty("ok").GetBoolean()
            ? "ok"
            : string.Join(
                ' ',
                found.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("kind").GetString()).Distinct(StringComparer.Ordinal)
            );
    }

    /// <summary>What the sample says of each problem.</summary>
    public static IReadOnlyList<string> Problems(byte[] zip)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, zip);
            return
            [
                .. JsonElement.Parse(Run(file).Output).GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("what").GetString()!),
            ];
        }
        finally
        {
            File.Delete(file);
        }
    }

    public static (int Code, string Output) Run(params string[] arguments)
    {
        var python = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "python3"))
            .FirstOrDefault(File.Exists);
        if (python is null)
            Assert.Skip("there is no python3 on PATH");
        using var process = Process.Start(
            new ProcessStartInfo(python!, [Sample(), .. arguments])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private static string Sample()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CustomerPerformanceTracker.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run from within the project.");
        return Path.Combine(folder.FullName, "samples", "verify-evidence", "verify.py");
    }
}
