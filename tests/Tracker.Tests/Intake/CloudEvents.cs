using CustomerPerformanceTracker.Intake.CloudEvents;

namespace CustomerPerformanceTracker.Tracker.Tests.Intake;

public sealed class CloudEvents
{
    private const string Answer = """
        {"specversion":"1.0","id":"e-1","source":"/shop","type":"org.example.survey_answer","time":"2025-03-01T12:00:00Z","subject":"c-17",
        "data":{"campaign":"spring","touchpoint":"checkout","kpi":"trust","score":4,"scale":[1,5],"comment":"fine"}}
        """;

    [Fact]
    public void An_event_gives_the_signal_in_its_data_with_who_and_when_from_its_envelope()
    {
        var signal = Taken(Answer);

        (signal.Kind, signal.Campaign, signal.Touchpoint, signal.Kpi, signal.Score, signal.Comment).ShouldBe(
            (SignalKind.SurveyAnswer, "spring", "checkout", "trust", 7500, "fine")
        );
        (signal.Customer, signal.OccurredAt, signal.ReceivedAt).ShouldBe(("c-17", 1_740_830_400_000_000, null));
        Reading.Attributes(signal).ShouldBe("""{"score":4,"scale":[1,5],"source":"/shop"}""");
    }

    [Theory]
    [InlineData("\"id\":\"e-1\"", "\"id\":\"e-2\"", false)]
    [InlineData("\"source\":\"/shop\"", "\"source\":\"/shops\"", false)]
    [InlineData("\"id\":\"e-1\",\"source\":\"/shop\"", "\"id\":\"1\",\"source\":\"/shope-\"", false)]
    [InlineData("\"score\":4", "\"score\":5", true)]
    [InlineData("\"id\":\"e-1\",\"source\":\"/shop\"", "\"source\":\"/shop\",\"id\":\"\\u0065-1\"", true)]
    public void Identity_is_source_and_id_together(string before, string after, bool same)
    {
        var other = Taken(Answer.Replace(before, after, StringComparison.Ordinal));

        (other.Id == Taken(Answer).Id).ShouldBe(same);
        (other.Id == SignalId.From("e-1")).ShouldBeFalse();
    }

    [Fact]
    public void What_is_corrected_is_an_event_of_the_same_source()
    {
        var correction = Taken(
            Answer
                .Replace("\"id\":\"e-1\"", "\"id\":\"e-2\"", StringComparison.Ordinal)
                .Replace("\"kpi\"", "\"corrects\":\"e-1\",\"kpi\"", StringComparison.Ordinal)
        );

        correction.Corrects.ShouldBe(Taken(Answer).Id);
    }

    [Theory]
    [InlineData("survey_answer", null, SignalKind.SurveyAnswer)]
    [InlineData("org.example.survey_answer", "survey_answer", SignalKind.SurveyAnswer)]
    [InlineData("org.example.signal", "survey_answer", SignalKind.SurveyAnswer)]
    [InlineData("com.example.sentiment", null, SignalKind.Sentiment)]
    public void The_kind_is_the_last_part_of_the_type_or_else_what_the_data_says(string type, string? own, SignalKind kind) =>
        Taken(With("type", type, own is null ? null : ("type", own), drop: kind == SignalKind.Sentiment ? "kpi" : null)).Kind.ShouldBe(kind);

    [Fact]
    public void A_recorded_time_is_believed_of_a_history_and_otherwise_only_kept()
    {
        var json = With("recordedtime", "2025-03-02T00:00:00Z");

        Taken(json, history: true).ReceivedAt.ShouldBe(1_740_873_600_000_000);
        Attribute(Taken(json, history: true), "recordedtime").ShouldBeNull();
        Taken(json).ReceivedAt.ShouldBeNull();
        Attribute(Taken(json), "recordedtime").ShouldBe("2025-03-02T00:00:00Z");
    }

    [Fact]
    public void Extensions_are_kept_and_give_way_to_properties_of_the_data()
    {
        var signal = Taken(With("traceparent", "00-x", ("source", "app-store")));
        var other = Taken(With("score", "7", ("plan", "gold")));

        (Attribute(signal, "traceparent"), Attribute(signal, "source")).ShouldBe(("00-x", "app-store"));
        (Attribute(other, "score"), Attribute(other, "plan")).ShouldBe(("4", "gold"));
    }

    [Theory]
    [InlineData("id", "e-1")]
    [InlineData("occurredAt", "2025-03-01T13:00:00+01:00")]
    [InlineData("customer", "c-17")]
    public void Data_may_say_again_what_the_envelope_says(string name, string value) => Taken(With("x", "y", (name, value))).Id.ShouldBe(Taken(Answer).Id);

