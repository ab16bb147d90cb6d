namespace CustomerPerformanceTracker.Faults;

/// <summary>The disk under the data folder fills up while clients post, and is enlarged again.</summary>
public sealed class DiskFullTests
{
    private const int Seed = 28;
    private const long MiB = 1024 * 1024;
    private static readonly int Fills = FaultTests.AreLong ? 5 : 1;

    /// <param name="room">With more room than a segment of the write-ahead log takes, tables meet the end first; with less, the log does, and PostgreSQL goes
    /// down.</param>
    [Theory]
    [InlineData(24)]
    [InlineData(10)]
    public async Task A_full_disk_is_answered_with_come_again_and_what_was_acknowledged_is_stored_once(int room)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only root on Linux may mount a file system in memory");
        await using var disk = await SmallDisk.MountAsync(megabytes: 1024);
        Assert.SkipWhen(disk is null, "this root may not mount a file system, as in a container without CAP_SYS_ADMIN");
        var auditor = new Auditor();

        await using (var folder = new ServedFolder(Directory.CreateDirectory(Path.Combine(disk.Path, "data")).FullName))
        {
            await folder.ServeAsync();
            using var clients = new Clients(() => folder.Url, auditor, Seed) { Most = 2_000 };
            for (var fill = 0; fill < Fills; fill++)
            {
                using var end = new CancellationTokenSource();
                await disk.ResizeAsync((disk.UsedBytes / MiB) + room);
                var posting = clients.PostAsync(clients: 4, end.Token);
                var refused = clients.Refused + 400; // long enough for PostgreSQL to give up recovering on the full disk
                await Eventually.ComesAsync(() => clients.Refused >= refused || posting.IsFaulted, "the disk is full");
                var acknowledged = auditor.Acknowledgements;

                await disk.ResizeAsync(megabytes: 1024);
                await Eventually.ComesAsync(() => auditor.Acknowledgements > acknowledged + 10_000 || posting.IsFaulted, "the server stores again");
                await end.CancelAsync();
                await posting;
            }

            TestContext.Current.TestOutputHelper?.WriteLine(
                $"seed {Seed}, {room} MiB: full {Fills} times; {auditor.Acknowledgements} signals acknowledged, {clients.Refused} posts refused, "
                    + $"{clients.Unanswered} unanswered, {clients.FoundStored} found stored when sent again"
            );
            await folder.ShouldFitAsync(auditor, $"seed {Seed}, {room} MiB");
        }
    }

    /// <summary>A file system in memory, unmounted at the end whatever holds it.</summary>
    private sealed class SmallDisk(string path) : IAsyncDisposable
    {
        public string Path => path;

        public long UsedBytes
        {
            get
            {
                var drive = new DriveInfo(path);
                return drive.TotalSize - drive.TotalFreeSpace;
            }
        }

        /// <summary>Null where it may not be mounted.</summary>
        public static async Task<SmallDisk?> MountAsync(long megabytes)
        {
            var path = Directory.CreateTempSubdirectory("cpt-disk-").FullName;
            if ((await RunAsync("mount", "-t", "tmpfs", "-o", Size(megabytes) + ",mode=0711", "tmpfs", path)).Succeeded)
                return new SmallDisk(path);

            Directory.Delete(path);
            return null;
        }

        public async Task ResizeAsync(long megabytes) =>
            (await RunAsync("mount", "-o", "remount," + Size(megabytes), path)).OrThrow("The disk cannot be resized.");

        public async ValueTask DisposeAsync()
        {
            (await RunAsync("umount", "--lazy", path)).OrThrow("The disk cannot be unmounted.");
            Directory.Delete(path);
        }

        private static string Size(long megabytes) => string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m");

        private static Task<ProgramRun> RunAsync(string program, params string[] arguments) =>
            ProgramRun.OfAsync(program, arguments, ProgramRun.AnyFolder, [], CancellationToken.None);
    }
}
