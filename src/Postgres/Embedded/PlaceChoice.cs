using System.Security.Cryptography;

namespace CustomerPerformanceTracker.Postgres.Embedded;

/// <summary>
/// Finds folders for the cluster and its socket that the server's account can reach and that nobody else can: trust on the socket rests on that.
/// </summary>
internal sealed class PlaceChoice(Home home, ServerAccount account, bool loopback)
{
    private static readonly string[] SharedFolders = ["/var/lib/customer-performance-tracker", "/tmp/customer-performance-tracker"];

    /// <summary>The recorded place, with a new socket folder where the old one is gone, or a new place.</summary>
    public async Task<ClusterPlace> MakeAsync(ClusterPlace? recorded, CancellationToken cancel)
    {
        var folder = recorded?.Folder ?? await ChooseFolderAsync(cancel);
        if (recorded is not null && folder != home.Folder && !Directory.Exists(recorded.Cluster))
            throw new EmbeddedPostgresException(
                $"{home.Folder} says that its cluster lies in {folder}, and it is not there. Bring it back, or delete {home.Folder} to start with an empty one."
            );

        return new ClusterPlace(
            folder,
            loopback ? null : await SocketFolderAsync(recorded?.Sockets, folder, cancel),
            account.Name ?? Environment.UserName,
            recorded is not null ? recorded.Password
                : loopback ? Convert.ToHexString(RandomNumberGenerator.GetBytes(24))
                : null
        );
    }

    /// <summary>
    /// Beside the record where the server's account can get there. Below a folder that is closed to it, such as root's own, the cluster goes
    /// to a folder of its own that the account can reach, and the record says where.
    /// </summary>
    private async Task<string> ChooseFolderAsync(CancellationToken cancel)
    {
        if (account.Name is not null)
            Folders.MakePassable(home.Folder);
        if (await account.CanReachAsync(home.Folder, cancel))
            return home.Folder;

        var isTransient = home.Folder.StartsWith(Path.GetTempPath(), StringComparison.Ordinal);
        foreach (var shared in isTransient ? SharedFolders.Reverse() : SharedFolders)
        {
            if (await TryMakeReachableAsync(shared, cancel) is { } folder)
                return folder;
        }

        throw new EmbeddedPostgresException(
            $"PostgreSQL refuses to run as root, and the account {account.Name} can reach neither {home.Folder} nor {string.Join(" nor ", SharedFolders)}. "
                + "Choose a data folder whose parents it can pass through (chmod o+x), start the product as an ordinary user, or name a running server "
                + "with --database."
        );
    }

    private async Task<string?> TryMakeReachableAsync(string shared, CancellationToken cancel)
    {
        try
        {
            Folders.MakePassable(shared);
            var folder = Path.Combine(shared, RandomNumberGenerator.GetHexString(12, lowercase: true));
            Folders.MakePassable(folder);
            return await account.CanReachAsync(folder, cancel) ? folder : null;
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private async Task<string> SocketFolderAsync(string? recorded, string folder, CancellationToken cancel)
    {
        if (recorded is not null && Folders.IsPrivate(recorded))
            return recorded;

        var beside = Path.Combine(folder, "socket");
        if (ClusterPlace.FitsSocket(beside))
        {
            await account.MakeFolderAsync(beside, cancel);
            return beside;
        }

        // The name is random and made by us, so nobody can have prepared it.
        foreach (var parent in new[] { Path.GetTempPath(), "/tmp" })
        {
            var made = Path.Combine(parent, "cpt-" + RandomNumberGenerator.GetHexString(12, lowercase: true));
            await account.MakeFolderAsync(made, cancel);
            if (ClusterPlace.FitsSocket(made) && await account.CanReachAsync(made, cancel))
                return made;
            Directory.Delete(made);
        }

        throw new EmbeddedPostgresException(
            $"No folder was found whose path is short enough for a socket; the one for {folder} is not. Set TMPDIR to a folder with a short path."
        );
    }
}
