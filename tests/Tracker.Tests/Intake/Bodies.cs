namespace CustomerPerformanceTracker.Tracker.Tests.Intake;

/// <summary>A body in memory, cut into its items.</summary>
public sealed class Bodies
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData(" \n", new string[0])]
    [InlineData("[]", new string[0])]
    [InlineData(" [ \n ] ", new string[0])]
    [InlineData("[1]", new[] { "1" })]
    [InlineData("[ {\"a\":[1,2]} , 2,\t\"x\" ]", new[] { "{\"a\":[1,2]}", "2", "\"x\"" })]
    [InlineData("[\"],[\",\"\\\"],\\\\\"]", new[] { "\"],[\"", "\"\\\"],\\\\\"" })]
    [InlineData("[1,]", new[] { "1", "" })]
    [InlineData("[,1]", new[] { "", "1" })]
    [InlineData("[nonsense {, 2 }, 3]", new[] { "nonsense {, 2 }", "3" })]
    [InlineData("{\"a\":1,\n\"b\":[2]}\n", new[] { "{\"a\":1,\n\"b\":[2]}" })]
    [InlineData("[[1,2],[]]", new[] { "[1,2]", "[]" })]
    public void A_json_body_is_cut_into_the_elements_of_its_array_or_is_one_item(string body, string[] items) =>
        Cut(BodySplitter.Elements, body).ShouldBe(items);

    [Theory]
    [InlineData("[1")]
    [InlineData("[1,\"a")]
    [InlineData("[1,\"a\\")]
    [InlineData("[1,\"a\\\"]")]
    [InlineData("[{\"a\":1]")]
    [InlineData("[")]
    [InlineData("[1] 2")]
    [InlineData("[1]]")]
    public void An_array_that_is_not_closed_or_not_alone_is_told(string body) =>
        Should.Throw<IntakeException>(() => Cut(BodySplitter.Elements, body)).Code.ShouldBe("not_a_json_array");

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("a\nb", new[] { "a", "b" })]
    [InlineData("a\r\n\r\n \t\nb\r\n", new[] { "a", "b" })]
    [InlineData("[1]\n", new[] { "[1]" })]
    public void Ndjson_is_cut_into_its_lines(string body, string[] items) => Cut(BodySplitter.Lines, body).ShouldBe(items);

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void However_it_is_written_an_array_is_cut_as_a_file_of_it_is(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 2_000; round++)
        {
            var body = "[" + string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => "{}[],\"\\ \n1a"[random.Next(11)]));
            Outcome(() => Cut(BodySplitter.Elements, body)).ShouldBe(Outcome(() => Streamed(body)), $"seed {seed}, round {round}: {body}");
        }
    }

    private static List<string> Cut(Func<ReadOnlyMemory<byte>, IEnumerable<BodyItem>> split, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var items = split(bytes).ToList();
        items.Select(item => item.Index).ShouldBe(Enumerable.Range(0, items.Count));
        items.Select(item => bytes[item.Offset..(item.Offset + item.Content.Length)]).ShouldBe(items.Select(item => item.Content.ToArray()));
        return [.. items.Select(item => Encoding.UTF8.GetString(item.Content.Span))];
    }

    private static List<string> Streamed(string body)
    {
        const string Nothing = "format: json\nidentity: content\ntime: { value: '{t}', pattern: rfc3339 }\nsignals: [{ type: visit, campaign: c }]";
        return [.. Reading.Mapped(Nothing, body).GetAwaiter().GetResult().Rejects().Select(reject => reject.Raw)];
    }

    private static string Outcome(Func<List<string>> cut)
    {
        try
        {
            return string.Join('|', cut());
        }
        catch (IntakeException e)
        {
            return e.Code;
        }
    }
}
