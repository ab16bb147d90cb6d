namespace CustomerPerformanceTracker.Tracker.Tests.Intake;

public sealed class MappedRows
{
    private const string Days = "time: { value: '{day}', pattern: yyyy-MM-dd, zone: Europe/Berlin }\n";
    private const string Time = "identity: line\n" + Days;

    [Fact]
    public async Task Columns_fill_every_field_of_a_signal()
    {
        const string Yaml =
            "format: csv\n"
            + Time
            + """
                currency: EUR
                receivedAt: "{day}"
                signals:
                  - { id: "{id}", type: conversion, campaign: "camp-{c}", message: "{m}@{v}", touchpoint: "{t}", channel: "{ch}", segment: "{s}", customer: "{cu}",
                      count: "{n}", amount: "{a}", currency: "{k}", corrects: "{x}", comment: "{co}", order: "{o}", attributes: { source: "{id}/{o}" } }
                """;

        var signal = (
            await Reading.Mapped(
                Yaml,
                "id,day,c,m,v,t,ch,s,cu,n,a,k,x,co,o\ni1,2025-03-01,7,hero,3,cart,email,new,c-1,2,12.50,USD,i0,\"so \"\"so\"\"\",o-1\n",
                history: true
            )
        )
            .Signals()
            .Single();

        signal.ShouldSatisfyAllConditions(
            s => s.Id.ShouldBe(SignalId.From("i1")),
            s => (s.Campaign, s.Message, s.Touchpoint, s.Channel, s.Segment, s.Customer).ShouldBe(("camp-7", "hero@3", "cart", "email", "new", "c-1")),
            s => (s.Count, s.Amount, s.Currency, s.Corrects, s.Comment).ShouldBe((2, 1250, "USD", SignalId.From("i0"), "so \"so\"")),
            s => s.OccurredAt.ShouldBe(1_740_783_600_000_000),
            s => s.ReceivedAt.ShouldBe(s.OccurredAt),
            s => Reading.Attributes(s).ShouldBe("""{"order":"o-1","source":"i1/o-1"}""")
        );
    }

    [Fact]
    public async Task Empty_cells_are_absent_fields_and_the_currency_of_the_file_stands_in()
    {
        const string Yaml =
            "format: csv\n"
            + Time
            + "currency: EUR\nsignals: [{ type: conversion, campaign: '{c|none}', message: '{m}@{v}', customer: '{cu}', amount: '{a}', currency: '{k}', "
            + "count: 1 }]";

        var signals = (await Reading.Mapped(Yaml, "day,c,m,v,cu,a,k\n2025-03-01,,hero,,,12.50,\n2025-03-01,x,,,,,USD\n")).Signals();

        (signals[0].Campaign, signals[0].Message, signals[0].Customer, signals[0].Amount, signals[0].Currency).ShouldBe(("none", null, null, 1250, "EUR"));
        (signals[1].Campaign, signals[1].Amount, signals[1].Currency).ShouldBe(("x", null, null));
    }