    [Fact]
    public void Data_may_say_alone_who_and_when()
    {
        var bare = Without(Without(Answer, "time"), "subject")
            .Replace("\"campaign\"", "\"occurredAt\":\"2025-03-01T12:00:00Z\",\"customer\":\"c-17\",\"campaign\"", StringComparison.Ordinal);

        (Taken(bare) with { Attributes = null }).ShouldBe(Taken(Answer) with { Attributes = null });
    }

    public static TheoryData<string, string?, string> Bad =>
        new()
        {
            { Without(Answer, "specversion"), "specversion", RejectCode.MissingField },
            { Without(Answer, "id"), "id", RejectCode.MissingField },
            { Without(Answer, "source"), "source", RejectCode.MissingField },
            { Without(Answer, "type"), "type", RejectCode.MissingField },
            { Without(Answer, "data"), "data", RejectCode.MissingField },
            { Without(Answer, "time"), "time", RejectCode.MissingField },
            { With("id", ""), "id", RejectCode.MissingField },
            { With("source", ""), "source", RejectCode.MissingField },
            { Answer.Replace("\"id\":\"e-1\"", "\"id\":null", StringComparison.Ordinal), "id", RejectCode.MissingField },
            { Answer.Replace("\"id\":\"e-1\"", "\"id\":1", StringComparison.Ordinal), "id", RejectCode.InvalidText },
            { With("id", new string('x', 513)), "id", RejectCode.TextTooLong },
            { With("source", "a\nb"), "source", RejectCode.ControlCharacter },
            { With("specversion", "0.3"), "specversion", RejectCode.UnsupportedVersion },
            { With("data_base64", "e30="), "data_base64", RejectCode.UnsupportedData },
            { With("datacontenttype", "text/xml"), "datacontenttype", RejectCode.UnsupportedData },
            { With("type", "org.example.order"), "type", RejectCode.UnknownType },
            { With("type", "org.example.visit", ("type", "survey_answer")), "data/type", RejectCode.Contradiction },
            { With("x", "y", ("id", "e-2")), "data/id", RejectCode.Contradiction },
            { With("x", "y", ("occurredAt", "2025-03-01T12:00:01Z")), "data/occurredAt", RejectCode.Contradiction },
            { With("x", "y", ("customer", "c-18")), "data/customer", RejectCode.Contradiction },
            { With("time", "2025-03-01T12:00:00"), "time", RejectCode.TimeWithoutZone },
            { Answer.Replace("\"2025-03-01T12:00:00Z\"", "1740830400", StringComparison.Ordinal), "time", RejectCode.InvalidTime },
            { With("subject", new string('x', 513)), "subject", RejectCode.TextTooLong },
            { Answer.Replace("\"id\":\"e-1\"", "\"id\":\"e-1\",\"id\":\"e-2\"", StringComparison.Ordinal), null, RejectCode.DuplicateProperty },
            { Answer.Replace("\"id\":\"e-1\"", "\"id\":\"\\ud800\"", StringComparison.Ordinal), "id", RejectCode.LoneSurrogate },
            { Answer.Replace("\"id\":\"e-1\"", "\"id\":\"e-1\",\"x\":\"\\u0000\"", StringComparison.Ordinal), "x", RejectCode.NulCharacter },
            { Answer.Replace("\"id\":\"e-1\"", "\"id\":\"e-1\",\"\\ud83d\":1", StringComparison.Ordinal), null, RejectCode.LoneSurrogate },
            { Answer.Replace("\"id\":\"e-1\"", "\"id\":\"e-1\",\"x\":{}", StringComparison.Ordinal), "x", RejectCode.InvalidText },
            { Answer.Replace("\"score\":4", "\"score\":9", StringComparison.Ordinal), "data/score", RejectCode.ScoreOffScale },
            { Answer.Replace("\"score\":4", "\"score\":\"4\"", StringComparison.Ordinal), "data/score", RejectCode.InvalidScore },
            { Answer.Replace("\"campaign\":\"spring\",", "", StringComparison.Ordinal), "data/campaign", RejectCode.MissingField },
            { Answer.Replace("fine", "\\ud800", StringComparison.Ordinal), "data/comment", RejectCode.LoneSurrogate },
            {
                Answer.Replace("\"score\":4", "\"score\":4,\"receivedAt\":\"2025-03-02T00:00:00Z\"", StringComparison.Ordinal),
                "data/receivedAt",
                RejectCode.ReceivedAtNotAllowed
            },
            {
                Answer.Replace("\"score\":4", "\"score\":4,\"x\":" + new string('[', 64) + new string(']', 64), StringComparison.Ordinal),
                "data",
                RejectCode.TooDeep
            },
            { Answer[..Answer.IndexOf("\"data\"", StringComparison.Ordinal)] + "\"data\":\"{}\"}", "data", RejectCode.NotAnObject },
            { Answer + "x", null, RejectCode.InvalidJson },
            { new string('[', 100_000), null, RejectCode.NotAnObject },
            { "{\"x\":" + new string('[', 100_000), "x", RejectCode.InvalidText },
            { "{\"data\":" + new string('[', 100_000), null, RejectCode.InvalidJson },
            { "[]", null, RejectCode.NotAnObject },
            { "", null, RejectCode.InvalidJson },
        };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_event_is_rejected_with_the_path_to_its_fault(string json, string? field, string code)
    {
        var reject = Read(json).Reject.ShouldNotBeNull();

        (reject.Field, reject.Code, reject.Raw).ShouldBe((field, code, json), reject.Reason);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("Application/JSON; charset=utf-8")]
    [InlineData("application/vnd.example+json")]
    public void Data_of_any_json_type_is_read(string type) => Taken(With("datacontenttype", type)).Score.ShouldBe(7500);

