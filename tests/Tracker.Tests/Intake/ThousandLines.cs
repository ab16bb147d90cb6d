namespace CustomerPerformanceTracker.Tracker.Tests.Intake;

/// <summary>A file of 1,000 lines of which 37 are bad in 15 ways: each bad line is told exactly, none of the others is lost, and mended it is whole.</summary>
public sealed class ThousandLines
{
    private static readonly (string? Field, string Code, Func<string, string> Break)[] Faults =
    [
        (null, RejectCode.InvalidJson, line => line[..^1]),
        (null, RejectCode.DuplicateProperty, line => line.Replace("\"extra\":1", "\"extra\":1,\"extra\":2")),
        ("campaign", RejectCode.MissingField, line => line.Replace("\"campaign\":\"spring\",", "")),
        ("type", RejectCode.UnknownType, line => line.Replace("survey_answer", "poll")),
        ("occurredAt", RejectCode.TimeWithoutZone, line => line.Replace("Z\"", "\"")),
        ("occurredAt", RejectCode.InvalidTime, line => line.Replace("2025-03-01", "2025-02-30")),
        ("score", RejectCode.ScoreOffScale, line => line.Replace("\"score\":4", "\"score\":9")),
        ("score", RejectCode.MissingScore, line => line.Replace("\"score\":4,", "")),
        ("scale", RejectCode.InvalidScale, line => line.Replace("[1,5]", "[5,1]")),
        ("count", RejectCode.NegativeCount, line => line.Replace("\"count\":1", "\"count\":-1")),
        ("count", RejectCode.InvalidCount, line => line.Replace("\"count\":1", "\"count\":1.5")),
        ("amount", RejectCode.UnexpectedField, line => line.Replace("\"extra\"", "\"currency\":\"EUR\",\"amount\":1,\"extra\"")),
        ("customer", RejectCode.TextTooLong, line => line.Replace("c-17", new string('c', 600))),
        ("segment", RejectCode.LoneSurrogate, line => line.Replace("new", "\\ud800")),
        ("segment", RejectCode.NulCharacter, line => line.Replace("new", "\\u0000")),
    ];

    [Fact]
    public async Task A_file_with_37_bad_lines_of_15_kinds_gives_963_signals_and_37_rejects()
    {
        var (file, _, faults) = File();

        var results = await Reading.Native(file);

        results.Signals().Count.ShouldBe(963);
        results.Rejects().Select(r => (r.Line, r.Field, r.Code)).ShouldBe(faults);
        results.Rejects().ShouldAllBe(r => r.Raw == file.Split('\n')[(int)r.Line - 1] && r.Reason.Length > 0);
    }

    [Fact]
    public async Task Mended_rejects_read_as_if_they_had_been_right_in_their_own_file()
    {
        var (file, whole, _) = File();
        var first = await Reading.Native(file);
        var mended = string.Concat(
            Encoding
                .UTF8.GetString(await Reading.RejectedFileOf(first))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(text =>
                {
                    var row = JsonNode.Parse(text)!;
                    row["raw"] = whole[row["line"]!.GetValue<int>() - 1];
                    return row.ToJsonString() + "\n";
                })
        );

        var second = await Reading.Native(mended);

        second.Rejects().ShouldBeEmpty();
        first
            .Signals()
            .Concat(second.Signals())
            .Select(s => s.Id)
            .ShouldBe((await Reading.Native(string.Join('\n', whole))).Signals().Select(s => s.Id), ignoreOrder: true);
    }

    [Fact]
    public async Task Rejects_that_were_not_mended_are_rejected_again_as_they_were()
    {
        var first = await Reading.Native(File().Text);

        var second = await Reading.All(await Reading.RejectedFileOf(first));

        second.Rejects().ShouldBe(first.Rejects());
    }

    private static (string Text, string[] Whole, List<(long, string?, string)> Faults) File()
    {
        // Without an id, so that what is derived from a line is tried too.
        var whole = Enumerable
            .Range(0, 1000)
            .Select(i =>
                $$"""{"type":"survey_answer","occurredAt":"2025-03-01T{{i % 24:00}}:00:00Z","campaign":"spring","segment":"new","customer":"c-17","kpi":"trust","score":4,"scale":[1,5],"count":1,"extra":1}"""
            )
            .ToArray();
        var lines = whole.ToArray();
        var faults = new List<(long, string?, string)>();
        for (var i = 0; i < 37; i++)
        {
            var (field, code, breaks) = Faults[i % Faults.Length];
            var at = i * 27;
            lines[at] = breaks(lines[at]);
            faults.Add((at + 1, field, code));
        }

        return (string.Join('\n', lines), whole, faults);
    }
}
