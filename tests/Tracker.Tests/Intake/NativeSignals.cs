using System.IO.Compression;

namespace CustomerPerformanceTracker.Tracker.Tests.Intake;

public sealed class NativeSignals
{
    private const string Answer =
        """{"id":"a1","type":"survey_answer","occurredAt":"2025-03-01T12:00:00Z","campaign":"spring","message":"hero@7","touchpoint":"checkout","channel":"email","segment":"new","customer":"c-17","kpi":"trust","score":4,"scale":[1,5],"comment":"fine"}""";

    private const string Click = """{"id":"c","type":"click","occurredAt":"2025-03-01T12:00:00Z","campaign":"spring"}""";

    [Fact]
    public async Task An_answer_becomes_integers_and_keeps_its_raw_score()
    {
        var signal = (await Reading.Native(Answer)).Signals().Single();

        signal.ShouldSatisfyAllConditions(
            s => s.Id.ShouldBe(SignalId.From("a1")),
            s => s.Kind.ShouldBe(SignalKind.SurveyAnswer),
            s => s.OccurredAt.ShouldBe(1_740_830_400_000_000),
            s => s.ReceivedAt.ShouldBeNull(),
            s => (s.Campaign, s.Message, s.Touchpoint, s.Channel, s.Segment, s.Customer).ShouldBe(("spring", "hero@7", "checkout", "email", "new", "c-17")),
            s => (s.Kpi, s.Score, s.Count, s.Comment).ShouldBe(("trust", 7500, 1, "fine")),
            s => Reading.Attributes(s).ShouldBe("""{"score":4,"scale":[1,5]}""")
        );
    }

    [Fact]
    public async Task The_native_examples_are_read()
    {
        var signals = (
            await Reading.Native(
                """
                {"id":"a2","type":"conversion","occurredAt":"2025-03-01T12:03:00+01:00","campaign":"spring","customer":"c-17","amount":"49.90","currency":"EUR","order":"o-9"}
                {"id":"a3","type":"impression","occurredAt":"2025-03-01T00:00:00Z","campaign":"spring","channel":"search","count":18234}
                {"id":"a4","type":"sentiment","occurredAt":"2025-03-01T12:10:00Z","campaign":"spring","score":-0.42,"scale":[-1,1],"source":"app-store"}
                {"id":"a5","type":"spend","occurredAt":"2025-03-01T00:00:00Z","campaign":"spring","channel":"search","amount":812.40,"currency":"EUR"}
                {"id":"a6","type":"retraction","occurredAt":"2025-03-02T00:00:00Z","campaign":"spring","corrects":"a5"}
                """
            )
        ).Signals();

        signals.Count.ShouldBe(5);
        (signals[0].Amount, signals[0].Currency, signals[0].OccurredAt, Reading.Attributes(signals[0])).ShouldBe(
            (4990, "EUR", 1_740_826_980_000_000, """{"order":"o-9"}""")
        );
        signals[1].Count.ShouldBe(18234);
        (signals[2].Kpi, signals[2].Score, Reading.Attributes(signals[2])).ShouldBe(
            ("sentiment", 2900, """{"score":-0.42,"scale":[-1,1],"source":"app-store"}""")
        );
        signals[3].Amount.ShouldBe(81240);
        (signals[4].Kind, signals[4].Corrects).ShouldBe((SignalKind.Retraction, SignalId.From("a5")));
    }

    [Fact]
    public async Task Unknown_properties_are_kept_compact_in_the_order_of_the_source()
    {
        var line =
            """{ "zeta" : { "b" : [ 1 , 2.50 ], "a" : "\u00e9\n" } , "id":"x","type":"visit", "occurredAt":"2025-03-01T00:00:00Z","campaign":"c","alpha":null, "empty":{} , "flag": true }""";

        var signal = (await Reading.Native(line)).Signals().Single();

        Reading.Attributes(signal).ShouldBe("""{"zeta":{"b":[1,2.50],"a":"\u00e9\n"},"alpha":null,"empty":{},"flag":true}""");
    }

    [Fact]
    public async Task Null_and_empty_text_are_the_same_as_no_field()
    {
        var line =
            """{"id":"x","type":"visit","occurredAt":"2025-03-01T00:00:00Z","campaign":"c","message":null,"channel":"","amount":null,"count":null,"score":null,"scale":null}""";

        var signal = (await Reading.Native(line)).Signals().Single();

        (signal.Message, signal.Channel, signal.Amount, signal.Count, signal.Attributes).ShouldBe((null, null, null, 1, null));
    }

    [Fact]
    public async Task A_known_name_is_known_however_it_is_escaped()
    {
        var line = """{"\u0069d":"x","t\u0079pe":"visit","occurredAt":"2025-03-01T00:00:00Z","campaign":"\u0063"}""";

        var signal = (await Reading.Native(line)).Signals().Single();

        (signal.Id, signal.Campaign).ShouldBe((SignalId.From("x"), "c"));
    }

