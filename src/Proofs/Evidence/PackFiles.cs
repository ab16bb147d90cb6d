using System.IO.Compression;

namespace CustomerPerformanceTracker.Proofs.Evidence;

/// <summary>
/// Reads the files of a pack that comes from anywhere: exactly the names there are, each once, none of them a link; no more bytes than allowed,
/// counted as they are unpacked. Nothing is written anywhere.
/// </summary>
internal static class PackFiles
{
    private const int LinkMode = 0xA000;
    private const int ModeMask = 0xF000;

    /// <summary>The files that could be read; what is wrong with the others is reported.</summary>
    public static async Task<IReadOnlyDictionary<string, byte[]>> ReadAsync(Stream zip, Action<string, string> report, CancellationToken cancel)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        try
        {
            if (await TakeAsync(zip, PackFormat.MaxZip, cancel) is not { } whole)
            {
                report("pack_too_large", $"the pack has more than {PackFormat.MaxZip >> 20} MiB");
                return files;
            }

            await using var archive = await ZipArchive.CreateAsync(
                new MemoryStream(whole),
                ZipArchiveMode.Read,
                leaveOpen: false,
                entryNameEncoding: null,
                cancel
            );
            foreach (var entry in archive.Entries)
                await ReadAsync(entry, files, report, cancel);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException)
        {
            report("pack_unreadable", $"the pack is no zip file that can be read: {e.Message}");
        }

        return files;
    }

    private static async Task ReadAsync(ZipArchiveEntry entry, Dictionary<string, byte[]> files, Action<string, string> report, CancellationToken cancel)
    {
        if (!PackFormat.All.Contains(entry.FullName, StringComparer.Ordinal))
            report("file_unexpected", $"the pack has a file '{Shown(entry.FullName)}' that belongs to none");
        else if (files.ContainsKey(entry.FullName))
            report("file_twice", $"the pack has {entry.FullName} twice");
        else if (((entry.ExternalAttributes >> 16) & ModeMask) == LinkMode)
            report("file_is_link", $"{entry.FullName} is a link");
        else if (entry.IsEncrypted)
            throw new InvalidDataException($"{entry.FullName} is encrypted");
        else if (await UnpackAsync(entry, PackFormat.MaxFiles - files.Values.Sum(bytes => bytes.Length), cancel) is not { } content)
            report("file_too_large", $"{entry.FullName} unpacks to more than is allowed");
        else
            files.Add(entry.FullName, content);
    }

    private static async Task<byte[]?> UnpackAsync(ZipArchiveEntry entry, int left, CancellationToken cancel)
    {
        await using var content = await entry.OpenAsync(cancel);
        return await TakeAsync(content, Math.Min(PackFormat.MaxFile, left), cancel);
    }

    /// <summary>Everything a stream has; null where that is more than the limit.</summary>
    private static async Task<byte[]?> TakeAsync(Stream stream, int limit, CancellationToken cancel)
    {
        using var taken = new MemoryStream();
        var buffer = new byte[81920];
        int count;
        while ((count = await stream.ReadAsync(buffer, cancel)) > 0)
        {
            if (taken.Length + count > limit)
                return null;
            taken.Write(buffer, 0, count);
        }

        return taken.ToArray();
    }

    private static string Shown(string name) => new([.. name.Take(80).Select(c => char.IsControl(c) ? '?' : c)]);
}
