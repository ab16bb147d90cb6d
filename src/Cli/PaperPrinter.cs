using System.ComponentModel;
using System.Diagnostics;

namespace CustomerPerformanceTracker.Cli;

/// <summary>Prints an HTML file on A4 through the machine's own Chromium or Chrome; none is ever downloaded.</summary>
internal sealed class PaperPrinter
{
    /// <summary>The variable that names the program, where it is not found by itself.</summary>
    public const string Variable = "CPT_BROWSER";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

    private readonly string program;

    private PaperPrinter(string program) => this.program = program;

    /// <exception cref="UsageException">There is no browser; the message says what to do.</exception>
    public static PaperPrinter Find()
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(named))
            return new(
                Names.Select(OnPath).FirstOrDefault(found => found is not null)
                    ?? throw new UsageException(
                        $"--pdf prints through Chromium or Chrome, and none is on the PATH. Install one (Debian: `apt-get install chromium`), name one "
                            + $"by {Variable}, or take --html and print that from a browser."
                    )
            );
        return new(
            File.Exists(named)
                ? named
                : OnPath(named) ?? throw new UsageException($"{Variable} names {named}, and there is no such program. Mend it, or unset it.")
        );
    }

    /// <summary>Prints <paramref name="html"/> into the file <paramref name="pdf"/>, in a folder that goes away with what the browser leaves behind.</summary>
    /// <exception cref="InvalidOperationException">The browser failed, or took too long.</exception>
    public async Task PrintAsync(string html, string pdf, CancellationToken cancel)
    {
        var profile = Directory.CreateTempSubdirectory("cpt-print-");
        try
        {
            var start = new ProcessStartInfo(
                program,
                [
                    "--headless",
                    "--no-sandbox", // it is refused to root and in most containers, and what is printed is the program's own and has no script
                    "--disable-dev-shm-usage",
                    "--no-first-run",
                    "--no-pdf-header-footer",
                    $"--user-data-dir={profile.FullName}",
                    $"--print-to-pdf={pdf}",
                    new Uri(html).AbsoluteUri,
                ]
            )
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            await RunAsync(start, cancel);
            if (!File.Exists(pdf))
                throw new InvalidOperationException($"{program} printed nothing. Look whether it runs at all, or take --html and print that from a browser.");
        }
        finally
        {
            Remove(profile);
        }
    }

    private async Task RunAsync(ProcessStartInfo start, CancellationToken cancel)
    {
        using var running = Started(start);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            var (output, error) = (running.StandardOutput.ReadToEndAsync(patience.Token), running.StandardError.ReadToEndAsync(patience.Token));
            await running.WaitForExitAsync(patience.Token);
            var told = (await error + await output).Trim();
            if (running.ExitCode != 0)
                throw new InvalidOperationException(
                    $"{program} failed with {running.ExitCode}: {(told.Length == 0 ? "it says nothing" : told.Split('\n')[^1])}"
                );
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new InvalidOperationException($"{program} did not print within {Patience.TotalMinutes:0} minutes and was ended.", e);
        }
        finally
        {
            if (!running.HasExited)
                running.Kill(entireProcessTree: true);
        }
    }

    private static Process Started(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new UsageException($"{start.FileName} cannot be started: {e.Message}. Name another browser by {Variable}.");
        }
    }

    private static string? OnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => (string[])[Path.Combine(folder, name), Path.Combine(folder, name + ".exe")])
            .FirstOrDefault(File.Exists);

    // A helper of the browser may still write while it ends; what stays lies in the system's folder for such things.
    private static void Remove(DirectoryInfo folder)
    {
        for (var tries = 0; tries < 20; tries++)
        {
            try
            {
                folder.Delete(recursive: true);
                return;
            }
            catch (IOException)
            {
                Thread.Sleep(100);
            }
        }
    }
}
