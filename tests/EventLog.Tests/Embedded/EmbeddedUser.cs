using System.Runtime.CompilerServices;

namespace CustomerPerformanceTracker.EventLog.Tests.Embedded;

/// <summary>
/// Another process that uses the embedded server: this test program itself, started with a variable that names the data folder.
/// It tells its connection string, and leaves in good order when it is told to; killed, it leaves in none.
/// </summary>
internal sealed class EmbeddedUser : IDisposable
{
    private const string Folder = "CPT_TEST_EMBEDDED_FOLDER";

    private readonly Process process;

    private EmbeddedUser(Process process) => this.process = process;

    public int ProcessId => process.Id;

    public static EmbeddedUser Begin(string dataFolder)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(EmbeddedUser).Assembly.Location])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment[Folder] = dataFolder;
        return new EmbeddedUser(Process.Start(start)!);
    }

    public static async Task<EmbeddedUser> ReadyAsync(string dataFolder)
    {
        var user = Begin(dataFolder);
        await user.ConnectionStringAsync();
        return user;
    }

    public async Task<string> ConnectionStringAsync() =>
        await process.StandardOutput.ReadLineAsync().WaitAsync(Patience.Limit)
        ?? throw new InvalidOperationException("The other process ended before its server was ready.");

    public async Task LeaveAsync()
    {
        await process.StandardInput.WriteLineAsync("leave");
        await process.WaitForExitAsync().WaitAsync(Patience.Limit);
    }

    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync().WaitAsync(Patience.Limit);
    }

    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{name} {ProcessId}"]);
        await kill.WaitForExitAsync();
        await process.WaitForExitAsync().WaitAsync(Patience.Limit);
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }

    /// <summary>
    /// Runs before the test runner's own entry point, and instead of it where this is the other process. It blocks on purpose: until it returns,
    /// no other thread may run code of this assembly, so an await in here would never come back.
    /// </summary>
    [ModuleInitializer]
    internal static void BeTheOtherProcess()
    {
        if (Environment.GetEnvironmentVariable(Folder) is not { } dataFolder)
            return;

        var server = EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataFolder = dataFolder }, CancellationToken.None).GetAwaiter().GetResult();
        Console.WriteLine(server.ConnectionString);
        Console.In.ReadLine();
        server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Environment.Exit(0);
    }
}
