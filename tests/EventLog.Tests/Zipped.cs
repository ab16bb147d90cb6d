using System.IO.Compression;

namespace CustomerPerformanceTracker.EventLog.Tests;

/// <summary>Files in a zip, whatever their names are and however often they are there.</summary>
internal static class Zipped
{
    public static (string Name, byte[] Content)[] Unzip(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        return
        [
            .. archive.Entries.Select(entry =>
            {
                using var content = entry.Open();
                using var taken = new MemoryStream();
                content.CopyTo(taken);
                return (entry.FullName, taken.ToArray());
            }),
        ];
    }

    public static byte[] Zip((string Name, byte[] Content)[] files, Action<ZipArchiveEntry>? change = null)
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                var entry = archive.CreateEntry(name);
                change?.Invoke(entry);
                using var into = entry.Open();
                into.Write(content);
            }
        }

        return zip.ToArray();
    }

    /// <summary>The file with the first of some words exchanged for others.</summary>
    public static byte[] Replace(byte[] file, string from, string to) => Encoding.UTF8.GetBytes(Replace(Encoding.UTF8.GetString(file), from, to));

    public static string Replace(string text, string from, string to)
    {
        text.ShouldContain(from);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        return text[..at] + to + text[(at + from.Length)..];
    }
}
