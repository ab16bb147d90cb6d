using System.Diagnostics;

namespace CustomerPerformanceTracker.Browser.Tests;

/// <summary>The machine's own Chromium: the one that CPT_BROWSER names, else one where the packages of systems put it. None is ever downloaded.</summary>
internal static class Chromium
{
    private static readonly string? Named = Environment.GetEnvironmentVariable("CPT_BROWSER") is { Length: > 0 } named ? named : null;

    /// <summary>Why there is none.</summary>
    public static readonly string Missing = Named is null
        ? "no Chromium is installed (Debian: `apt-get install chromium`), and CPT_BROWSER names none"
        : $"CPT_BROWSER names {Named}, and there is no such program";

    private static readonly string[] Usual = ["--disable-dev-shm-usage", "--disable-gpu"];

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>Whether a browser must be there: without one the tests fail, and are not skipped.</summary>
    public static bool IsPromised => Named is not null;

    /// <summary>Null where there is none.</summary>
    public static string? Path => (Named is null ? Places : [Named]).FirstOrDefault(File.Exists);

    private static string Program => Path ?? throw new InvalidOperationException(Missing);

    // A sandbox of its own is refused to root and in most containers; the pages are this repository's own.
    public static Task<IBrowser> StartAsync(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Program,
                ChromiumSandbox = false,
                Args = Usual,
            }
        );

    /// <summary>Starts one that is not driven; it writes the port of its list of tabs into its profile.</summary>
    public static Process StartAlone(string profile)
    {
        var started = Process.Start(
            new ProcessStartInfo(
                Program,
                ["--headless=new", "--no-sandbox", "--no-first-run", "--remote-debugging-port=0", $"--user-data-dir={profile}", .. Usual, "about:blank"]
            )
            {
                UseShellExecute = false,
                RedirectStandardError = true,
            }
        )!;
        started.BeginErrorReadLine(); // what it says is read, so that it never waits for that
        return started;
    }
}
