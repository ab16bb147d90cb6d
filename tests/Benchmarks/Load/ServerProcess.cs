namespace CustomerPerformanceTracker.Benchmarks.Load;

/// <summary>The product as its users run it, in processes of their own: <c>cpt serve</c> for as long as this lives, and its commands beside it.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "cpt.dll");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(string data, IReadOnlyList<string> options)
    {
        Url = new Uri($"http://127.0.0.1:{FreePort()}");
        process = Start(["serve", "--urls", Url.GetLeftPart(UriPartial.Authority), "--data", data, .. options]);
        process.ErrorDataReceived += (_, line) => Heard(line.Data);
        process.OutputDataReceived += (_, line) => Heard(line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    public Uri Url { get; }

    public int Id => process.Id;

    public static async Task<ServerProcess> StartAsync(string data, CancellationToken cancel, params IReadOnlyList<string> options)
    {
        var server = new ServerProcess(data, options);
        var start = Stopwatch.GetTimestamp();
        try
        {
            if (await Task.WhenAny(server.listening.Task, server.process.WaitForExitAsync(cancel), Task.Delay(Patience, cancel)) != server.listening.Task)
                throw new InvalidOperationException("The server does not say that it listens.");
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        Console.Error.WriteLine($"cpt serve: listening on {server.Url} after {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s");
        return server;
    }

    /// <summary>Runs another command on the same data folder to its end, and returns what it printed.</summary>
    public static async Task<string> RunAsync(IReadOnlyList<string> arguments, string data, CancellationToken cancel)
    {
        using var command = Start([.. arguments, "--data", data]);
        var output = command.StandardOutput.ReadToEndAsync(cancel);
        var error = await command.StandardError.ReadToEndAsync(cancel);
        await command.WaitForExitAsync(cancel);
        if (command.ExitCode != 0)
            throw new InvalidOperationException($"cpt {string.Join(' ', arguments)} failed: {await output}{error}");
        return await output;
    }

    /// <summary>Ends it without a chance to do anything about it.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, and ends it where it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!process.HasExited)
            {
                using (var asked = Process.Start("kill", ["-TERM", $"{process.Id}"]))
                    await asked.WaitForExitAsync();
                await process.WaitForExitAsync().WaitAsync(Patience);
            }
        }
        catch (TimeoutException)
        {
            Console.Error.WriteLine("cpt serve: did not stop when asked; killed");
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    private static Process Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var argument in arguments.Prepend(Program))
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private void Heard(string? line)
    {
        if (line is null)
            return;
        if (line.StartsWith("Listening on ", StringComparison.Ordinal))
            listening.TrySetResult();
        else
            Console.Error.WriteLine($"cpt serve: {line}");
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
