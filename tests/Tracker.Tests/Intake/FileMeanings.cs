using CustomerPerformanceTracker.Intake.Mappings;

namespace CustomerPerformanceTracker.Tracker.Tests.Intake;

/// <summary>What a file says is taken as it is said or refused with its reason; it is never read as something else.</summary>
public sealed class FileMeanings
{
    private const string Day = "format: csv\ncurrency: EUR\ntime: { value: '{date}', pattern: yyyy-MM-dd }\n";

    [Theory]
    [InlineData("30.00", "0", "amount_without_count")]
    [InlineData("30.00", "", "amount_without_count")]
    [InlineData("0.00", "0", null)]
    [InlineData("", "", null)]
    public async Task An_amount_is_never_dropped_with_a_count_of_nothing(string amount, string count, string? code)
    {
        var results = await Reading.Mapped(
            Day + "signals: [{ id: '{date}', type: conversion, campaign: c, count: '{n}', amount: '{a}' }]",
            $"date,n,a\n2025-03-01,{count},{amount}\n"
        );

        results.Rejects().Select(reject => reject.Code).ShouldBe(code is null ? [] : [code]);
        results.Signals().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1.200", null)]
    [InlineData("12.345", null)]
    [InlineData("1,200.50", null)]
    [InlineData("1.20", 120L)]
    [InlineData("0.500", 50L)]
    [InlineData("1200.000", 120_000L)]
    [InlineData("49.9000", 4_990L)]
    public async Task An_amount_that_may_be_thousands_is_refused(string amount, long? minor)
    {
        var results = await Reading.Mapped(
            Day + "signals: [{ id: '{date}', type: conversion, campaign: c, amount: '{a}' }]",
            $"date,a\n2025-03-01,\"{amount}\"\n"
        );

        results.Signals().Select(signal => signal.Amount).ShouldBe(minor is null ? [] : [minor]);
        results.Rejects().Select(reject => (reject.Field, reject.Code)).ShouldBe(minor is null ? [("amount", RejectCode.InvalidAmount)] : []);
    }

    [Fact]
    public async Task Three_decimals_are_no_thousands_where_the_currency_or_the_mapping_or_JSON_says_so()
    {
        const string Rule = "signals: [{ id: '{date}', type: conversion, campaign: c, amount: ";

        var dinar = await Reading.Mapped(Day.Replace("EUR", "KWD") + Rule + "'{a}' }]", "date,a\n2025-03-01,1.200\n");
        var rounded = await Reading.Mapped(Day + Rule + "'round({a}, 2)' }]", "date,a\n2025-03-01,1.234\n");
        var json = await Reading.Mapped(Day.Replace("csv", "ndjson") + Rule + "'{a}' }]", "{\"date\":\"2025-03-01\",\"a\":1.200}\n");

        dinar.Concat(rounded).Concat(json).Signals().Select(signal => signal.Amount).ShouldBe([1_200, 123, 120]);
    }

    [Theory]
    [InlineData("refund", "15.00", 1)]
    [InlineData("refund", "0.00", 0)]
    [InlineData("refund", "", 0)]
    [InlineData("spend", "0", 0)]
    [InlineData("spend", "", 0)]
    [InlineData("conversion", "0", 0)]
    [InlineData("conversion", "", 0)]
    [InlineData("contact", "", 0)]
    public async Task Nothing_and_0_are_no_signal_of_a_rule_that_is_about_an_amount(string type, string amount, int signals)
    {
        var results = await Reading.Mapped(
            Day + $"signals: [{{ id: '{{date}}', type: {type}, campaign: c, amount: '{{a}}' }}]",
            $"date,a\n2025-03-01,{amount}\n"
        );

        results.Count.ShouldBe(signals);
        results.Signals().Count.ShouldBe(signals);
    }

    [Fact]
    public async Task A_rule_with_a_count_is_about_the_count()
    {
        var results = await Reading.Mapped(
            Day + "signals: [{ id: '{date}', type: conversion, campaign: c, count: '{n}', amount: '{a}' }]",
            "date,n,a\n2025-03-01,5,0\n2025-03-02,5,\n"
        );

        results.Signals().Select(signal => (signal.Count, signal.Amount)).ShouldBe([(5, 0L), (5, null)]);
    }

    [Theory]
    [InlineData("UTC", "2025-03-01T00:00:00Z")]
    [InlineData("America/New_York", "2025-03-01T05:00:00Z")]
    [InlineData("Pacific/Auckland", "2025-02-28T11:00:00Z")]
    public async Task A_date_is_a_day_of_the_workspace(string zone, string instant)
    {
        var mapping = Mapping.Parse(Day + "signals: [{ id: '{date}', type: visit, campaign: c }]");

        var results = await Reading.All("date\n2025-03-01\n"u8.ToArray(), new IntakeOptions { Mapping = mapping, Days = DateTimeZoneProviders.Tzdb[zone] });

        Instant.FromUnixTimeTicks(results.Signals().Single().OccurredAt * 10).ToString().ShouldBe(instant);
    }

    [Theory]
    [InlineData("Europe/Berlin", "yyyy-MM-dd", "UTC", true)]
    [InlineData("UTC", "yyyy-MM-dd", "Europe/Berlin", true)]
    [InlineData("Europe/Berlin", "yyyy-MM-dd", "Europe/Berlin", false)]
    [InlineData("Etc/UTC", "yyyy-MM-dd", "UTC", false)]
    [InlineData("Europe/Berlin", "yyyy-MM-dd HH:mm", "UTC", false)]
    public async Task Days_of_two_zones_contradict_each_other(string mapped, string pattern, string workspace, bool contradicts)
    {
        var mapping = Mapping.Parse(
            $"format: csv\ntime: {{ value: '{{t}}', pattern: '{pattern}', zone: {mapped} }}\nsignals: [{{ id: '{{t}}', type: visit, campaign: c }}]"
        );
        var reading = () => Reading.All("t\n"u8.ToArray(), new IntakeOptions { Mapping = mapping, Days = DateTimeZoneProviders.Tzdb[workspace] });

        if (!contradicts)
        {
            (await reading()).ShouldBeEmpty();
            return;
        }

        var error = await Should.ThrowAsync<IntakeException>(reading);
        error.Code.ShouldBe("zone_contradiction");
        error.Message.ShouldContain(mapped);
        error.Message.ShouldContain(workspace);
    }

    [Theory]
    [InlineData("unix_ms", "1741000000", "pattern: unix")]
    [InlineData("unix", "1741000000000", "pattern: unix_ms")]
    [InlineData("unix_us", "1741000000000", "pattern: unix_ms")]
    [InlineData("unix", "45717", "spreadsheet")]
    [InlineData("rfc3339", "45717.5", "2025-03-01 12:00")]
    [InlineData("yyyy-MM-dd", "1741000000", "pattern: unix")]
    public async Task A_number_in_the_wrong_unit_is_refused_with_the_likely_one(string pattern, string text, string likely)
    {
        var reject = (
            await Reading.Mapped(
                $"format: csv\ntime: {{ value: '{{t}}', pattern: {pattern} }}\nsignals: [{{ id: '{{t}}', type: visit, campaign: c }}]",
                $"t\n{text}\n"
            )
        )
            .Single()
            .Reject!;

        reject.Code.ShouldBe(RejectCode.InvalidTime);
        reject.Reason.ShouldContain(likely);
    }

    [Theory]
    [InlineData("05/03/2025", RejectCode.AmbiguousTime)]
    [InlineData("13/03/2025", null)]
    [InlineData("05/05/2025", null)]
    public async Task A_date_that_two_patterns_read_as_two_days_is_refused(string date, string? code)
    {
        var results = await Reading.Mapped(
            "format: csv\ntime: { value: '{d}', pattern: [MM/dd/yyyy, dd/MM/yyyy] }\nsignals: [{ id: '{d}', type: visit, campaign: c }]",
            $"d\n{date}\n"
        );

        results.Rejects().Select(reject => reject.Code).ShouldBe(code is null ? [] : [code]);
        results.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("date,n\n2025-03-01,12\n2025-03-02,5", 1, true)]
    [InlineData("date,n\n2025-03-01,12\r\n2025-03-02,5\r\n", 2, false)]
    [InlineData("date,n\r2025-03-01,12\r2025-03-02,5\r", 2, false)]
    [InlineData("date,n\n2025-03-01,12\n\n", 1, false)]
    public async Task A_last_row_without_a_line_end_is_held_back(string text, int signals, bool held)
    {
        var yaml = Day + "signals: [{ id: '{date}', type: visit, campaign: c, count: '{n}' }]";
        var results = await Reading.Mapped(yaml, text);

        results.Signals().Count.ShouldBe(signals);
        results.Rejects().Select(reject => reject.Code).ShouldBe(held ? [RejectCode.UnfinishedRow] : []);

        if (!held)
            return;

        // Who imports the file of rejects says that the row is whole.
        var mended = await Reading.All(await Reading.RejectedFileOf(results), Reading.OptionsOf(yaml));
        mended.Signals().Select(signal => signal.Count).ShouldBe([5]);
    }

    [Fact]
    public async Task A_source_without_a_header_gives_its_first_row_too_and_its_rejects_can_be_mended()
    {
        const string Yaml =
            "format: tsv\nheader: none\ntime: { value: '{#1}', pattern: yyyy-MM-dd }\nsignals: [{ id: '{#2}', type: visit, campaign: c, count: '{#3}' }]";

        var results = await Reading.Mapped(Yaml, "2025-03-01\te1\t7\n2025-03-02\te2\tx\n2025-03-03\te3\t9\n");
        var mended = await Reading.All(
            Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(await Reading.RejectedFileOf(results)).Replace("e2\\tx", "e2\\t8", StringComparison.Ordinal)),
            Reading.OptionsOf(Yaml)
        );

        results.Signals().Select(signal => signal.Count).ShouldBe([7, 9]);
        mended.Signals().Select(signal => signal.Count).ShouldBe([8]);
    }

