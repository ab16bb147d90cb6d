using CustomerPerformanceTracker.Intake.Mappings;

namespace CustomerPerformanceTracker.Tracker.Tests.Intake;

/// <summary>Segment's calls by the mapping that is built in.</summary>
public sealed class SegmentCalls
{
    private const string Order = """
        {"type":"track","messageId":"m-1","event":"Order Completed","userId":"c-17","anonymousId":"anon-4","timestamp":"2025-03-01T12:00:00.000Z",
        "context":{"campaign":{"name":"spring","source":"newsletter","medium":"email","content":"hero@7"},"library":{"name":"x"}},
        "properties":{"checkout_id":"ch-1","order_id":"o-9","affiliation":"Harbour Store","subtotal":42,"total":49.9,"revenue":42,"shipping":3,"tax":4.9,"discount":0,
        "coupon":"early","currency":"EUR","touchpoint":"checkout","segment":"new",
        "products":[{"product_id":"p-1","sku":"t-33","name":"Teapot","price":42,"quantity":1,"category":"Kitchen","position":1}]}}
        """;

    [Fact]
    public void Order_completed_is_a_conversion_with_its_order_and_amount()
    {
        var signal = Taken(Order);

        (signal.Kind, signal.Campaign, signal.Message, signal.Channel, signal.Touchpoint, signal.Segment).ShouldBe(
            (SignalKind.Conversion, "spring", "hero@7", "email", "checkout", "new")
        );
        (signal.Customer, signal.Amount, signal.Currency, signal.OccurredAt, signal.ReceivedAt).ShouldBe(("c-17", 4990, "EUR", 1_740_830_400_000_000, null));
        (signal.Id, Reading.Attributes(signal)).ShouldBe((SignalId.From("m-1"), """{"order":"o-9","event":"Order Completed"}"""));
    }

    public static TheoryData<string, string> Events =>
        new()
        {
            { """{"type":"track","event":"Order Refunded","properties":{"order_id":"o-9","total":10,"currency":"EUR"}}""", "Refund 1000 EUR" },
            { """{"type":"track","event":"Order Refunded","properties":{"order_id":"o-9"}}""", "Refund" },
            { """{"type":"track","event":"Product Clicked","properties":{"product_id":"p-1","position":3}}""", "Click" },
            { """{"type":"track","event":"Promotion Clicked","properties":{"promotion_id":"promo-1","creative":"top_banner"}}""", "Click" },
            { """{"type":"track","event":"Promotion Viewed","properties":{"promotion_id":"promo-1","name":"sale","position":"home"}}""", "Impression" },
            {
                """{"type":"track","event":"Product Reviewed","properties":{"product_id":"p-1","review_id":"r-1","review_body":"works","rating":"4"}}""",
                "SurveyAnswer satisfaction 7500 'works'"
            },
            { """{"type":"track","event":"Product Reviewed","properties":{"rating":5}}""", "SurveyAnswer satisfaction 10000" },
            { """{"type":"track","event":"Product Reviewed","properties":{"review_body":"no stars"}}""", "" },
            { """{"type":"page","name":"Home","properties":{"path":"/","title":"Welcome"}}""", "Visit" },
            { """{"type":"track","event":"Product Added","properties":{}}""", "" },
            { """{"type":"identify","traits":{"plan":"gold"}}""", "" },
            { """{"type":"screen","name":"Main"}""", "" },
            { """{"type":"group","groupId":"g"}""", "" },
            { """{"type":"alias","previousId":"x"}""", "" },
            { """{"type":"track","event":"Order Completed","properties":{"revenue":19.5,"currency":"EUR"}}""", "Conversion 1950 EUR" },
            { """{"type":"track","event":"Order Completed","properties":{"total":19.5}}""", "Conversion 1950 USD" },
            { """{"type":"track","event":"Order Completed","properties":{"total":30.000000000000004,"currency":"EUR"}}""", "Conversion 3000 EUR" },
            { """{"type":"track","event":"Order Completed","properties":{"total":1500,"currency":"JPY"}}""", "Conversion 1500 JPY" },
            { """{"type":"track","event":"Order Completed","properties":{"total":1.234,"currency":"KWD"}}""", "Conversion 1234 KWD" },
            { """{"type":"track","event":"Order Completed"}""", "Conversion" },
        };

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_gives_what_the_default_mapping_says_or_nothing(string call, string signal) =>
        string.Join(
                ';',
                Read(Complete(call))
                    .Select(result =>
                        result.Signal is { } s
                            ? string.Join(
                                ' ',
                                new[] { $"{s.Kind}", s.Kpi, $"{s.Score}", $"{s.Amount}", s.Currency, s.Comment is null ? null : $"'{s.Comment}'" }.Where(text =>
                                    !string.IsNullOrEmpty(text)
                                )
                            )
                            : $"{result.Reject}"
                    )
            )
            .ShouldBe(signal);

