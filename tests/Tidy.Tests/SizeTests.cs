namespace CustomerPerformanceTracker.Tidy.Tests;

/// <summary>A line of the program has at most 160 columns, a file 300 lines.</summary>
public sealed class SizeTests
{
    private const int Columns = 160;
    private const int Lines = 300;

    [Fact]
    public void Lines_over_160_columns_only_become_fewer() => Ledger.Holds("long-lines.txt", Ledger.Count(Tree.Files("src", ".cs", ".sql"), LongLines));

    [Fact]
    public void No_file_has_more_than_300_lines() => Ledger.Count(Tree.Files("src", ".cs", ".sql"), LinesWhereTooMany).ShouldBeEmpty();

    [Fact]
    public void A_line_of_161_columns_is_found() => LongLines(new("Some.cs", $"{new string('x', 160)}\n{new string('x', 161)}\n")).ShouldBe(1);

    [Fact]
    public void A_file_of_301_lines_is_found()
    {
        LinesWhereTooMany(new("Some.cs", string.Concat(Enumerable.Repeat("x\n", 300)))).ShouldBe(0);
        LinesWhereTooMany(new("Some.cs", string.Concat(Enumerable.Repeat("x\n", 301)))).ShouldBe(301);
    }

    private static int LongLines(SourceFile file) => file.Lines.Count(line => line.Length > Columns);

    private static int LinesWhereTooMany(SourceFile file) => file.Lines.Count > Lines ? file.Lines.Count : 0;
}
