using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CustomerPerformanceTracker.Postgres.Embedded;
using NodaTime;

namespace CustomerPerformanceTracker.Log;

/// <summary>An erasure as it is listed: who it was can be recognised with the list's key by whoever has the id already, and by nobody else.</summary>
public sealed record ListedErasure(Instant At, string Workspace, int Customer, string BlindIndex);

/// <summary>
/// Whom a data folder's databases have erased, kept outside them in its folder <c>erasures</c>, so that a restored backup brings nobody back:
/// <c>list.txt</c>, a line each, only ever added to, and <c>key</c>, with which ids are made unrecognisable (HMAC-SHA256). Only their owner may read them.
/// </summary>
public sealed class ErasureList(string dataFolder)
{
    private const int KeySize = 32;

    private readonly string folder = System.IO.Path.Combine(dataFolder, "erasures");

    public string Path => System.IO.Path.Combine(folder, "list.txt");

    private string KeyFile => System.IO.Path.Combine(folder, "key");

    /// <summary>Those of one workspace, oldest first. What was not written to its end was never listed.</summary>
    /// <exception cref="FormatException">A line is none of a list.</exception>
    public async Task<IReadOnlyList<ListedErasure>> ReadAsync(Workspace workspace, CancellationToken cancel) =>
        File.Exists(Path)
            ?
            [
                .. Whole(await File.ReadAllTextAsync(Path, cancel))
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(Parse)
                    .Where(one => one.Workspace == workspace.Name),
            ]
            : [];

    /// <summary>The line of a list that names this customer of that id; null where none does.</summary>
    /// <exception cref="InvalidOperationException">The list has lost its key.</exception>
    internal async Task<ListedErasure?> FindAsync(
        IReadOnlyList<ListedErasure> listed,
        Workspace workspace,
        int customer,
        string externalId,
        CancellationToken cancel
    )
    {
        var index = Blind(await KeyAsync(cancel), workspace, externalId);
        return listed.FirstOrDefault(one => one.Customer == customer && one.BlindIndex == index);
    }

    /// <summary>Tells of an id whether the list names it in this workspace; null where it names nobody.</summary>
    /// <exception cref="InvalidOperationException">The list has lost its key.</exception>
    internal async Task<Func<string, bool>?> RecogniserAsync(Workspace workspace, CancellationToken cancel)
    {
        var listed = (await ReadAsync(workspace, cancel)).Select(one => one.BlindIndex).ToHashSet(StringComparer.Ordinal);
        if (listed.Count == 0)
            return null;
        var key = await KeyAsync(cancel);
        return id => listed.Contains(Blind(key, workspace, id));
    }

    /// <summary>Returns when the disk has it.</summary>
    internal async Task AddAsync(Workspace workspace, int customer, string externalId, Instant at, CancellationToken cancel)
    {
        Directory.CreateDirectory(dataFolder);
        Folders.MakePrivate(folder);
        using var turn = await FileLock.TakeAsync(System.IO.Path.Combine(folder, "lock"), cancel);
        var key = await KeyAsync(cancel);
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{at.ToDateTimeUtc():yyyy-MM-dd'T'HH:mm:ss'Z'} {workspace.Name} {customer} {Blind(key, workspace, externalId)}\n"
        );
        var end = File.Exists(Path) ? Encoding.UTF8.GetByteCount(Whole(await File.ReadAllTextAsync(Path, cancel))) : 0;
        await using var file = Private(Path, FileMode.OpenOrCreate);
        file.SetLength(end);
        file.Position = end;
        try
        {
            await file.WriteAsync(Encoding.UTF8.GetBytes(line), cancel);
            file.Flush(flushToDisk: true);
        }
        catch
        {
            // A full disk may have taken a part of it.
            file.SetLength(end);
            throw;
        }
    }

    /// <summary>The list's key, made with its first line.</summary>
    private async Task<byte[]> KeyAsync(CancellationToken cancel)
    {
        if (File.Exists(KeyFile))
            return Convert.FromHexString((await File.ReadAllTextAsync(KeyFile, cancel)).Trim());
        if (File.Exists(Path))
            throw new InvalidOperationException(
                $"{KeyFile} is gone, and without it nobody can tell whom {Path} names. Put it back from where copies of the data folder are kept."
            );

        var key = RandomNumberGenerator.GetBytes(KeySize);
        var draft = KeyFile + ".new";
        await using (var file = Private(draft, FileMode.Create))
        {
            await file.WriteAsync(Encoding.UTF8.GetBytes(Convert.ToHexStringLower(key) + "\n"), cancel);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, KeyFile);
        return key;
    }

    private static FileStream Private(string path, FileMode mode)
    {
        var made = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.Write,
            Share = FileShare.Read,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            made.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, made);
    }

    private static string Blind(byte[] key, Workspace workspace, string externalId) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{workspace.Name}\n{externalId}")));

    private ListedErasure Parse(string line)
    {
        var parts = line.Split(' ');
        return
            parts.Length == 4
            && DateTimeOffset.TryParse(parts[0], CultureInfo.InvariantCulture, out var at)
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var customer)
            ? new ListedErasure(Instant.FromDateTimeOffset(at), parts[1], customer, parts[3])
            : throw new FormatException(
                $"{Path} holds a line that is none of an erasure list: '{line}'. Put the file back from where copies of the data folder are kept."
            );
    }

    private static string Whole(string text) => text[..(text.LastIndexOf('\n') + 1)];
}
