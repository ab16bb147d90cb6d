namespace CustomerPerformanceTracker.Tracker.Tests.Intake;

public sealed class NativeRejects
{
    private const string Start = """{"id":"a","occurredAt":"2025-03-01T00:00:00Z","campaign":"c",""";
    private const string Answer = Start + "\"type\":\"survey_answer\",\"kpi\":\"trust\",";
    private const string Sale = Start + "\"type\":\"conversion\",";
    private const string Visit = Start + "\"type\":\"visit\",";

    public static TheoryData<string, string?, string> Lines =>
        new()
        {
            { "{\"id\":", null, RejectCode.InvalidJson },
            { Visit[..^1] + "} x", null, RejectCode.InvalidJson },
            { Visit + "}", null, RejectCode.InvalidJson },
            { "[1]", null, RejectCode.NotAnObject },
            { "7", null, RejectCode.NotAnObject },
            { Visit + "\"x\":" + new string('[', 64) + new string(']', 64) + "}", null, RejectCode.TooDeep },
            { new string('[', 100_000), null, RejectCode.TooDeep },
            { Visit + "\"id\":\"b\"}", "id", RejectCode.DuplicateProperty },
            { Visit + "\"x\":1,\"x\":2}", null, RejectCode.DuplicateProperty },
            { Visit + "\"x\":1,\"\\u0078\":2}", null, RejectCode.DuplicateProperty },
            { Visit + "\"x\":{\"y\":1,\"y\":2}}", null, RejectCode.DuplicateProperty },
            { Visit + "\"channel\":\"a\\u0000b\"}", "channel", RejectCode.NulCharacter },
            { Visit + "\"x\":[\"\\u0000\"]}", null, RejectCode.NulCharacter },
            { Visit + "\"channel\":\"\\ud800\"}", "channel", RejectCode.LoneSurrogate },
            { Visit + "\"x\":\"\\udc00\\ud800\"}", null, RejectCode.LoneSurrogate },
            { Visit + "\"\\ud83d\":1}", null, RejectCode.LoneSurrogate },
            { Visit + "\"channel\":\"a\\nb\"}", "channel", RejectCode.ControlCharacter },
            { Visit + "\"x\":1e9999}", null, RejectCode.InvalidNumber },
            { Visit + "\"x\":" + new string('9', 101) + "}", null, RejectCode.InvalidNumber },
            { Visit + "\"channel\":7}", "channel", RejectCode.InvalidText },
            { Visit + "\"channel\":\"" + new string('x', 201) + "\"}", "channel", RejectCode.TextTooLong },
            { Visit + "\"customer\":\"" + new string('x', 513) + "\"}", "customer", RejectCode.TextTooLong },
            { Visit + "\"comment\":\"" + new string('x', 10_001) + "\"}", "comment", RejectCode.TextTooLong },
            { Visit + "\"comment\":\"" + new string('x', 90_001) + "\"}", "comment", RejectCode.TextTooLong },
            { Visit + "\"x\":\"" + new string('x', 16_400) + "\"}", "attributes", RejectCode.TextTooLong },
            { "{\"id\":\"a\",\"type\":\"visit\",\"occurredAt\":\"2025-03-01T00:00:00Z\"}", "campaign", RejectCode.MissingField },
            { "{\"id\":\"a\",\"type\":\"visit\",\"campaign\":\"c\"}", "occurredAt", RejectCode.MissingField },
            { Start[..^1] + "}", "type", RejectCode.MissingField },
            { Start + "\"type\":\"survey_answer\",\"score\":1,\"scale\":[0,1]}", "kpi", RejectCode.MissingField },
            { Start + "\"type\":\"spend\"}", "amount", RejectCode.MissingField },
            { Start + "\"type\":\"retraction\"}", "corrects", RejectCode.MissingField },
            { Start + "\"type\":\"retraction\",\"corrects\":\"b\",\"count\":2}", "count", RejectCode.UnexpectedField },
            { Visit + "\"score\":1}", "score", RejectCode.UnexpectedField },
            { Visit + "\"kpi\":\"trust\"}", "kpi", RejectCode.UnexpectedField },
            { Answer + "\"score\":1,\"scale\":[0,1],\"amount\":1,\"currency\":\"EUR\"}", "amount", RejectCode.UnexpectedField },
            { Start + "\"type\":\"pageview\"}", "type", RejectCode.UnknownType },
            { Start + "\"type\":\"Visit\"}", "type", RejectCode.UnknownType },
            { Sale + "\"amount\":1,\"currency\":\"EURO\"}", "currency", RejectCode.UnknownCurrency },
            { Sale + "\"amount\":1,\"currency\":\"eur\"}", "currency", RejectCode.UnknownCurrency },
            { Sale + "\"amount\":1}", "currency", RejectCode.AmountWithoutCurrency },
            { Sale + "\"currency\":\"EUR\"}", "currency", RejectCode.CurrencyWithoutAmount },
            { Sale + "\"amount\":\"1.005\",\"currency\":\"EUR\"}", "amount", RejectCode.InvalidAmount },
            { Sale + "\"amount\":1.5,\"currency\":\"JPY\"}", "amount", RejectCode.InvalidAmount },
            { Sale + "\"amount\":-1,\"currency\":\"EUR\"}", "amount", RejectCode.InvalidAmount },
            { Sale + "\"amount\":\"1,50\",\"currency\":\"EUR\"}", "amount", RejectCode.InvalidAmount },
            { Sale + "\"amount\":1e40,\"currency\":\"EUR\"}", "amount", RejectCode.InvalidAmount },
            { Sale + "\"amount\":\"40\",\"currency\":\"EUR\",\"cost\":\"twelve\"}", "cost", RejectCode.InvalidAmount },
            { Sale + "\"amount\":\"40\",\"currency\":\"EUR\",\"cost\":-3}", "cost", RejectCode.InvalidAmount },
            { Sale + "\"amount\":\"40\",\"currency\":\"EUR\",\"cost\":\"1.234\"}", "cost", RejectCode.InvalidAmount },
            { Sale + "\"amount\":\"40\",\"currency\":\"EUR\",\"cost\":{}}", "cost", RejectCode.InvalidAmount },
            { Sale + "\"amount\":\"40\",\"currency\":\"EUR\",\"cost\":null}", "cost", RejectCode.InvalidAmount },
            { Sale + "\"cost\":3}", "cost", RejectCode.AmountWithoutCurrency },
            { Sale + "\"amount\":\"92233720368547758\",\"currency\":\"EUR\"}", "amount", RejectCode.InvalidAmount },
            { Sale + "\"amount\":\"10000000000000.01\",\"currency\":\"EUR\"}", "amount", RejectCode.InvalidAmount },
            { Sale + "\"amount\":true,\"currency\":\"EUR\"}", "amount", RejectCode.InvalidAmount },
            { Answer + "\"scale\":[1,5]}", "score", RejectCode.MissingScore },
            { Answer + "\"score\":4}", "scale", RejectCode.MissingScale },
            { Start + "\"type\":\"sentiment\",\"score\":0.5}", "scale", RejectCode.MissingScale },
            { Answer + "\"score\":\"4\",\"scale\":[1,5]}", "score", RejectCode.InvalidScore },
            { Answer + "\"score\":6,\"scale\":[1,5]}", "score", RejectCode.ScoreOffScale },
            { Answer + "\"score\":0.999999999999999999,\"scale\":[1,5]}", "score", RejectCode.ScoreOffScale },
            { Answer + "\"score\":4,\"scale\":[5,1]}", "scale", RejectCode.InvalidScale },
            { Answer + "\"score\":4,\"scale\":[4,4.0]}", "scale", RejectCode.InvalidScale },
            { Answer + "\"score\":4,\"scale\":[1,3,5]}", "scale", RejectCode.InvalidScale },
            { Answer + "\"score\":4,\"scale\":5}", "scale", RejectCode.InvalidScale },
            { Start + "\"type\":\"survey_answer\",\"kpi\":\"Trust\",\"score\":1,\"scale\":[0,1]}", "kpi", RejectCode.InvalidKpi },
            { Visit + "\"count\":-1}", "count", RejectCode.NegativeCount },
            { Visit + "\"count\":0}", "count", RejectCode.InvalidCount },
            { Visit + "\"count\":1.5}", "count", RejectCode.InvalidCount },
            { Visit + "\"count\":1000000001}", "count", RejectCode.InvalidCount },
            { Visit + "\"count\":\"3\"}", "count", RejectCode.InvalidCount },
            { Visit + "\"corrects\":\"a\"}", "corrects", RejectCode.SelfCorrection },
        };

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task A_bad_line_is_rejected_with_its_field_and_code(string line, string? field, string code)
    {
        var result = (await Reading.Native("\n" + line + "\n")).Single();

        var reject = result.Reject.ShouldNotBeNull();
        (reject.Line, reject.Field, reject.Code, reject.Raw).ShouldBe((2, field, code, line), reject.Reason);
    }