    public static TheoryData<string, string?, string> Bad =>
        new()
        {
            { """{"type":"track","event":"Order Completed","userId":"c"}""", "occurredAt", RejectCode.MissingField },
            { Complete("""{"type":"track","properties":{}}"""), "event", RejectCode.MissingField },
            { Complete("""{"event":"Order Completed"}"""), "type", RejectCode.MissingField },
            { Complete("""{"type":"purchase"}"""), "type", RejectCode.UnknownType },
            { Complete("""{"type":"page"}""").Replace("Z\"", "\"", StringComparison.Ordinal), "occurredAt", RejectCode.TimeWithoutZone },
            { Complete("""{"type":"page","timestamp":1740830400}"""), "occurredAt", RejectCode.InvalidTime },
            { Complete("""{"type":"track","event":"Product Reviewed","properties":{"rating":6}}"""), "score", RejectCode.ScoreOffScale },
            { Complete("""{"type":"track","event":"Product Reviewed","properties":{"rating":"good"}}"""), "score", RejectCode.InvalidScore },
            { Complete("""{"type":"track","event":"Order Completed","properties":{"total":"much"}}"""), "amount", RejectCode.InvalidAmount },
            { Complete("""{"type":"track","event":"Order Completed","properties":{"total":12.345,"currency":"EUR"}}"""), "amount", RejectCode.InvalidAmount },
            { Complete("""{"type":"track","event":"Order Completed","properties":{"total":-1,"currency":"EUR"}}"""), "amount", RejectCode.InvalidAmount },
            { Complete("""{"type":"track","event":"Order Completed","properties":{"total":1,"currency":"euro"}}"""), "currency", RejectCode.UnknownCurrency },
            { Complete("""{"type":"page","userId":"\ud800"}"""), null, RejectCode.LoneSurrogate },
            { Complete("""{"type":"page","name":"\u0000"}"""), null, RejectCode.NulCharacter },
            { "{\"type\":\"page\",\"x\":" + new string('[', 64) + new string(']', 64) + "}", null, RejectCode.TooDeep },
            { "{\"type\":\"page\",\"type\":\"track\"}", null, RejectCode.DuplicateProperty },
            { "[]", null, RejectCode.NotAnObject },
            { "{", null, RejectCode.InvalidJson },
        };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_call_is_rejected_with_its_field_and_code(string call, string? field, string code)
    {
        var reject = Read(call).Single().Reject.ShouldNotBeNull();

        (reject.Field, reject.Code, reject.Raw).ShouldBe((field, code, call), reject.Reason);
    }