    [Theory]
    [InlineData("{a} - {b}", "7", "3", 4)]
    [InlineData("{a}", "2.0", "", 2)]
    [InlineData("round({a}, 0)", "2.5", "", 2)]
    [InlineData("round({a}, 0)", "3.5", "", 4)]
    [InlineData("round({a}, 0)", "0.5", "", null)]
    [InlineData("round({a}, 0)", "12.345", "", 12)]
    [InlineData("round({a}, 0)", "11.000", "", 11)]
    [InlineData("{a}", "0", "", null)]
    [InlineData("{a}", "", "", null)]
    [InlineData("{a|3}", "", "", 3)]
    [InlineData("{a} + {b}", "1", "", null)]
    [InlineData("{a} + {b|0}", "1", "", 1)]
    [InlineData("({a} + {b}) * 2 / 3", "1", "2", 2)]
    [InlineData("round({a} / {b}, 0)", "10", "4", 2)]
    [InlineData("{a} / {b}", "12", "4", 3)]
    [InlineData("-{a} + 10", "3", "", 7)]
    [InlineData("2 + 3 * {a} - 4 / 2", "4", "", 12)]
    [InlineData("round({a} / {b}, 0) * {b}", "10", "3", 9)]
    [InlineData("{a}", "1e3", "", 1000)]
    [InlineData("{a}", "1000000000", "", IntakeLimits.Count)]
    public async Task A_count_is_computed_exactly_and_rounded_half_to_even_where_the_formula_says_so(string count, string a, string b, int? expected)
    {
        var results = await Reading.Mapped(
            $"format: csv\n{Time}signals: [{{ type: visit, campaign: c, count: '{count}', attributes: {{ b: '{{b}}' }} }}]",
            $"day,a,b\n2025-03-01,{a},{b}\n"
        );

        results.Rejects().ShouldBeEmpty();
        results.Signals().Select(s => (int?)s.Count).ShouldBe(expected is null ? [] : [expected]);
    }

    [Theory]
    [InlineData("{a}", "-1", "", "count", RejectCode.NegativeCount)]
    [InlineData("{a} - {b}", "1", "2", "count", RejectCode.NegativeCount)]
    [InlineData("{a}", "many", "", "count", RejectCode.InvalidCount)]
    [InlineData("{a}", "\"1,234\"", "", "count", RejectCode.InvalidCount)]
    [InlineData("{a} / {b}", "1", "0", "count", RejectCode.InvalidCount)]
    [InlineData("{a} / {b}", "10", "4", "count", RejectCode.InvalidCount)]
    [InlineData("{a}", "0.40", "", "count", RejectCode.InvalidCount)]
    [InlineData("{a}", "12.345", "", "count", RejectCode.InvalidCount)]
    [InlineData("{a}", "11.000", "", "count", RejectCode.InvalidCount)]
    [InlineData("{a} + {b}", "1", "11.000", "count", RejectCode.InvalidCount)]
    [InlineData("{a}", "1000000001", "", "count", RejectCode.InvalidCount)]
    public async Task A_count_that_is_none_rejects_the_row(string count, string a, string b, string field, string code)
    {
        var reject = (
            await Reading.Mapped(
                $"format: csv\n{Time}signals: [{{ type: click, campaign: c, count: '{count}', attributes: {{ b: '{{b}}' }} }}]",
                $"day,a,b\n2025-03-01,{a},{b}\n"
            )
        )
            .Single()
            .Reject!;

        (reject.Line, reject.Field, reject.Code).ShouldBe((2, field, code));
    }

    [Theory]
    [InlineData("{a} > 1", "2", true)]
    [InlineData("{a} > 1", "1.0", false)]
    [InlineData("{a} >= 1", "1.0", true)]
    [InlineData("{a} < 1", "0.999", true)]
    [InlineData("{a} <= 1", "", false)]
    [InlineData("{a} == 5", "5.00", true)]
    [InlineData("{a} == ''", "", true)]
    [InlineData("{a} != ''", "", false)]
    [InlineData("{a} == \"x y\"", "x y", true)]
    [InlineData("{a} != 'x'", "y", true)]
    [InlineData("{a} == 'yes' and {b} == 'B' or {a} == 'no'", "no", true)]
    [InlineData("{a} == 'yes' and ({b} == 'B' or {a} == 'no')", "no", false)]
    [InlineData("not {a} == 'x'", "x", false)]
    [InlineData("not ({a} > 1 and {a} < 3)", "2", false)]
    [InlineData("{a} * 2 > {a} + 1", "2", true)]
    public async Task A_condition_decides_whether_a_row_gives_a_signal(string when, string a, bool gives)
    {
        var yaml = $"format: csv\n{Time}signals:\n  - type: visit\n    campaign: c\n    when: >-\n      {when}\n    attributes: {{ b: '{{b}}' }}";

        var results = await Reading.Mapped(yaml, $"day,a,b\n2025-03-01,{a},B\n");

        results.Rejects().ShouldBeEmpty();
        results.Count.ShouldBe(gives ? 1 : 0);
    }