    [Theory]
    [InlineData("skip: [2]\n", "date,n\n2025-03-01,1\n2025-03-02,2\n", "Row 2")]
    [InlineData("header: 2\n", "2025-02-28,9\ndate,n\n2025-03-01,1\n", "Row 1")]
    [InlineData("skip: [2]\n", "date,n\nDate,Number\n2025-03-02,2\n", null)]
    [InlineData("header: 2\n", "Report of 2025-03-01\ndate,n\n2025-03-01,1\n", null)]
    public async Task A_row_that_is_passed_over_and_reads_like_data_stops_the_import(string layout, string text, string? row)
    {
        var reading = () => Reading.Mapped(Day + layout + "signals: [{ id: '{date}', type: visit, campaign: c, count: '{n}' }]", text);

        if (row is null)
            (await reading()).Rejects().ShouldBeEmpty();
        else
            (await Should.ThrowAsync<IntakeException>(reading)).Message.ShouldStartWith(row);
    }

    [Fact]
    public async Task Rows_of_delimiters_alone_and_spaces_around_a_header_s_names_say_nothing()
    {
        var results = await Reading.Mapped(Day + "signals: [{ id: '{date}', type: visit, campaign: c, count: '{n}' }]", "date , n\n2025-03-01,12\n,\n , \n");

        results.Select(result => result.Signal?.Count).ShouldBe([12]);
    }

