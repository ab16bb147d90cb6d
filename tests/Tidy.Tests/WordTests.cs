using System.Text.RegularExpressions;

namespace CustomerPerformanceTracker.Tidy.Tests;

/// <summary>
/// The tree speaks of the product: no promise of later work, no name of a program that helps to write text, no path of one person's machine.
/// Turns that a native reader stops at (CONTRIBUTING, "Language") only become fewer.
/// </summary>
public sealed partial class WordTests
{
    private static readonly string[] Texts = [".cs", ".sql", ".md", ".sh", ".yaml", ".yml", ".json", ".props", ".csproj", ".mjs", ".py", ".service"];

    [Fact]
    public void No_file_holds_a_banned_word() => Tree.Files("", Texts).Where(file => file.Name != "WordTests.cs").SelectMany(Banned).ShouldBeEmpty();

    [Fact]
    public void Turns_that_a_reader_stops_at_only_become_fewer() =>
        Ledger.Holds("turns.txt", Ledger.Count(Tree.Files("", Texts).Where(file => file.Name != "WordTests.cs"), Turns));

    [Fact]
    public void A_turn_is_found() => Turns(new("some.md", "The command tells of the alerts.\nThere are alerts.\nA kind that there is none of\n")).ShouldBe(2);

    [Theory]
    [InlineData("// TODO: later")]
    [InlineData("see /root/notes.txt")]
    [InlineData("ask Copilot")]
    public void A_banned_word_is_found(string line) => Banned(new("some.md", line + "\n")).ShouldHaveSingleItem();

    private static int Turns(SourceFile file) => file.Lines.Count(line => Turn().IsMatch(line));

    private static IEnumerable<string> Banned(SourceFile file) =>
        file.Lines.Select((line, i) => (line, i)).Where(at => Word().IsMatch(at.line)).Select(at => $"{file.Path}:{at.i + 1}: {Word().Match(at.line).Value}");

    [GeneratedRegex(
        @"\b(TODO|FIXME|HACK|XXX)\b|(?<![\w/.~}])/(root|work|farm)/|\b(?i:copilot|chatgpt|openai|anthropic|claude|gemini|codex)\b",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(tells? of|told of|there (is|are) none of|at these cursors)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Turn();
}