    [Theory]
    [InlineData("\"userId\":\"c-17\",", "", "customer", "anon-4")]
    [InlineData("\"userId\":\"c-17\"", "\"userId\":17", "customer", "17")]
    [InlineData("\"userId\":\"c-17\"", "\"userId\":null", "customer", "anon-4")]
    [InlineData("\"coupon\"", "\"campaign\":\"summer\",\"coupon\"", "campaign", "summer")]
    [InlineData("\"name\":\"spring\",", "", "campaign", "none")]
    [InlineData("\"medium\":\"email\",", "", "channel", "newsletter")]
    [InlineData("\"timestamp\"", "\"originalTimestamp\"", "occurredAt", "1740830400000000")]
    [InlineData("\"timestamp\"", "\"originalTimestamp\":\"2025-02-28T12:00:00Z\",\"timestamp\"", "occurredAt", "1740830400000000")]
    [InlineData("\"timestamp\"", "\"sentAt\":\"2025-03-01T18:00:00.000Z\",\"timestamp\"", "occurredAt", "1740830400000000")]
    [InlineData(
        "\"timestamp\"",
        "\"sentAt\":\"2025-03-01T18:00:00.000Z\",\"timestamp\"",
        "attributes",
        """{"order":"o-9","event":"Order Completed","sentAt":"2025-03-01T18:00:00.000Z"}"""
    )]
    public void A_field_has_its_first_choice_that_is_there(string before, string after, string field, string value)
    {
        var signal = Taken(Order.Replace(before, after, StringComparison.Ordinal));

        (
            field switch
            {
                "customer" => signal.Customer,
                "campaign" => signal.Campaign,
                "channel" => signal.Channel,
                "occurredAt" => $"{signal.OccurredAt}",
                _ => Reading.Attributes(signal),
            }
        ).ShouldBe(value);
    }

    [Fact]
    public void The_same_call_twice_is_one_event_wherever_it_stands_with_or_without_an_id()
    {
        var bare = Order.Replace("\"messageId\":\"m-1\",", "", StringComparison.Ordinal);

        Read(bare, line: 1).Signals().Single().Id.ShouldBe(Read(bare, line: 700).Signals().Single().Id);
        Taken(bare).Id.ShouldNotBe(Taken(bare.Replace("o-9", "o-10", StringComparison.Ordinal)).Id);
        Taken(Order.Replace("o-9", "o-10", StringComparison.Ordinal)).Id.ShouldBe(Taken(Order).Id);
    }

    [Fact]
    public void An_address_says_the_type_of_a_single_call()
    {
        var untyped = Order.Replace("\"type\":\"track\",", "", StringComparison.Ordinal);

        Read(untyped, SegmentEnvelope.Of("track")).Signals().Single().Kind.ShouldBe(SignalKind.Conversion);
        Read(Order, SegmentEnvelope.Of("page")).Signals().Single().Kind.ShouldBe(SignalKind.Visit);
        Read(Order, SegmentEnvelope.Of("identify")).ShouldBeEmpty();
    }

    [Fact]
    public void A_received_time_is_believed_of_a_history_only()
    {
        var call = Order.Replace("\"timestamp\"", "\"receivedAt\":\"2025-03-01T12:00:05Z\",\"timestamp\"", StringComparison.Ordinal);

        Read(call, history: true).Signals().Single().ReceivedAt.ShouldBe(1_740_830_405_000_000);
        Read(call).Signals().Single().ReceivedAt.ShouldBeNull();
    }