    [Fact]
    public void Whatever_is_wrong_with_a_native_signal_is_as_wrong_in_an_event()
    {
        var tried = 0;
        foreach (var (line, field, code) in NativeRejects.Lines.Select(row => row.Data))
        {
            if (!IsObject(line) || (field == "type" && code == RejectCode.MissingField))
                continue;
            var reject = Read($$"""{"specversion":"1.0","id":"a","source":"/shop","type":"org.example.signal","data":{{line}}}""").Reject.ShouldNotBeNull(line);

            reject.Code.ShouldBe(code, line);
            reject.Field.ShouldBe(
                field switch
                {
                    null or "attributes" => "data",
                    "occurredAt" => "time",
                    _ => "data/" + field,
                },
                line
            );
            tried++;
        }

        tried.ShouldBeGreaterThan(45);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_native_signal_in_an_envelope_is_the_same_signal(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var native = Native(random);
            var signal = (await Reading.Native(native.ToJsonString(), Reading.History)).Signals().Single();
            var wrapped = Taken(Wrapped(native, random).ToJsonString(), history: true);

            Comparable(wrapped).ShouldBe(Comparable(signal), $"seed {seed}, round {round}: {native.ToJsonString()}");
        }
    }

    [Fact]
    public void Of_a_batch_every_event_has_its_own_outcome()
    {
        var bodies = new[]
        {
            Answer,
            With("specversion", "2.0"),
            With("id", "e-2"),
            Answer.Replace("\"score\":4", "\"score\":9", StringComparison.Ordinal),
            "7",
            With("id", "e-3"),
        };
        var batch = Encoding.UTF8.GetBytes("[" + string.Join(" ,\n", bodies) + "]");
        var reader = new CloudEventReader(history: false);

        var results = BodySplitter.Elements(batch).Select(item => reader.Read(item.Content.Span, item.Index, item.Offset)).ToList();

        results
            .Select(result => result.Reject?.Code)
            .ShouldBe([null, RejectCode.UnsupportedVersion, null, RejectCode.ScoreOffScale, RejectCode.NotAnObject, null]);
        results
            .Select(result => result.Reject is { } reject ? $"/{reject.Line}/{reject.Field}" : null)
            .ShouldBe([null, "/1/specversion", null, "/3/data/score", "/4/", null]);
        results.Signals().Select(signal => signal.Id).ShouldBe([Taken(bodies[0]).Id, Taken(bodies[2]).Id, Taken(bodies[5]).Id]);
    }

