using System.Text.RegularExpressions;

namespace CustomerPerformanceTracker.Tidy.Tests;

/// <summary>JSON is what System.Text.Json makes of a record; files that write it member by member are listed, with the number of such lines.</summary>
public sealed partial class JsonByHandTests
{
    [Fact]
    public void Lines_that_write_JSON_by_hand_only_become_fewer() => Ledger.Holds("json-by-hand.txt", Ledger.Count(Tree.Files("src", ".cs"), ByHand));

    [Fact]
    public void A_line_that_writes_JSON_by_hand_is_found() =>
        ByHand(new("Some.cs", "json.WriteString(\"id\", id);\nwriter.WriteNumber(\"n\", n);\nwriter.WriteLine(text);\n")).ShouldBe(2);

    private static int ByHand(SourceFile file) => file.Lines.Count(line => Written().IsMatch(line));

    [GeneratedRegex(
        @"\bjson\.Write|\.Write(StartObject|StartArray|EndObject|EndArray|String|Number|Boolean|Null|PropertyName|RawValue)(Value)?\(",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex Written();
}
