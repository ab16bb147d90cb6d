using System.Runtime.CompilerServices;
using Shouldly;

namespace CustomerPerformanceTracker.Cli.Tests.Pictures;

/// <summary>Expected output kept in files beside the tests. CPT_REFRESH_GOLDEN=1 writes them anew; read the difference before it is committed.</summary>
internal static class Golden
{
    public static void ShouldMatch(string actual, string name, [CallerFilePath] string caller = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(caller)!, "golden", name);
        if (Environment.GetEnvironmentVariable("CPT_REFRESH_GOLDEN") == "1")
            File.WriteAllText(path, actual);

        actual.ShouldBe(File.ReadAllText(path), $"If the new picture is right, CPT_REFRESH_GOLDEN=1 refreshes {name}.");
    }
}
