using System.Text.RegularExpressions;

namespace CustomerPerformanceTracker.Postgres.Embedded;

/// <summary>A folder with initdb, pg_ctl and postgres, and the major version they are.</summary>
internal sealed partial record PostgresBinaries(string Folder, int Major)
{
    public const int OldestMajor = 15;

    private static readonly string Suffix = OperatingSystem.IsWindows() ? ".exe" : "";

    public string Initdb => Program(Folder, "initdb");
    public string PgCtl => Program(Folder, "pg_ctl");
    public string Postgres => Program(Folder, "postgres");

    public static bool AreIn(string folder) => new[] { "initdb", "pg_ctl", "postgres" }.All(p => File.Exists(Program(folder, p)));

    /// <summary>Null where the account cannot run them.</summary>
    public static async Task<PostgresBinaries?> InAsync(string folder, ServerAccount account, CancellationToken cancel)
    {
        var run = await account.RunAsync(Program(folder, "postgres"), ["--version"], ProgramRun.AnyFolder, [], cancel);
        return run.Succeeded && VersionOutput().Match(run.Output) is { Success: true } version
            ? new PostgresBinaries(folder, int.Parse(version.Groups["major"].ValueSpan, CultureInfo.InvariantCulture))
            : null;
    }

    private static string Program(string folder, string name) => Path.Combine(folder, name + Suffix);

    /// <summary>"postgres (PostgreSQL) 15.14 (Debian ...)", "postgres (PostgreSQL) 18beta1".</summary>
    [GeneratedRegex(@"^postgres \(.*?\) (?<major>[0-9]{1,4})", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex VersionOutput();
}
