using System.Text.RegularExpressions;

namespace CustomerPerformanceTracker.Tidy.Tests;

/// <summary>A type is looked for in the folder that its namespace names.</summary>
public sealed partial class PlaceTests
{
    [Fact]
    public void Every_type_lies_in_the_folder_of_its_namespace() => Tree.Files("src", ".cs").Select(Misplaced).OfType<string>().ShouldBeEmpty();

    [Fact]
    public void A_type_in_another_folder_is_found()
    {
        Misplaced(new("src/Log/Seals/Seal.cs", "namespace CustomerPerformanceTracker.Log.Seals;\n")).ShouldBeNull();
        Misplaced(new("src/Log/Seal.cs", "namespace CustomerPerformanceTracker.Log.Seals;\n"))
            .ShouldBe("src/Log/Seal.cs: CustomerPerformanceTracker.Log.Seals");
    }

    private static string? Misplaced(SourceFile file)
    {
        var stated = Stated().Match(file.Text).Groups["name"].Value;
        var expected = string.Join('.', file.Path.Split('/')[1..^1].Prepend("CustomerPerformanceTracker"));
        return stated.Length == 0 || stated == expected ? null : $"{file.Path}: {stated}";
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Stated();
}