    [Fact]
    public void A_mapping_of_one_s_own_may_give_a_call_several_signals_and_map_any_type()
    {
        const string Yaml = """
            format: segment
            time: { value: "{timestamp}", pattern: rfc3339 }
            signals:
              - { type: visit, campaign: "{context.campaign.name|none}", when: "{type} == 'screen'" }
              - { type: contact, campaign: app, when: "{type} == 'screen' and {name} == 'Help'" }
            """;
        var reader = new SegmentReader(SegmentMapping.Parse(Yaml), IntakeOptions.Native);
        var results = new List<IntakeResult>();

        reader.Read(Bytes(Complete("""{"type":"screen","name":"Help"}""")), SegmentEnvelope.None, 1, 0, results);

        results.Signals().Select(signal => signal.Kind).ShouldBe([SignalKind.Visit, SignalKind.Contact]);
        results.Signals().Select(signal => signal.Id).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void A_mapping_of_another_format_is_refused()
    {
        var csv = Mapping.Parse("format: csv\nidentity: content\ntime: { value: '{d}', pattern: rfc3339 }\nsignals: [{ type: visit, campaign: c }]");

        Should.Throw<IntakeException>(() => new SegmentReader(csv, IntakeOptions.Native)).Code.ShouldBe("invalid_mapping");
        Should.Throw<IntakeException>(() =>
            SegmentMapping.Parse("format: json\nidentity: content\ntime: { value: '{d}', pattern: rfc3339 }\nsignals: [{ type: visit, campaign: c }]")
        );
    }

    [Fact]
    public void The_calls_of_a_batch_are_found_with_what_the_batch_says_for_them()
    {
        var bare = Complete("""{"type":"page"}""").Replace("{\"type\"", "{ \"type\"", StringComparison.Ordinal);
        var body = Bytes(
            $$$"""{"sentAt":"2025-03-01T12:00:02Z","context":{"campaign":{"name":"autumn","medium":"push"}},"batch":[ {{{Order}}}, {{{bare}}},7 ,"x"],"writeKey":"wk","integrations":{"batch":[1]}}"""
        );

        var batch = SegmentBatch.Parse(body);
        var results = batch.Calls.Select(call => Read(Encoding.UTF8.GetString(call.Content.Span), batch.Envelope, line: call.Index).Single()).ToList();

        batch.WriteKey.ShouldBe("wk");
        batch.Calls.Select(call => body[call.Offset..(call.Offset + call.Content.Length)]).ShouldBe(batch.Calls.Select(call => call.Content.ToArray()));
        results.Signals().Select(signal => (signal.Campaign, signal.Channel)).ShouldBe([("spring", "email"), ("autumn", "push")]);
        results.Signals().Select(Reading.Attributes).ShouldBe(["""{"order":"o-9","event":"Order Completed"}""", null]);
        results.Rejects().Select(reject => (reject.Line, reject.Code)).ShouldBe([(2, RejectCode.NotAnObject), (3, RejectCode.NotAnObject)]);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"batch\":{}}")]
    [InlineData("{\"batch\":[],\"batch\":[]}")]
    [InlineData("{\"batch\":[{]}")]
    [InlineData("{\"batch\":[]} x")]
    [InlineData("{\"batch\":[],\"context\":{\"campaign\":{\"name\":\"\\ud800\"}}}")]
    [InlineData("{\"batch\":[],\"context\":{\"a\":1,\"a\":2}}")]
    [InlineData("")]
    public void A_body_that_is_no_batch_is_told(string body) =>
        Should.Throw<IntakeException>(() => SegmentBatch.Parse(Bytes(body))).Code.ShouldBe("invalid_batch");

    [Fact]
    public void One_call_nested_too_deep_costs_itself_and_not_its_batch()
    {
        var deep = "{\"type\":\"page\",\"x\":" + new string('[', 5_000) + new string(']', 5_000) + "}";
        var batch = SegmentBatch.Parse(Bytes($$"""{"batch":[{{deep}},{{Order}}]}"""));

        batch.Calls.Select(call => Read(Encoding.UTF8.GetString(call.Content.Span)).Single().Reject?.Code).ShouldBe([RejectCode.TooDeep, null]);
    }

