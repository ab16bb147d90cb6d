using System.Runtime.CompilerServices;
using Shouldly;

namespace CustomerPerformanceTracker.TestSupport;

/// <summary>
/// Expected texts in files of the folder <c>Golden</c> beside a test. The variable CPT_GOLDEN=refresh writes the files anew; read the difference before it is
/// committed.
/// </summary>
public static class Golden
{
    /// <summary>Fails where the text is not, byte for byte, what the file holds.</summary>
    /// <param name="file">Name of the file in the folder <c>Golden</c>.</param>
    public static void Matches(string actual, string file, [CallerFilePath] string test = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(test)!, "Golden", file);
        if (Environment.GetEnvironmentVariable("CPT_GOLDEN") == "refresh")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        File.Exists(path).ShouldBeTrue($"There is no golden file {file}; CPT_GOLDEN=refresh writes it.");
        actual.ShouldBe(File.ReadAllText(path), $"If the new text is right, CPT_GOLDEN=refresh writes {file} anew.");
    }
}
