using Xunit;

namespace CustomerPerformanceTracker.TestSupport;

/// <summary>
/// The folder of published reference data, named by the variable CPT_REFERENCE. Unset: the test that asks is skipped with a reason.
/// Set and missing: the test fails, since somebody meant it to run.
/// </summary>
public static class Reference
{
    public static string Path(params string[] parts)
    {
        var root = Environment.GetEnvironmentVariable("CPT_REFERENCE");
        if (string.IsNullOrEmpty(root))
            Assert.Skip("CPT_REFERENCE is not set, so the published reference data is not at hand");

        var path = System.IO.Path.Combine([root, .. parts]);
        Assert.True(File.Exists(path) || Directory.Exists(path), $"CPT_REFERENCE is set, but {path} does not exist");
        return path;
    }
}