    [Fact]
    public async Task A_condition_that_compares_the_size_of_text_rejects_the_row()
    {
        var reject = (await Reading.Mapped($"format: csv\n{Time}signals: [{{ type: visit, campaign: c, when: '{{a}} > 1' }}]", "day,a\n2025-03-01,x\n"))
            .Single()
            .Reject!;

        (reject.Field, reject.Code).ShouldBe(("when", RejectCode.InvalidNumber));
    }

    [Fact]
    public async Task A_row_is_taken_whole_or_not_at_all()
    {
        var yaml = $"format: csv\n{Time}signals: [{{ type: visit, campaign: c, count: '{{a}}' }}, {{ type: click, campaign: c, count: '{{b}}' }}]";

        var results = await Reading.Mapped(yaml, "day,a,b\n2025-03-01,1,-1\n2025-03-02,1,2\n");

        results.Rejects().Single().Raw.ShouldBe("2025-03-01,1,-1");
        results.Signals().Select(s => s.Count).ShouldBe([1, 2]);
    }

    [Theory]
    [InlineData("yyyy-MM-dd HH:mm", "Europe/Berlin", "2025-03-30 02:30", RejectCode.SkippedTime)]
    [InlineData("yyyy-MM-dd HH:mm", "Europe/Berlin", "2025-10-26 02:30", RejectCode.AmbiguousTime)]
    [InlineData("yyyy-MM-dd HH:mm", "Europe/Berlin", "2025-10-26 3pm", RejectCode.InvalidTime)]
    [InlineData("unix", "UTC", "soon", RejectCode.InvalidTime)]
    [InlineData("unix", "UTC", "-1", RejectCode.InvalidTime)]
    [InlineData("unix", "UTC", "1740830400123", RejectCode.InvalidTime)]
    [InlineData("unix_us", "UTC", "1e99", RejectCode.InvalidTime)]
    [InlineData("rfc3339", "UTC", "2025-03-01T12:00:00", RejectCode.TimeWithoutZone)]
    [InlineData("yyyy-MM-dd", "UTC", "2201-01-01", RejectCode.InvalidTime)]
    [InlineData("yyyy-MM-dd", "UTC", "", RejectCode.MissingField)]
    public async Task A_time_that_is_not_one_instant_rejects_the_row(string pattern, string zone, string time, string code)
    {
        var yaml =
            $"format: csv\nidentity: content\ntime: {{ value: '{{t}}', pattern: '{pattern}', zone: {zone} }}\nsignals: [{{ type: visit, campaign: '{{c}}' }}]";

        var reject = (await Reading.Mapped(yaml, $"c,t\nx,{time}\n")).Single().Reject!;

        (reject.Field, reject.Code).ShouldBe(("occurredAt", code));
    }

    [Theory]
    [InlineData("yyyy-MM-dd HH:mm", "Europe/Berlin", "2025-07-01 02:30", 1_751_329_800_000_000)]
    [InlineData("yyyy-MM-dd", "America/Sao_Paulo", "2017-10-15", 1_508_036_400_000_000)]
    [InlineData("unix", "UTC", "1740830400.1234567", 1_740_830_400_123_456)]
    [InlineData("unix_ms", "UTC", "1740830400123", 1_740_830_400_123_000)]
    [InlineData("unix_us", "UTC", "1740830400123456", 1_740_830_400_123_456)]
    [InlineData("rfc3339", "UTC", "2025-03-01T13:00:00+01:00", 1_740_830_400_000_000)]
    [InlineData("yyyy-MM-dd'T'HH:mm:sso<+HHmm>", "UTC", "2025-03-01T13:00:00+0100", 1_740_830_400_000_000)]
    [InlineData("d MMM yyyy", "UTC", "1 Mar 2025", 1_740_787_200_000_000)]
    public async Task A_time_is_read_by_its_pattern_and_zone(string pattern, string zone, string time, long micros)
    {
        // Midnight of 15 October 2017 did not exist in Sao Paulo; the day began at 01:00.
        var yaml =
            $"format: csv\nidentity: content\ntime: {{ value: '{{t}}', pattern: [\"yyyyMMdd\", \"{pattern}\"], zone: {zone} }}\nsignals: [{{ type: visit, "
            + "campaign: '{c}' }]";

        var signal = (await Reading.Mapped(yaml, $"c,t\nx,{time}\n")).Signals().Single();

        signal.OccurredAt.ShouldBe(micros);
    }