    [Theory]
    [InlineData("2025-03-01T12:00:00", RejectCode.TimeWithoutZone)]
    [InlineData("2025-03-01T12:00:00.5", RejectCode.TimeWithoutZone)]
    [InlineData("2025-03-01", RejectCode.TimeWithoutZone)]
    [InlineData("2025-02-29T12:00:00Z", RejectCode.InvalidTime)]
    [InlineData("2025-13-01T12:00:00Z", RejectCode.InvalidTime)]
    [InlineData("2025-03-01T24:00:00Z", RejectCode.InvalidTime)]
    [InlineData("2016-12-31T23:59:60Z", RejectCode.InvalidTime)]
    [InlineData("2025-03-01T12:00:00.1234567890Z", RejectCode.InvalidTime)]
    [InlineData("2025-03-01T12:00:00.Z", RejectCode.InvalidTime)]
    [InlineData("2025-03-01T12:00:00+0100", RejectCode.InvalidTime)]
    [InlineData("2025-03-01T12:00:00+24:00", RejectCode.InvalidTime)]
    [InlineData("2025-03-01T12:00Z", RejectCode.InvalidTime)]
    [InlineData("01.03.2025", RejectCode.InvalidTime)]
    [InlineData("1969-12-31T23:59:59Z", RejectCode.InvalidTime)]
    [InlineData("2201-01-01T00:00:00Z", RejectCode.InvalidTime)]
    [InlineData("1970-01-01T00:30:00+01:00", RejectCode.InvalidTime)]
    [InlineData("0000-01-01T00:00:00Z", RejectCode.InvalidTime)]
    [InlineData("yesterday", RejectCode.InvalidTime)]
    public async Task A_time_that_is_no_instant_is_rejected(string time, string code)
    {
        var reject = (await Reading.Native($$"""{"id":"a","type":"visit","campaign":"c","occurredAt":"{{time}}"}""")).Rejects().Single();

        (reject.Field, reject.Code).ShouldBe(("occurredAt", code));
    }

