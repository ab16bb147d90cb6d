namespace CustomerPerformanceTracker.Tidy.Tests;

/// <summary>A text file of the source tree; the path is relative to the tree's root, with slashes.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    /// <summary>The name without its folders. Ledgers name files so, since a file that moves is the same file.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The lines, without their ends.</summary>
    public IReadOnlyList<string> Lines { get; } = Text.TrimEnd('\n').Split('\n');
}

/// <summary>The source tree that these tests were built from, without what a build or a run leaves in it.</summary>
internal static class Tree
{
    private static readonly string[] Left = ["bin", "obj", ".git", "artifacts", "TestResults", "node_modules", "reference", "Generated"];

    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>The files of a folder and of those below, with one of the endings, in order of their paths.</summary>
    public static IReadOnlyList<SourceFile> Files(string folder, params string[] endings) =>
        [
            .. Walk(Path.Combine(Root, folder))
                .Where(path => endings.Contains(Path.GetExtension(path)))
                .Order(StringComparer.Ordinal)
                .Select(path => new SourceFile(Path.GetRelativePath(Root, path).Replace('\\', '/'), File.ReadAllText(path))),
        ];

    private static IEnumerable<string> Walk(string folder) =>
        Directory
            .EnumerateDirectories(folder)
            .Where(inner => !Left.Contains(Path.GetFileName(inner)))
            .SelectMany(Walk)
            .Concat(Directory.EnumerateFiles(folder));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CustomerPerformanceTracker.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("These tests read the source tree, and lie in none.");
    }
}
