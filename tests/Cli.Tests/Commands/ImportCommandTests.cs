using System.Text.Json.Nodes;

namespace CustomerPerformanceTracker.Cli.Tests.Commands;

public sealed class ImportCommandTests : IAsyncLifetime
{
    private static readonly (string? Field, Func<string, string> Break)[] Faults =
    [
        (null, line => line[..^1]),
        ("score", line => line.Replace("\"score\":", "\"score\":1,\"score\":", StringComparison.Ordinal)),
        ("campaign", line => line.Replace("\"campaign\":\"spring\",", "", StringComparison.Ordinal)),
        ("type", line => line.Replace("survey_answer", "poll", StringComparison.Ordinal)),
        ("occurredAt", line => line.Replace("Z\"", "\"", StringComparison.Ordinal)),
        ("occurredAt", line => line.Replace("2025-03", "2025-13", StringComparison.Ordinal)),
        ("score", line => line.Replace("\"score\":", "\"score\":9", StringComparison.Ordinal)),
        ("scale", line => line.Replace("[1,5]", "[5,1]", StringComparison.Ordinal)),
        ("scale", line => line.Replace(",\"scale\":[1,5]", "", StringComparison.Ordinal)),
        ("count", line => line.Replace("\"kpi\"", "\"count\":-1,\"kpi\"", StringComparison.Ordinal)),
        ("count", line => line.Replace("\"kpi\"", "\"count\":1.5,\"kpi\"", StringComparison.Ordinal)),
        ("amount", line => line.Replace("\"kpi\"", "\"currency\":\"EUR\",\"amount\":1,\"kpi\"", StringComparison.Ordinal)),
        ("customer", line => line.Replace("\"c-", "\"" + new string('c', 600), StringComparison.Ordinal)),
        ("segment", line => line.Replace("\"new\"", "\"\\ud800\"", StringComparison.Ordinal)),
        ("segment", line => line.Replace("\"new\"", "\"\\u0000\"", StringComparison.Ordinal)),
    ];

    private readonly Cpt cpt = new();

    public ValueTask InitializeAsync() => cpt.InitializeAsync();

    public ValueTask DisposeAsync() => cpt.DisposeAsync();

    [Fact]
    public async Task Of_1000_lines_with_37_bad_ones_963_are_stored_the_37_named_and_mended_they_make_1000()
    {
        string[] whole = [.. Enumerable.Range(0, 1_000).Select(ExitCodeTests.Line)];
        var (lines, bad) = (whole.ToArray(), Enumerable.Range(0, 37).Select(i => (Line: (i * 27) + 1, Fault: Faults[i % Faults.Length])).ToArray());
        foreach (var (line, fault) in bad)
            lines[line - 1] = fault.Break(lines[line - 1]);
        var file = cpt.File("mixed.ndjson", lines);

        var first = (await cpt.RunAsync("import", file, "--json")).Json;
        var rejects = (await System.IO.File.ReadAllLinesAsync(first.GetProperty("rejects").GetString()!)).Select(text => JsonNode.Parse(text)!).ToArray();
        var mended = cpt.File(
            "mended.ndjson",
            rejects.Select(row =>
            {
                row["raw"] = whole[row["line"]!.GetValue<int>() - 1];
                return row.ToJsonString();
            })
        );
        var second = (await cpt.RunAsync("import", mended, "--json")).Json;

        Counts(first).ShouldBe((1_000, 963, 0, 0, 37));
        rejects.Select(row => (row["line"]!.GetValue<int>(), row["field"]?.GetValue<string>())).ShouldBe(bad.Select(b => (b.Line, b.Fault.Field)));
        rejects.ShouldAllBe(row => row["code"]!.GetValue<string>().Length > 0 && row["reason"]!.GetValue<string>().Length > 10);
        Counts(second).ShouldBe((37, 37, 0, 0, 0));
        (await HeadAsync()).GetProperty("signals").GetInt32().ShouldBe(1_000);
    }

    [Fact]
    public async Task The_same_file_five_times_is_stored_once()
    {
        var file = cpt.File("whole.ndjson", Enumerable.Range(0, 1_000).Select(ExitCodeTests.Line));

        var counts = new List<(int, int, int, int, int)>();
        for (var time = 0; time < 5; time++)
            counts.Add(Counts((await cpt.RunAsync("import", file, "--json")).Json));

        counts.ShouldBe([(1_000, 1_000, 0, 0, 0), .. Enumerable.Repeat((1_000, 0, 1_000, 0, 0), 4)]);
        var head = await HeadAsync();
        (head.GetProperty("signals").GetInt32(), head.GetProperty("seals").GetInt32()).ShouldBe(
            (1_000, 2),
            "the signals and the entry of the import that stored them"
        );
        (await cpt.RunAsync("verify", "--json")).ExitCode.ShouldBe(ExitCode.Done);
    }