    [Theory]
    [InlineData("1970-01-01T00:00:00Z", 0)]
    [InlineData("2200-12-31T23:59:59.999999999Z", 7_289_654_399_999_999)]
    [InlineData("2025-03-01T12:03:00+01:00", 1_740_826_980_000_000)]
    [InlineData("2025-03-01t12:03:00.1234567z", 1_740_830_580_123_456)]
    [InlineData("2025-03-01 12:03:00.1-00:00", 1_740_830_580_100_000)]
    [InlineData("2024-02-29T23:30:00-05:30", 1_709_269_200_000_000)]
    public async Task A_time_is_cut_to_microseconds_since_1970(string time, long micros)
    {
        var signal = (await Reading.Native($$"""{"id":"a","type":"visit","campaign":"c","occurredAt":"{{time}}"}""")).Signals().Single();

        signal.OccurredAt.ShouldBe(micros);
    }

    [Fact]
    public async Task A_number_for_a_time_is_rejected_since_its_unit_would_be_a_guess()
    {
        var reject = (await Reading.Native("""{"id":"a","type":"visit","campaign":"c","occurredAt":1740826980}""")).Rejects().Single();

        (reject.Field, reject.Code).ShouldBe(("occurredAt", RejectCode.InvalidTime));
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_rejected()
    {
        var reject = (await Reading.All([.. "{\"x\":\""u8, 0xC3, 0x28, .. "\"}"u8])).Rejects().Single();

        (reject.Code, reject.Raw).ShouldBe((RejectCode.InvalidUtf8, "{\"x\":\"\uFFFD(\"}"));
    }

    [Fact]
    public async Task What_is_just_within_the_limits_is_taken()
    {
        var line =
            Visit
            + $"\"channel\":\"{new string('é', 200)}\",\"customer\":\"{new string('x', 512)}\",\"comment\":\"{string.Concat(Enumerable.Repeat("\\u00e9", 10_000))}\","
            + $"\"count\":{IntakeLimits.Count},\"x\":{new string('[', 62)}{new string(']', 62)}}}";

        var signal = (await Reading.Native(line)).Signals().Single();

        (signal.Channel!.Length, signal.Customer!.Length, signal.Comment!.Length, signal.Count).ShouldBe((200, 512, 10_000, IntakeLimits.Count));
    }
}