    [Theory]
    [InlineData("{0}\n{1}\n")]
    [InlineData("  [{0},\n{1}]")]
    [InlineData("\uFEFF\n[{0},{1}]")]
    public async Task A_file_holds_events_one_a_line_or_in_an_array(string file)
    {
        var (first, second) = (Answer.ReplaceLineEndings(""), With("id", "e-2"));

        var results = await Reading.Native(
            file.Replace("{0}", first, StringComparison.Ordinal).Replace("{1}", second, StringComparison.Ordinal),
            new IntakeOptions { CloudEvents = true }
        );

        results.Signals().Select(signal => signal.Id).ShouldBe([Taken(first).Id, Taken(second).Id]);
        results.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_mended_event_is_read_as_it_would_have_been()
    {
        var options = new IntakeOptions { CloudEvents = true };
        var rejects = await Reading.Native(With("specversion", "0.3"), options);
        var mended = Encoding.UTF8.GetString(await Reading.RejectedFileOf(rejects)).Replace("\\\"0.3\\\"", "\\\"1.0\\\"", StringComparison.Ordinal);

        (await Reading.Native(mended, options)).Signals().Single().Id.ShouldBe(Taken(Answer).Id);
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void Mutated_events_are_taken_as_storable_or_rejected(int seed)
    {
        var random = new Random(seed);
        var reader = new CloudEventReader(history: true);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = Encoding.UTF8.GetBytes(Answer);
            for (var i = random.Next(1, 6); i > 0; i--)
                bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : "\"{}[],:\\\n\0u.0"u8[random.Next(13)];

            var result = Should.NotThrow(() => reader.Read(bytes, 1, 0), $"seed {seed}, round {round}");
            result.Signal?.ShouldBeStorable();
            (result.Signal is null).ShouldBe(result.Reject is not null);
        }
    }

    private static JsonObject Native(Random random)
    {
        var native = new JsonObject
        {
            ["id"] = $"n-{random.Next(1000)}",
            ["type"] = new[] { "visit", "conversion", "survey_answer", "sentiment", "spend" }[random.Next(5)],
            ["occurredAt"] = $"2025-03-{random.Next(1, 29):00}T12:00:00.{random.Next(1_000_000):000000}Z",
            ["campaign"] = $"c{random.Next(3)}",
        };
        foreach (var name in new[] { "message", "touchpoint", "channel", "segment", "customer", "source", "plan" })
        {
            if (random.Next(2) == 0)
                native[name] = $"{name} é\"{random.Next(5)}";
        }

        if (random.Next(3) == 0)
            native["receivedAt"] = "2025-04-01T00:00:00Z";
        if (random.Next(3) == 0)
            native["more"] = new JsonObject { ["a"] = new JsonArray(1, "x", null) };
        switch (native["type"]!.GetValue<string>())
        {
            case "survey_answer" or "sentiment":
                (native["kpi"], native["score"], native["scale"]) = ("trust", random.Next(1, 6), new JsonArray(1, 5));
                break;
            case "conversion" or "spend":
                (native["amount"], native["currency"]) = ($"{random.Next(100)}.{random.Next(100):00}", "EUR");
                break;
            default:
                native["count"] = random.Next(1, 9);
                break;
        }

        return native;
    }

    /// <summary>Moves into the envelope what it has a place for, and sometimes only copies it there.</summary>
    private static JsonObject Wrapped(JsonObject native, Random random)
    {
        var data = (JsonObject)native.DeepClone();
        var envelope = new JsonObject { ["specversion"] = "1.0", ["source"] = "/shop" };
        foreach (var (own, name) in new[] { ("id", "id"), ("type", "type"), ("occurredAt", "time"), ("customer", "subject"), ("receivedAt", "recordedtime") })
        {
            if (native[own] is not { } value)
                continue;
            envelope[name] = (own == "type" ? "org.example." : "") + value.GetValue<string>();
            if (random.Next(4) > 0)
                data.Remove(own);
        }

        if (random.Next(2) == 0)
            envelope["datacontenttype"] = "application/json";
        envelope.Insert(random.Next(envelope.Count), "data", data);
        return envelope;
    }

    /// <summary>Everything but the identity, and the source that an event keeps besides.</summary>
    private static string Comparable(Signal signal)
    {
        var attributes = Reading
            .Attributes(signal)
            ?.Replace(",\"source\":\"/shop\"", "", StringComparison.Ordinal)
            .Replace("{\"source\":\"/shop\"}", "", StringComparison.Ordinal);
        return $"{signal with { Id = default, Attributes = null }} {attributes}";
    }

    private static bool IsObject(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 1_000 });
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static Signal Taken(string json, bool history = false) =>
        Read(json, history) is { Signal: { } signal } ? signal : throw new ShouldAssertException(Read(json, history).Reject!.ToString());

    private static IntakeResult Read(string json, bool history = false) => new CloudEventReader(history).Read(Encoding.UTF8.GetBytes(json), 1, 0);

    private static string? Attribute(Signal signal, string name) => JsonNode.Parse(Reading.Attributes(signal)!)![name]?.ToString();

    private static string With(string name, string value, (string Name, string Value)? own = null, string? drop = null)
    {
        var json = JsonNode.Parse(Answer)!;
        json[name] = value;
        if (own is { } property)
            json["data"]![property.Name] = property.Value;
        if (drop is not null)
            json["data"]!.AsObject().Remove(drop);
        return json.ToJsonString();
    }

    private static string Without(string text, string name)
    {
        var json = JsonNode.Parse(text)!;
        json.AsObject().Remove(name);
        return json.ToJsonString();
    }
}