    [Fact]
    public async Task A_known_id_with_another_content_is_told_with_its_line_and_the_first_one_stays()
    {
        await cpt.RunAsync("import", cpt.File("first.ndjson", ExitCodeTests.Line(1)));

        var run = await cpt.RunAsync(
            "import",
            cpt.File("second.ndjson", ExitCodeTests.Line(2), ExitCodeTests.Line(1).Replace("\"new\"", "\"old\"", StringComparison.Ordinal)),
            "--json"
        );

        Counts(run.Json).ShouldBe((2, 1, 0, 1, 0));
        run.Json.GetProperty("conflictLines").EnumerateArray().Select(line => line.GetInt32()).ShouldBe([2]);
    }

    [Fact]
    public async Task Standard_input_is_read_as_a_file_is()
    {
        var run = await cpt.PipeAsync(ExitCodeTests.Line(1) + "\n" + ExitCodeTests.Line(2), "import", "-", "--json");

        Counts(run.Json).ShouldBe((2, 2, 0, 0, 0));
    }

    [Fact]
    public async Task Cloudevents_and_calls_of_Segment_are_read_without_a_mapping_file()
    {
        var events = cpt.File(
            "events.json",
            "[",
            """{"specversion":"1.0","id":"1","source":"/shop","type":"org.example.visit","time":"2025-03-01T12:00:00Z","data":{"campaign":"spring"}},""",
            """{"specversion":"0.3"}""",
            "]"
        );
        var calls = cpt.File("calls.ndjson", Call("Order Completed"), Call("Something Else"), $$"""{"batch":[{{Call("Product Clicked")}}]}""");

        Counts((await cpt.RunAsync("import", events, "--format", "cloudevents", "--json")).Json).ShouldBe((2, 1, 0, 0, 1));
        Counts((await cpt.RunAsync("import", calls, "--format", "segment", "--json")).Json).ShouldBe((3, 2, 0, 0, 0));
        Counts((await cpt.RunAsync("import", calls, "--format", "segment", "--json")).Json).ShouldBe((3, 0, 2, 0, 0));
    }

    [Fact]
    public async Task A_mapping_of_Segment_s_calls_that_was_set_is_the_one_in_force()
    {
        var shown = await cpt.RunAsync("mappings", "show");
        var own = cpt.File("own.yaml", shown.Output.Replace("'Promotion Viewed'", "'Something Else'", StringComparison.Ordinal));
        var set = await cpt.RunAsync("mappings", "set", own, "--actor", "ada", "--reason", "our own event", "--json");

        var import = await cpt.RunAsync("import", cpt.File("calls.ndjson", Call("Something Else"), Call("Promotion Viewed")), "--format", "segment", "--json");

        shown.Output.ShouldStartWith("# No mapping");
        set.Json.GetProperty("stream").GetString().ShouldBe("segment");
        (await cpt.RunAsync("mappings", "show")).Output.ShouldContain("'Something Else'");
        Counts(import.Json).ShouldBe((2, 1, 0, 0, 0));
    }

    private static string Call(string name) =>
        $$$"""{"type":"track","messageId":"{{{name}}}","event":"{{{name}}}","userId":"c-17","timestamp":"2025-03-01T12:00:00.000Z","context":{"campaign":{"name":"spring"} } }""";

    [Fact]
    public async Task A_private_server_is_started_for_a_command_and_what_it_stored_is_there_for_the_next()
    {
        var file = cpt.File("whole.ndjson", Enumerable.Range(0, 300).Select(ExitCodeTests.Line));

        var import = await cpt.RunAloneAsync("import", file, "--history", "--json");
        var scorecard = await cpt.RunAloneAsync("scorecard", "spring", "--json");
        var verify = await cpt.RunAloneAsync("verify", "--json");

        Counts(import.Json).ShouldBe((300, 300, 0, 0, 0));
        scorecard
            .Json.GetProperty("kpis")
            .EnumerateArray()
            .Single(kpi => kpi.GetProperty("kpi").GetString() == "trust")
            .GetProperty("n")
            .GetInt32()
            .ShouldBe(300);
        verify.Json.GetProperty("signals").GetInt32().ShouldBe(300);
    }

    [Fact]
    public async Task An_erased_customer_is_gone_and_everything_still_fits()
    {
        await cpt.RunAsync("import", cpt.File("whole.ndjson", Enumerable.Range(0, 20).Select(ExitCodeTests.Line)));

        var erase = await cpt.RunAsync("erase", "c-7", "--actor", "ada", "--reason", "asked for", "--json");
        var again = await cpt.RunAsync("erase", "c-7");

        erase.Json.GetProperty("customer").GetInt32().ShouldBeGreaterThan(0);
        again.ExitCode.ShouldBe(ExitCode.Refused);
        (await cpt.RunAsync("verify", "--json")).Json.GetProperty("signals").GetInt32().ShouldBe(20);
    }

    private async Task<JsonElement> HeadAsync() => (await cpt.RunAsync("log", "head", "--json")).Json;

    private static (int Read, int Accepted, int Duplicate, int Conflict, int Rejected) Counts(JsonElement import) =>
        (Number(import, "read"), Number(import, "accepted"), Number(import, "duplicate"), Number(import, "conflict"), Number(import, "rejected"));

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