    public static TheoryData<byte[], string> Foreign =>
        new()
        {
            { [.. "PK\u0003\u0004"u8, 1, 2, 3], "zip archive or a workbook" },
            { [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], ".xls" },
            { [.. "%PDF-1.7\n"u8], "PDF" },
            { [.. "PAR1"u8, 0, 0], "Parquet" },
            { [0x28, 0xB5, 0x2F, 0xFD, 0], "zstd -d" },
            { [.. "BZh91AY"u8], "bzip2 -d" },
            { [0xFF, 0xFE, (byte)'d', 0], "iconv -f UTF-16" },
            { [1, 2, 3, 4, 5, 6, 7, 8, (byte)'a', (byte)'\n'], "control characters" },
        };

    [Theory]
    [MemberData(nameof(Foreign))]
    public async Task A_source_that_is_no_text_is_named_and_none_of_its_bytes_is_shown(byte[] bytes, string what)
    {
        var error = await Should.ThrowAsync<IntakeException>(() => Reading.All(bytes));

        error.Message.ShouldContain(what);
        error.Message.ShouldAllBe(c => !char.IsControl(c));
    }

    [Fact]
    public async Task A_message_about_a_header_is_short_and_clean_whatever_the_header_is()
    {
        var header = string.Join(',', Enumerable.Range(0, 5_000).Select(i => $"\u001b[31m{i}{new string('x', 100)}"));

        var error = await Should.ThrowAsync<IntakeException>(() =>
            Reading.Mapped(Day + "signals: [{ id: '{date}', type: visit, campaign: c }]", header + "\n")
        );

        error.Message.Length.ShouldBeLessThan(2_000);
        error.Message.ShouldAllBe(c => !char.IsControl(c));
    }
}
