using System.Text;
using CustomerPerformanceTracker.Postgres.Embedded;

namespace CustomerPerformanceTracker.Log;

/// <summary>
/// Checkpoints kept in a file of a folder, one after another with an empty line between, oldest first. They are only ever added to;
/// verification holds the database against all of them.
/// </summary>
public sealed class CheckpointFile(string folder, Workspace workspace)
{
    public string Path { get; } = System.IO.Path.Combine(folder, $"{workspace.Name}.txt");

    /// <summary>Where a data folder keeps them.</summary>
    public static CheckpointFile Under(string dataFolder, Workspace workspace) => new(System.IO.Path.Combine(dataFolder, "checkpoints"), workspace);

    /// <summary>All of them, oldest first. What was not written to its end was never kept.</summary>
    public async Task<IReadOnlyList<Checkpoint>> ReadAsync(CancellationToken cancel) => Checkpoint.ParseAll(Whole(await TextAsync(cancel)));

    /// <summary>Whoever reads the last one to add the next holds this meanwhile.</summary>
    internal Task<FileLock> TakeTurnAsync(CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        return FileLock.TakeAsync(System.IO.Path.Combine(folder, "lock"), cancel);
    }

    /// <summary>Returns when the disk has it.</summary>
    public async Task AddAsync(Checkpoint checkpoint, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var end = Encoding.UTF8.GetByteCount(Whole(await TextAsync(cancel)));
        await using var file = new FileStream(Path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.SetLength(end);
        file.Position = end;
        try
        {
            await file.WriteAsync(Encoding.UTF8.GetBytes(checkpoint + "\n"), cancel);
            file.Flush(flushToDisk: true);
        }
        catch
        {
            // A full disk may have taken a part of it.
            file.SetLength(end);
            throw;
        }
    }

    private async Task<string> TextAsync(CancellationToken cancel) => File.Exists(Path) ? await File.ReadAllTextAsync(Path, cancel) : "";

    private static string Whole(string text) => text[..(text.LastIndexOf("\n\n", StringComparison.Ordinal) is var end and >= 0 ? end + 2 : 0)];
}
