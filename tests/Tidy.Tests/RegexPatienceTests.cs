using System.Globalization;
using System.Text.RegularExpressions;

namespace CustomerPerformanceTracker.Tidy.Tests;

/// <summary>
/// A pattern's limit is against one that would never end, and not against a busy machine, where a thread may wait for seconds: a limit of one second refused
/// what was right.
/// </summary>
public sealed partial class RegexPatienceTests
{
    private const int Least = 60_000;

    [Fact]
    public void Every_pattern_has_a_minute() => Ledger.Count(Tree.Files("", ".cs").Where(file => file.Name != "RegexPatienceTests.cs"), Hasty).ShouldBeEmpty();

    [Theory]
    [InlineData("matchTimeoutMilliseconds: 1000", 1)]
    [InlineData("matchTimeoutMilliseconds: 1_000", 1)]
    [InlineData("matchTimeoutMilliseconds: 60_000", 0)]
    public void A_hasty_pattern_is_found(string line, int hasty) => Hasty(new("Some.cs", line + "\n")).ShouldBe(hasty);

    private static int Hasty(SourceFile file) =>
        file
            .Lines.SelectMany(line => Limit().Matches(line))
            .Count(limit => int.Parse(limit.Groups["limit"].Value.Replace("_", ""), NumberStyles.None, CultureInfo.InvariantCulture) < Least);

    [GeneratedRegex(@"matchTimeoutMilliseconds: (?<limit>[\d_]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Limit();
}
