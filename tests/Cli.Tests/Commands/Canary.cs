namespace CustomerPerformanceTracker.Cli.Tests.Commands;

/// <summary>Bytes that are looked for in every file of a folder.</summary>
internal static class Canary
{
    /// <summary>The files below the folder that hold any of the needles, each with the needle's place among them.</summary>
    public static IReadOnlyList<string> FilesWith(string folder, params byte[][] needles)
    {
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            // An empty file holds nothing, and one of them is the lock that a starting server holds.
            if (new FileInfo(file) is { Exists: true, Length: 0 })
                continue;

            byte[] bytes;
            try
            {
                bytes = File.ReadAllBytes(file);
            }
            catch (IOException) when (!File.Exists(file) || Path.GetFileName(file).StartsWith(".s.PGSQL", StringComparison.Ordinal))
            {
                continue; // gone since it was listed, or a socket
            }

            for (var i = 0; i < needles.Length; i++)
            {
                if (bytes.AsSpan().IndexOf(needles[i]) >= 0)
                    found.Add($"{Path.GetRelativePath(folder, file)} holds {i}");
            }
        }

        return found;
    }

    /// <summary>A copy as a backup keeps it, with owners and modes.</summary>
    public static async Task CopyAsync(string from, string to)
    {
        using var copy = Process.Start("cp", ["-a", from, to]);
        await copy.WaitForExitAsync();
        copy.ExitCode.ShouldBe(0);
    }
}
