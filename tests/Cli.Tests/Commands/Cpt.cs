namespace CustomerPerformanceTracker.Cli.Tests.Commands;

/// <summary>What a run of the program left: its exit code and what it wrote.</summary>
internal sealed record CptRun(int ExitCode, string Output, string Error)
{
    /// <summary>The one JSON document on stdout.</summary>
    public JsonElement Json
    {
        get
        {
            ExitCode.ShouldBeOneOf([Cli.ExitCode.Done, Cli.ExitCode.Found, Cli.ExitCode.Partly], Error);
            return JsonElement.Parse(Output);
        }
    }
}

/// <summary>The built program, run as a process of its own on a data folder and a database of a test's own.</summary>
public sealed class Cpt : IAsyncLifetime
{
    public static readonly string Program = Path.Combine(AppContext.BaseDirectory, "cpt.dll");

    private TestDatabase? database;

    public string Folder { get; } = Directory.CreateTempSubdirectory("cpt-cli-").FullName;

    public string Data => Path.Combine(Folder, "data");

    public async ValueTask InitializeAsync()
    {
        // Run as root, the private server has another account, which has to pass through here.
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
            System.IO.File.SetUnixFileMode(Folder, System.IO.File.GetUnixFileMode(Folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        database = await TestDatabase.MigratedAsync(TrackerModules.All);
    }

    public async ValueTask DisposeAsync()
    {
        if (database is not null)
            await database.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    public string Connection => database!.ConnectionString;

    public string File(string name, params IEnumerable<string> lines)
    {
        var path = Path.Combine(Folder, name);
        System.IO.File.WriteAllText(path, string.Concat(lines.Select(line => line + "\n")));
        return path;
    }

    /// <summary>Runs on the test's database.</summary>
    internal Task<CptRun> RunAsync(params string[] arguments) => RunAsync(database!.ConnectionString, input: "", arguments);

    /// <summary>Runs on the test's database with a variable of the environment set.</summary>
    internal Task<CptRun> WithAsync((string Name, string Value) variable, params string[] arguments) => RunAsync(Connection, input: "", arguments, variable);

    /// <summary>Runs on a private server under the data folder.</summary>
    internal Task<CptRun> RunAloneAsync(params string[] arguments) => RunAsync(connection: null, input: "", arguments);

    internal Task<CptRun> PipeAsync(string input, params string[] arguments) => RunAsync(database!.ConnectionString, input, arguments);

    /// <summary>Runs a statement in the test's database as its owner.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var command = database!.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first value of a query on the test's database, as text.</summary>
    public async Task<string> QueryAsync(string sql)
    {
        await using var command = database!.Source.CreateCommand(sql);
        return (await command.ExecuteScalarAsync())?.ToString() ?? "";
    }

    /// <summary>Begins a run on the test's database, to be ended by the caller.</summary>
    internal Process StartOnDatabase(params string[] arguments) => Start(Connection, arguments);

    /// <summary>Begins a run on a private server under the data folder, to be ended by the caller.</summary>
    internal Process Start(params string[] arguments) => Start(connection: null, arguments);

    /// <summary>
    /// The program is built for a server's first second, in which what is called often is compiled anew at once. Most of these runs end before that pays,
    /// and took twice the processor's time; they wait with it as long as the runtime does by itself (100 ms, which the variable wants in hexadecimal).
    /// </summary>
    internal static void Spare(ProcessStartInfo start) => start.Environment["DOTNET_TC_CallCountingDelayMs"] = "64";

    private async Task<CptRun> RunAsync(string? connection, string input, string[] arguments, (string Name, string Value)? variable = null)
    {
        using var process = Start(connection, arguments, variable);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new CptRun(process.ExitCode, await output, await error);
    }

    private Process Start(string? connection, string[] arguments, (string Name, string Value)? set = null)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet",
            [Program, .. arguments]
        )
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        foreach (var variable in new[] { "CPT_DATABASE", "CPT_DATA", "CPT_WORKSPACE", "CPT_ZONE" })
            start.Environment.Remove(variable);
        start.Environment["CPT_DATA"] = Data;
        Spare(start);
        if (connection is not null)
            start.Environment["CPT_DATABASE"] = connection;
        if (set is { } one)
            start.Environment[one.Name] = one.Value;
        return Process.Start(start)!;
    }
}
