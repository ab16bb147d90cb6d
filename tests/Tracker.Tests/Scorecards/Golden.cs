using System.Runtime.CompilerServices;
using Shouldly;

namespace CustomerPerformanceTracker.Tracker.Tests.Scorecards;

/// <summary>Expected texts in files beside the tests; CPT_GOLDEN=refresh rewrites them, for a person to read in the difference.</summary>
internal static class Golden
{
    public static void Matches(string text, string file, [CallerFilePath] string test = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(test)!, "Golden", file);
        if (Environment.GetEnvironmentVariable("CPT_GOLDEN") == "refresh")
            File.WriteAllText(path, text + "\n");

        (text + "\n").ShouldBe(File.ReadAllText(path));
    }
}
