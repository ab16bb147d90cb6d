namespace CustomerPerformanceTracker.Postgres.Embedded;

/// <summary>
/// Turn-taking between processes. The operating system holds the lock (flock, or a share mode on Windows), so it ends with the process that
/// took it, however that ends, and a file left behind means nothing.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);
    private readonly FileStream file;

    private FileLock(FileStream file) => this.file = file;

    public static async Task<FileLock> TakeAsync(string path, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException taken) when (taken is not (DirectoryNotFoundException or PathTooLongException) && File.Exists(path))
            {
                await Task.Delay(Pause, cancel);
            }
        }
    }

    public void Dispose() => file.Dispose();
}
