namespace CustomerPerformanceTracker.Postgres.Embedded;

/// <summary>Folders and files with the permissions of Unix; on Windows the user's own folders are private by inheritance.</summary>
internal static class Folders
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Passage = Owner | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static void MakePrivate(string path) => Make(path, Owner);

    /// <summary>Others may pass through to what lies inside, and may not look around.</summary>
    public static void MakePassable(string path) => Make(path, Passage);

    public static void MakeFilePrivate(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public static bool IsPrivate(string path) =>
        OperatingSystem.IsWindows() || (new DirectoryInfo(path) is { Exists: true, LinkTarget: null } folder && folder.UnixFileMode == Owner);

    private static void Make(string path, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        // An existing folder is only ever opened further, since a passage for the server's account must stay one.
        if (!Directory.Exists(path))
            File.SetUnixFileMode(Directory.CreateDirectory(path, mode).FullName, mode);
        else if ((File.GetUnixFileMode(path) | mode) is var wanted && wanted != File.GetUnixFileMode(path))
            File.SetUnixFileMode(path, wanted);
    }
}
