using Xunit;

namespace CustomerPerformanceTracker.TestSupport;

/// <summary>
/// Published reference data: what stands in the tree under `tests/reference`, else what stands in the folder named by the variable CPT_REFERENCE.
/// Data in neither place: the test that asks is skipped with a reason while CPT_REFERENCE is unset, and fails where it is set, since somebody meant it to run.
/// </summary>
public static class Reference
{
    private static readonly string? Tree = FindTree(AppContext.BaseDirectory);

    /// <summary>The full path of a file or folder, given by its parts below the root of the reference data.</summary>
    public static string Path(params string[] parts)
    {
        if (Tree is not null && Existing(Tree, parts) is { } inTree)
            return inTree;

        var root = Environment.GetEnvironmentVariable("CPT_REFERENCE");
        if (string.IsNullOrEmpty(root))
            Assert.Skip($"CPT_REFERENCE is not set, and tests/reference does not have {string.Join('/', parts)}");

        var path = Existing(root, parts);
        Assert.True(path is not null, $"CPT_REFERENCE is set, but {root} does not have {string.Join('/', parts)}");
        return path!;
    }

    private static string? Existing(string root, string[] parts)
    {
        var path = System.IO.Path.Combine([root, .. parts]);
        return File.Exists(path) || Directory.Exists(path) ? path : null;
    }

    private static string? FindTree(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            var tree = System.IO.Path.Combine(folder.FullName, "tests", "reference");
            if (Directory.Exists(tree))
                return tree;
        }

        return null;
    }
}
