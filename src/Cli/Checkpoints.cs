using CustomerPerformanceTracker.EventLog;

namespace CustomerPerformanceTracker.Cli;

/// <summary>
/// Checkpoints kept in a file under the data folder, one after another with an empty line between, oldest first. They are only ever added to;
/// verification holds the database against all of them.
/// </summary>
internal sealed class Checkpoints(string data, Workspace workspace)
{
    public string File { get; } = Path.Combine(data, "checkpoints", $"{workspace.Name}.txt");

    public async Task<IReadOnlyList<Checkpoint>> ReadAsync(CancellationToken cancel) =>
        !System.IO.File.Exists(File)
            ? []
            : [.. (await System.IO.File.ReadAllTextAsync(File, cancel)).Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(text => Checkpoint.Parse(text + "\n"))];

    public async Task KeepAsync(Checkpoint checkpoint, CancellationToken cancel)
    {
        if (checkpoint.Size == 0 || (await ReadAsync(cancel)) is [.., var last] && last.Size >= checkpoint.Size)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        await System.IO.File.AppendAllTextAsync(File, checkpoint + "\n", cancel);
    }
}
