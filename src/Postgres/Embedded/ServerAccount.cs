namespace CustomerPerformanceTracker.Postgres.Embedded;

/// <summary>
/// The account of the operating system that runs the server, and how its programs are started: directly, or, since PostgreSQL refuses to run
/// as root, with the account changed first. <paramref name="Name"/> is null for our own account, <paramref name="Owner"/> is user and group number
/// ("101:104"), and <paramref name="Change"/> is the command that changes the account and runs what follows it.
/// </summary>
internal sealed record ServerAccount(string? Name, string Owner, IReadOnlyList<string> Change)
{
    private static readonly ServerAccount Own = new(null, "", []);

    /// <summary>Our own account; as root the one that made the cluster, else <c>postgres</c>, else <c>nobody</c>.</summary>
    public static async Task<ServerAccount> ChooseAsync(string? recorded, CancellationToken cancel)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
            return Own;

        foreach (var name in recorded is null ? ["postgres", "nobody"] : new[] { recorded })
        {
            if (await NumberAsync("-u", name, cancel) is not { } user || await NumberAsync("-g", name, cancel) is not { } group)
                continue;
            foreach (var change in WaysToChange(name, user, group))
            {
                var account = new ServerAccount(name, $"{user}:{group}", change);
                if (await account.CanAsync("true", [], cancel))
                    return account;
            }
        }

        throw new EmbeddedPostgresException(
            "PostgreSQL refuses to run as root, and root may not act as another account here. Start the product as an ordinary user "
                + "(in a container: --user), or name a running server with --database."
        );
    }

    /// <summary>Whether the account can pass through every folder down to this one.</summary>
    public Task<bool> CanReachAsync(string folder, CancellationToken cancel) => Name is null ? Task.FromResult(true) : CanAsync("test", ["-x", folder], cancel);

    /// <summary>Makes a folder that belongs to the account and to nobody else, or makes it so.</summary>
    public async Task MakeFolderAsync(string path, CancellationToken cancel)
    {
        Folders.MakePrivate(path);
        if (Name is not null)
            (await ProgramRun.OfAsync("chown", [Owner, path], ProgramRun.AnyFolder, [], cancel)).OrThrow($"{path} could not be given to the account {Name}.");
    }

    /// <summary>Runs a program to its end; the variables of PostgreSQL's client library are not passed on, except those given.</summary>
    public Task<ProgramRun> RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        string folder,
        (string Name, string Value)[] variables,
        CancellationToken cancel
    ) =>
        Change.Count > 0
            ? ProgramRun.OfAsync(Change[0], [.. Change.Skip(1), program, .. arguments], folder, variables, cancel)
            : ProgramRun.OfAsync(program, arguments, folder, variables, cancel);

    public async Task<bool> CanAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancel) =>
        (await RunAsync(program, arguments, ProgramRun.AnyFolder, [], cancel)).Succeeded;

    private static IEnumerable<string[]> WaysToChange(string name, string user, string group) =>
        [
            ["setpriv", "--reuid", user, "--regid", group, "--init-groups"],
            ["runuser", "-u", name, "--"],
            ["su", "-s", "/bin/sh", name, "-c", "exec \"$0\" \"$@\"", "--"],
        ];

    private static async Task<string?> NumberAsync(string which, string name, CancellationToken cancel) =>
        await ProgramRun.OfAsync("id", [which, name], ProgramRun.AnyFolder, [], cancel) is { Succeeded: true } found ? found.Output.Trim() : null;
}
