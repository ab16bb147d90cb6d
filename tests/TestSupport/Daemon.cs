using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace CustomerPerformanceTracker.TestSupport;

/// <summary>A server program of this machine, run for one test in a folder of its own and ended, with what it started, when the test is over.</summary>
public sealed class Daemon : IAsyncDisposable
{
    private readonly List<Process> processes = [];

    /// <summary>A new empty folder, removed at the end.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("cpt-daemon-").FullName;

    /// <summary>Where the first program of these names is, on PATH or at a whole path; the test is skipped where none is.</summary>
    public static string Find(params string[] names)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append("/usr/bin")
            .Append("/usr/sbin");
        var found = names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        if (found is null)
            Assert.Skip($"{string.Join(" or ", names)} is not installed here");
        return found;
    }

    /// <summary>A port of the loopback address that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public Process Start(string program, IReadOnlyList<string> arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        processes.Add(process);
        return process;
    }

    /// <summary>Ends when the question is answered with yes. A program that ends before fails the test.</summary>
    public async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        var waited = Stopwatch.StartNew();
        while (!await IsSoAsync(isSo))
        {
            Assert.False(processes.Exists(process => process.HasExited), $"a program ended before {what}");
            Assert.True(waited.Elapsed < Patience.Limit, $"{what} did not come about");
            await Task.Delay(100);
        }
    }

    /// <summary>Ends a program as its owner would.</summary>
    public async Task StopAsync(Process process)
    {
        processes.Remove(process);
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes.ToArray())
            await StopAsync(process);
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<bool> IsSoAsync(Func<Task<bool>> isSo)
    {
        try
        {
            return await isSo();
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or IOException)
        {
            return false;
        }
    }
}