    [Fact]
    public async Task A_file_holds_calls_and_batches_one_a_line_or_in_an_array()
    {
        var calls = new[]
        {
            Order,
            Complete("""{"type":"identify"}"""),
            $$"""{"batch":[{{Order.Replace("m-1", "m-2", StringComparison.Ordinal)}},{{Complete("""{"type":"page"}""")}}]}""",
        }
            .Select(call => call.ReplaceLineEndings(""))
            .ToList();
        var options = new IntakeOptions { Mapping = SegmentMapping.Default };

        var lines = await Reading.Native(string.Join('\n', calls), options);
        var array = await Reading.Native("[" + string.Join(",\n", calls) + "]", options);

        lines.Signals().Select(signal => signal.Kind).ShouldBe([SignalKind.Conversion, SignalKind.Conversion, SignalKind.Visit]);
        lines.Select(result => result.Line).ShouldBe([1, 3, 3]);
        array.Signals().Select(signal => signal with { Attributes = null }).ShouldBe(lines.Signals().Select(signal => signal with { Attributes = null }));
    }

    [Fact]
    public async Task A_rejected_call_of_a_batch_keeps_what_stood_around_it_so_that_mended_it_is_whole()
    {
        var bad = Complete("""{"type":"track","event":"Product Reviewed","properties":{"rating":6}}""");
        var options = new IntakeOptions { Mapping = SegmentMapping.Default };

        var first = await Reading.Native($$$$"""{"batch":[{{{{bad}}}}],"context":{"campaign":{"name":"autumn"}}}""", options);
        var file = Encoding.UTF8.GetString(await Reading.RejectedFileOf(first));
        var second = await Reading.Native(file.Replace("rating\\\":6", "rating\\\":5", StringComparison.Ordinal), options);

        first.Rejects().Single().Header.ShouldBe("""{"context":{"campaign":{"name":"autumn"}}}""");
        second.Signals().Single().Campaign.ShouldBe("autumn");
        (await Reading.Native(file.Replace("autumn", "\\\\ud800", StringComparison.Ordinal), options)).Rejects().Single().Field.ShouldBe("header");
    }

    [Theory]
    [InlineData(41)]
    [InlineData(42)]
    public void Mutated_calls_and_batches_are_taken_as_storable_or_rejected(int seed)
    {
        var random = new Random(seed);
        var reader = new SegmentReader(SegmentMapping.Default, Reading.History);
        var results = new List<IntakeResult>();
        for (var round = 0; round < 4_000; round++)
        {
            var bytes = Bytes($$$$"""{"batch":[{{{{Order}}}}],"context":{"campaign":{"name":"autumn"}}}""");
            for (var i = random.Next(1, 5); i > 0; i--)
                bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : "\"{}[],:\\\n\0u.0"u8[random.Next(13)];

            results.Clear();
            Should.NotThrow(() => ((IRowReader)reader).Read(bytes, 1, 0, results), $"seed {seed}, round {round}");
            foreach (var signal in results.Signals())
                signal.ShouldBeStorable();
        }
    }

    /// <summary>With what every call has.</summary>
    private static string Complete(string call)
    {
        var json = JsonNode.Parse("""{"messageId":"m-7","userId":"c-17","timestamp":"2025-03-01T12:00:00.000Z"}""")!.AsObject();
        if (call.Contains("\\u", StringComparison.Ordinal))
            return call[..^1]
                + ","
                + json.ToJsonString()[1..]
                    .Replace("\"userId\":\"c-17\",", call.Contains("userId", StringComparison.Ordinal) ? "" : "\"userId\":\"c-17\",", StringComparison.Ordinal);
        foreach (var (name, value) in JsonNode.Parse(call)!.AsObject())
            json[name] = value?.DeepClone();
        return json.ToJsonString();
    }

    private static Signal Taken(string call) =>
        Read(call).Single() is { Signal: { } signal } ? signal : throw new ShouldAssertException($"{Read(call).Single().Reject}");

    private static List<IntakeResult> Read(string call, SegmentEnvelope? envelope = null, long line = 1, bool history = false)
    {
        var results = new List<IntakeResult>();
        new SegmentReader(SegmentMapping.Default, new IntakeOptions { History = history }).Read(
            Bytes(call),
            envelope ?? SegmentEnvelope.None,
            line,
            0,
            results
        );
        return results;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