    [Fact]
    public async Task A_missing_id_is_derived_from_the_content_and_the_line()
    {
        const string Line = """{"type":"visit","occurredAt":"2025-03-01T00:00:00Z","campaign":"c"}""";

        var once = (await Reading.Native($"{Line}\n{Line}\n")).Signals();
        var again = (await Reading.Native($"{Line}\r\n{Line}")).Signals();

        once[0].Id.ShouldNotBe(once[1].Id);
        again.Select(s => s.Id).ShouldBe(once.Select(s => s.Id));
        once[0].Id.Version.ShouldBe(8);
    }

    [Fact]
    public async Task Received_time_is_read_of_a_history_only()
    {
        const string Line = """{"id":"x","type":"visit","occurredAt":"2025-03-01T00:00:00Z","receivedAt":"2025-03-02T00:00:00Z","campaign":"c"}""";

        var live = (await Reading.Native(Line)).Rejects().Single();
        var past = (await Reading.Native(Line, Reading.History)).Signals().Single();

        (live.Field, live.Code).ShouldBe(("receivedAt", RejectCode.ReceivedAtNotAllowed));
        past.ReceivedAt.ShouldBe(past.OccurredAt + 86_400_000_000);
    }

    [Fact]
    public async Task Lines_and_offsets_count_the_decompressed_source_blank_lines_included()
    {
        var text = $"\uFEFF{Click}\r\n\r\n   \n{Click}\nnot json\n{Click}";

        var results = await Reading.Native(text);

        results.Select(r => r.Line).ShouldBe([1, 4, 5, 6]);
        results.Select(r => r.Offset).ShouldBe([3, 3 + Click.Length + 8, 3 + (2 * Click.Length) + 9, 3 + (2 * Click.Length) + 18]);
        results.Rejects().Single().Raw.ShouldBe("not json");
    }

    [Fact]
    public async Task Rows_and_offset_are_known_while_reading()
    {
        var bytes = Encoding.UTF8.GetBytes($"{Click}\n\n{Click}\n");
        var reader = new SignalReader(new MemoryStream(bytes), IntakeOptions.Native);

        await foreach (var _ in reader) { }

        (reader.Rows, reader.Offset).ShouldBe((2, bytes.Length));
    }

    [Fact]
    public async Task Gzip_is_known_by_its_magic_bytes_and_may_have_several_members()
    {
        var member = Gzip($"{Click}\n");

        var results = await Reading.All([.. member, .. member]);

        results.Signals().Count.ShouldBe(2);
        results.Select(r => r.Offset).ShouldBe([0, Click.Length + 1]);
    }

    [Fact]
    public async Task Damaged_gzip_is_named_as_such()
    {
        var bytes = Gzip(string.Concat(Enumerable.Range(0, 200).Select(i => Click.Replace("\"c\"", $"\"c{i * 7919}\"") + "\n")));
        bytes[bytes.Length / 2] ^= 0xFF;

        var error = await Should.ThrowAsync<IntakeException>(() => Reading.All(bytes));

        error.Code.ShouldBe("invalid_gzip");
    }

    [Fact]
    public async Task Gzip_that_is_cut_short_is_not_taken_for_whole()
    {
        var bytes = Gzip(string.Concat(Enumerable.Range(0, 200).Select(i => Click.Replace("\"c\"", $"\"c{i * 7919}\"") + "\n")));

        var error = await Should.ThrowAsync<IntakeException>(() => Reading.All(bytes[..(bytes.Length / 2)]));

        error.Code.ShouldBe("invalid_gzip");
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public async Task Utf_16_and_32_are_refused(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] marked = [.. encoding.GetPreamble(), .. encoding.GetBytes(Click)];

        (await Should.ThrowAsync<IntakeException>(() => Reading.All(marked))).Code.ShouldBe("unsupported_encoding");
        (await Should.ThrowAsync<IntakeException>(() => Reading.All(encoding.GetBytes(Click)))).Code.ShouldBe("unsupported_encoding");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("\uFEFF")]
    public async Task Nothing_gives_nothing(string text) => (await Reading.Native(text)).ShouldBeEmpty();

    [Fact]
    public async Task A_line_over_the_limit_costs_only_itself()
    {
        var head = Click[..^1] + ",\"filler\":\"";
        var fits = head + new string('x', IntakeLimits.LineBytes - head.Length - 2) + "\"}";
        var over = fits[..^2] + "x\"}";
        var far = head + new string('y', 5 * IntakeLimits.LineBytes) + "\"}";

        var results = await Reading.Native($"{fits}\r\n{over}\n{Click}\n{far}\n{Click}\n{far}");

        results
            .Select(r => r.Reject?.Code)
            .ShouldBe([RejectCode.TextTooLong, RejectCode.LineTooLong, null, RejectCode.LineTooLong, null, RejectCode.LineTooLong]);
        results.Select(r => r.Line).ShouldBe([1, 2, 3, 4, 5, 6]);
        results[4].Offset.ShouldBe(fits.Length + 2L + over.Length + 1 + Click.Length + 1 + far.Length + 1);
        far.ShouldStartWith(results[3].Reject!.Raw);
    }

    internal static byte[] Gzip(string text)
    {
        using var target = new MemoryStream();
        using (var zip = new GZipStream(target, CompressionLevel.Fastest))
            zip.Write(Encoding.UTF8.GetBytes(text));
        return target.ToArray();
    }
}
