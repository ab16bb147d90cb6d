namespace CustomerPerformanceTracker.Cli;

/// <summary>What is wrong with a file or a folder, in a sentence with its remedy.</summary>
internal static class FileTrouble
{
    // ENOSPC and EDQUOT of Linux and macOS, ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL of Windows.
    private static readonly int[] NoSpace = [28, 122, 69, unchecked((int)0x80070027), unchecked((int)0x80070070)];

    /// <summary>The disk is full: nothing the user asked for was wrong.</summary>
    public static bool IsFullDisk(Exception e) => e is IOException && Array.Exists(NoSpace, code => code == e.HResult);

    public static string Told(Exception e) =>
        e switch
        {
            FileNotFoundException { FileName: { } file } => $"There is no file {Path.GetFullPath(file)}. Check the name and the folder it is looked for in.",
            DirectoryNotFoundException => $"A folder is missing: {e.Message} Make it first (mkdir -p), or name another one.",
            UnauthorizedAccessException => $"{e.Message} Run as a user who may, or name another place.",
            IOException when IsFullDisk(e) => $"The disk is full: {e.Message} What was stored stays; free space, and run the same command again.",
            _ => e.Message,
        };
}