    [Fact]
    public async Task Csv_lines_are_those_where_rows_begin_and_quotes_may_hold_line_ends()
    {
        var yaml = $"format: csv\nheader: 2\nskip: [3]\n{Time}signals: [{{ type: visit, campaign: '{{c}}', comment: '{{t}}' }}]";
        const string Text =
            "exported today,,\r\nday,c,t\r\nDay,Campaign,\"Text\nof it\"\r\n2025-03-01,a,\"x\r\ny\"\r\n\r\n2025-03-02,b,\r\n2025-03-03,\"a,b\",z\n";

        var results = await Reading.Mapped(yaml, Text);

        results.Select(r => (r.Line, r.Signal!.Campaign, r.Signal.Comment)).ShouldBe([(5, "a", "x\r\ny"), (8, "b", null), (9, "a,b", "z")]);
        results
            .Select(r => r.Offset)
            .ShouldBe([.. new[] { "2025-03-01", "2025-03-02", "2025-03-03" }.Select(day => (long)Text.IndexOf(day, StringComparison.Ordinal))]);
    }

    [Fact]
    public async Task Csv_rows_of_another_length_with_broken_quotes_or_bad_bytes_are_rejected()
    {
        var yaml = $"format: csv\n{Time}signals: [{{ type: visit, campaign: '{{c}}' }}]";
        byte[] text = [.. "day,c\n2025-03-01\n2025-03-01,a,b\n2025-03-01,\"a\"b\n2025-03-01,\0\n2025-03-01,"u8, 0xFF, .. "\n2025-03-01,ok\n"u8];

        var results = await Reading.All(text, Reading.OptionsOf(yaml));

        results
            .Rejects()
            .Select(r => (r.Line, r.Code))
            .ShouldBe([
                (2, RejectCode.FieldCount),
                (3, RejectCode.FieldCount),
                (4, RejectCode.InvalidCsv),
                (5, RejectCode.NulCharacter),
                (6, RejectCode.InvalidUtf8),
            ]);
        results.Signals().Single().Campaign.ShouldBe("ok");
        results.Rejects()[0].Header.ShouldBe("day,c");
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_is_named_with_its_line_and_does_not_eat_the_memory()
    {
        var yaml = $"format: csv\n{Time}signals: [{{ type: visit, campaign: '{{c}}' }}]";
        var text = "day,c\n2025-03-01,ok\n2025-03-01,\"" + new string('x', 3 * IntakeLimits.LineBytes);

        var error = await Should.ThrowAsync<IntakeException>(() => Reading.Mapped(yaml, text));

        (error.Code, error.Message.Contains("line 3")).ShouldBe(("invalid_csv", true), error.Message);
    }

    [Fact]
    public async Task A_missing_column_is_told_before_anything_is_read_with_those_that_exist()
    {
        var yaml = $"format: csv\n{Time}signals: [{{ type: visit, campaign: '{{Campaign}}' }}]";

        var error = await Should.ThrowAsync<IntakeException>(() => Reading.Mapped(yaml, "day,campaign,clicks\n2025-03-01,a,1\n"));

        error.Code.ShouldBe("missing_column");
        error.Message.ShouldBe(
            "The mapping names the column 'Campaign', and the source has: 'day', 'campaign', 'clicks'. Is 'campaign' meant? Names are compared with their case."
        );
    }

    [Fact]
    public async Task A_column_that_is_there_twice_is_named_by_its_number()
    {
        static string Yaml(string column) => $"format: csv\n{Time}signals: [{{ type: visit, campaign: '{{{column}}}' }}]";

        var error = await Should.ThrowAsync<IntakeException>(() => Reading.Mapped(Yaml("c"), "day,c,c\n2025-03-01,a,b\n"));
        var signal = (await Reading.Mapped(Yaml("#3"), "day,c,c\n2025-03-01,a,b\n")).Signals().Single();

        error.Message.ShouldContain("{#2}");
        signal.Campaign.ShouldBe("b");
    }

    [Fact]
    public async Task Tsv_and_other_delimiters_are_read()
    {
        var signals = $"{Time}signals: [{{ type: visit, campaign: '{{c}}' }}]";

        var tsv = await Reading.Mapped("format: tsv\n" + signals, "day\tc\n2025-03-01\ta,b\n");
        var semicolon = await Reading.Mapped("format: csv\ndelimiter: ';'\n" + signals, "day;c\n2025-03-01;\"a;b\"\n");

        (tsv.Signals().Single().Campaign, semicolon.Signals().Single().Campaign).ShouldBe(("a,b", "a;b"));
    }

    [Fact]
    public async Task Ids_are_derived_from_row_line_and_rule_or_from_the_content_alone()
    {
        const string Rows = "day,c\n2025-03-01,a\n2025-03-01,a\n";
        const string Signals = Days + "signals: [{ type: visit, campaign: '{c}' }, { type: click, campaign: '{c}' }]";

        var byLine = (await Reading.Mapped("format: csv\nidentity: line\n" + Signals, Rows)).Signals().Select(s => s.Id).ToList();
        var again = (await Reading.Mapped("format: csv\nidentity: line\n" + Signals, Rows.Replace("\n", "\r\n"))).Signals().Select(s => s.Id);
        var byContent = (await Reading.Mapped("format: csv\nidentity: content\n" + Signals, Rows)).Signals().Select(s => s.Id).ToList();

        byLine.Distinct().Count().ShouldBe(4);
        again.ShouldBe(byLine);
        byContent.Distinct().Count().ShouldBe(2);
        byContent[..2].ShouldBe(byContent[2..]);
    }

    [Fact]
    public async Task Json_rows_are_read_by_path_and_checked_as_strictly_as_native_ones()
    {
        const string Yaml =
            "format: ndjson\ntime: { value: '{t}', pattern: rfc3339 }\nsignals: [{ id: '{ids.1}', type: visit, campaign: '{a.b}', segment: "
            + "'{list[k=x].v}', attributes: { flag: '{f}', raw: '{a}' } }]";
        var results = await Reading.Mapped(
            Yaml,
            """
            {"t":"2025-03-01T12:00:00Z","ids":[1,2],"a":{"b":"c"},"list":[{"k":"y","v":1},{"k":"x","v":2}],"f":true}
            {"t":"2025-03-01T12:00:00Z","ids":[1],"a":{"b":"c"}}
            {"t":"2025-03-01T12:00:00Z","ids":[1,2],"a":{"b":"\ud800"}}
            {"t":"2025-03-01T12:00:00Z","t":"2025-03-01T12:00:00Z"}
            [1]
            {"t":
            """
        );

        (results[0].Signal!.Id, results[0].Signal!.Segment, Reading.Attributes(results[0].Signal!)).ShouldBe(
            (SignalId.From("2"), "2", """{"flag":"true","raw":"{\"b\":\"c\"}"}""")
        );
        results
            .Rejects()
            .Select(r => (r.Line, r.Field, r.Code))
            .ShouldBe([
                (2, "id", RejectCode.MissingField),
                (3, null, RejectCode.LoneSurrogate),
                (4, null, RejectCode.DuplicateProperty),
                (5, null, RejectCode.NotAnObject),
                (6, null, RejectCode.InvalidJson),
            ]);
    }

    [Fact]
    public async Task A_json_array_is_read_element_by_element_and_a_broken_one_costs_itself()
    {
        const string Yaml =
            "format: json\nidentity: content\ntime: { value: '2025-03-01', pattern: yyyy-MM-dd, zone: UTC }\nsignals: [{ type: visit, campaign: '{c}' }]";

        var results = await Reading.Mapped(Yaml, "[ {\"c\":\"a]},[\"},\n\n  {\"c\":\"b\\\"\"\n},{\"c\":b},\n3 ,\n{\"c\":\"d\"}\n]\n");

        results
            .Select(r => (r.Line, r.Offset, r.Signal?.Campaign ?? r.Reject!.Code))
            .ShouldBe([(1, 2, "a]},["), (3, 20, "b\""), (4, 33, RejectCode.InvalidJson), (5, 42, RejectCode.NotAnObject), (6, 46, "d")]);
    }

    [Theory]
    [InlineData("[]", 0)]
    [InlineData(" [ ] ", 0)]
    [InlineData("[{\"c\":1},]", 2)]
    [InlineData("[,]", 2)]
    [InlineData("[{\"c\":\"x\"}}]", 1)]
    public async Task Odd_arrays_lose_nothing_in_silence(string text, int results)
    {
        const string Yaml =
            "format: json\nidentity: content\ntime: { value: '2025-03-01', pattern: yyyy-MM-dd, zone: UTC }\nsignals: [{ type: visit, campaign: '{c}' }]";

        (await Reading.Mapped(Yaml, text)).Count.ShouldBe(results);
    }

    [Theory]
    [InlineData("{\"c\":1}")]
    [InlineData("[{\"c\":1}] x")]
    [InlineData("[{\"c\":1}")]
    [InlineData("[{\"c\":\"1}]")]
    [InlineData("")]
    public async Task What_is_not_one_whole_array_is_named_as_such(string text)
    {
        const string Yaml =
            "format: json\nidentity: content\ntime: { value: '2025-03-01', pattern: yyyy-MM-dd, zone: UTC }\nsignals: [{ type: visit, campaign: '{c}' }]";

        (await Should.ThrowAsync<IntakeException>(() => Reading.Mapped(Yaml, text))).Code.ShouldBe("not_a_json_array");
    }

    [Fact]
    public async Task Mended_rows_of_csv_are_read_under_their_own_header_with_the_ids_they_would_have_had()
    {
        var yaml = $"format: csv\nskip: [2]\n{Time}signals: [{{ type: visit, campaign: '{{c}}', comment: '{{t}}' }}]";
        const string Good = "day,\"c\",t\nx,x,x\n2025-03-01,a,\"1\n2\"\n2025-03-02,b,\n";
        var first = await Reading.Mapped(yaml, Good.Replace("2025-03-01", "2025-02-30"));
        var row = JsonNode.Parse(await Reading.RejectedFileOf(first))!;
        row["raw"] = row["raw"]!.GetValue<string>().Replace("2025-02-30", "2025-03-01");

        var second = await Reading.Mapped(yaml, row.ToJsonString());

        row["header"]!.GetValue<string>().ShouldBe("day,\"c\",t");
        second.Concat(first).Signals().ShouldBe((await Reading.Mapped(yaml, Good)).Signals());
        second.Single().Line.ShouldBe(3);
    }

    [Fact]
    public async Task A_line_of_a_rejected_file_that_is_none_is_rejected()
    {
        var file = Encoding.UTF8.GetString(await Reading.RejectedFileOf(await Reading.Native("x\n"))) + "{\"line\":2}\n";

        var results = await Reading.Native(file);

        results.Rejects().Select(r => (r.Line, r.Code)).ShouldBe([(1, RejectCode.InvalidJson), (2, RejectCode.InvalidJson)]);
        results.Rejects()[1].Raw.ShouldBe("{\"line\":2}");
    }
}
