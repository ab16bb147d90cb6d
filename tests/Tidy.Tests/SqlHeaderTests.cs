namespace CustomerPerformanceTracker.Tidy.Tests;

/// <summary>An `.sql` of the program opens with a comment of a sentence at least, which says what the object or the statement guarantees.</summary>
public sealed class SqlHeaderTests
{
    private const int Words = 5;

    [Fact]
    public void Every_sql_file_opens_with_what_it_guarantees() =>
        Tree.Files("src", ".sql").Where(file => !Opens(file)).Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void A_file_without_such_a_comment_is_found()
    {
        Opens(new("some.sql", "-- One row per workspace; the lock on it orders appends.\ncreate table head ();\n")).ShouldBeTrue();
        Opens(new("some.sql", "-- the head\ncreate table head ();\n")).ShouldBeFalse();
        Opens(new("some.sql", "create table head ();\n-- One row per workspace; the lock on it orders appends.\n")).ShouldBeFalse();
    }

    private static bool Opens(SourceFile file) =>
        file.Lines.TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal))
            .Sum(line => line[2..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Length) >= Words;
}
