using System.Diagnostics;

namespace CustomerPerformanceTracker.Postgres.Embedded;

/// <summary>
/// The running server of a cluster, as its file postmaster.pid tells (PostgreSQL documentation, 66.1): process, folder, start, port, socket folder,
/// address, shared memory, status. The file outlives a killed server, so a server is only believed in when its process is one of this cluster.
/// </summary>
internal sealed record Postmaster(int ProcessId, int Port, string SocketFolder, bool IsReady)
{
    /// <summary>Between two looks at the file; looking costs microseconds.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public static string FileOf(string cluster) => Path.Combine(cluster, "postmaster.pid");

    /// <summary>Null when no server of this cluster is running, or one has only just begun to write its file.</summary>
    public static Postmaster? Of(string cluster)
    {
        var lines = Lines(cluster);
        return ProcessOf(lines) is { } id && lines.Length >= 5 && Serves(id, cluster)
            ? new Postmaster(
                id,
                int.Parse(lines[3], CultureInfo.InvariantCulture),
                lines[4],
                lines.Length >= 8 && lines[7].StartsWith("ready", StringComparison.Ordinal)
            )
            : null;
    }

    /// <summary>
    /// Makes a stale file harmless when its number now belongs to a process that is not the server, which is usual after a container's restart:
    /// PostgreSQL would take that process for a server and refuse to start. Only the number is replaced, by one no process can have;
    /// the shared memory named in the file stays, by which PostgreSQL finds backends that outlived their server.
    /// </summary>
    public static void DisownStaleFile(string cluster)
    {
        var lines = Lines(cluster);
        if (ProcessOf(lines) is not { } id || Serves(id, cluster))
            return;

        lines[0] = int.MaxValue.ToString(CultureInfo.InvariantCulture);
        var draft = FileOf(cluster) + ".stale";
        File.Delete(draft);
        using (var writer = new StreamWriter(new FileStream(draft, FileMode.CreateNew)))
        {
            foreach (var line in lines)
                writer.Write(line + "\n");
        }
        File.Move(draft, FileOf(cluster), overwrite: true);
    }

    private static int? ProcessOf(string[] lines) => lines.Length > 0 && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var id) ? id : null;

    private static string[] Lines(string cluster)
    {
        try
        {
            return File.ReadAllLines(FileOf(cluster));
        }
        catch (IOException)
        {
            return [];
        }
    }

    /// <summary>On Linux the command line tells the folder; it is empty for a process that has ended and was not yet collected by its parent.</summary>
    private static bool Serves(int id, string cluster)
    {
        try
        {
            if (OperatingSystem.IsLinux())
                return File.ReadAllText($"/proc/{id}/cmdline").Split('\0').Contains(cluster);

            using var process = Process.GetProcessById(id);
            return process.ProcessName.StartsWith("postgres", StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
