using NodaTime.Text;

namespace CustomerPerformanceTracker.Tracker.Tests.Intake;

/// <summary>Calls that were received here at noon on 1 March 2025, from senders whose clocks say otherwise.</summary>
public sealed class SenderClockTests
{
    private const string Received = "2025-03-01T12:00:00Z";

    [Theory]
    [InlineData("2025-03-01T11:59:00Z", "2025-03-01T12:00:00Z", "2025-03-01T11:59:00Z", "the clock is right")]
    [InlineData("2025-03-01T11:59:00.123Z", "2025-03-01T12:00:20Z", "2025-03-01T11:59:00.123Z", "seconds are the way of the request")]
    [InlineData("2025-03-01T13:59:00.5Z", "2025-03-01T14:00:01Z", "2025-03-01T11:59:00.5Z", "two hours ahead")]
    [InlineData("2126-03-01T11:00:00Z", "2126-03-01T12:00:00Z", "2025-03-01T11:00:00Z", "a hundred years ahead")]
    [InlineData("1970-01-01T00:00:10Z", "1970-01-01T00:01:10Z", "2025-03-01T11:59:10Z", "a clock that was never set")]
    [InlineData("2024-03-01T12:00:00Z", "2025-03-01T12:00:00Z", "2024-03-01T12:00:00Z", "a server sends last year")]
    [InlineData("2025-03-01T13:00:00+02:00", "2025-03-01T12:10:00Z", "2025-03-01T10:50:00Z", "in a zone of its own")]
    [InlineData("2025-03-01T13:00:00Z", "2025-03-01T12:30:00Z", "2025-03-01T13:00:00Z", "made after it was sent, which cannot be")]
    [InlineData("2025-03-01T13:00:00Z", "yesterday", "2025-03-01T13:00:00Z", "no time at all")]
    [InlineData("2025-03-01T13:00:00Z", null, "2025-03-01T13:00:00Z", "nothing said")]
    public void The_time_of_a_call_is_corrected_by_what_its_sender_s_clock_is_off(string said, string? sentAt, string occurred, string why)
    {
        var signal = Of($$"""{"batch":[{{Call(said)}}]{{(sentAt is null ? "" : $",\"sentAt\":\"{sentAt}\"")}}}""");

        Time(signal).ShouldBe(OffsetDateTimePattern.Rfc3339.Parse(occurred).Value.ToInstant(), why);
        (Attributes(signal) is { } kept && kept.Contains($"\"originalTimestamp\":\"{said}\"", StringComparison.Ordinal)).ShouldBe(
            OffsetDateTimePattern.Rfc3339.Parse(said).Value.ToInstant() != Time(signal),
            why
        );
    }

    [Theory]
    [InlineData("\"receivedAt\":\"2025-03-01T11:00:00Z\",")]
    [InlineData("\"originalTimestamp\":\"2025-03-01T16:00:00Z\",")]
    public void A_call_that_Segment_received_before_was_corrected_there(string more) =>
        Time(Of($$"""{"batch":[{{Call("2025-03-01T10:59:00Z", more)}}],"sentAt":"2025-03-01T17:00:00Z"}""")).ShouldBe(Instant.FromUtc(2025, 3, 1, 10, 59));

    [Fact]
    public void A_call_may_say_itself_when_it_was_sent() =>
        Time(Read(Call("2025-03-01T14:59:00Z", "\"sentAt\":\"2025-03-01T15:00:00Z\","), SegmentEnvelope.Of("track").ReceivedAt(Micros(Received))))
            .ShouldBe(Instant.FromUtc(2025, 3, 1, 11, 59));

    [Fact]
    public void A_batch_that_is_sent_again_gives_the_same_signal()
    {
        var first = Of($$"""{"batch":[{{Call("2025-03-01T13:59:00Z")}}],"sentAt":"2025-03-01T14:00:00Z"}""");
        var again = Of($$"""{"batch":[{{Call("2025-03-01T13:59:00Z")}}],"sentAt":"2025-03-01T14:03:07Z"}""", "2025-03-01T12:03:08Z");

        (again.Id, again.OccurredAt, Attributes(again)).ShouldBe((first.Id, first.OccurredAt, Attributes(first)));
    }

    [Fact]
    public void A_file_has_no_clock_to_hold_its_batches_against()
    {
        var batch = SegmentBatch.Parse(Encoding.UTF8.GetBytes($$"""{"batch":[{{Call("2025-03-01T14:59:00Z")}}],"sentAt":"2025-03-01T15:00:00Z"}"""));

        Time(Read(Encoding.UTF8.GetString(batch.Calls[0].Content.Span), batch.Envelope)).ShouldBe(Instant.FromUtc(2025, 3, 1, 14, 59));
    }

    [Fact]
    public async Task A_rejected_call_that_is_mended_is_corrected_by_the_clocks_of_the_day_it_came()
    {
        var body = Encoding.UTF8.GetBytes(
            $$"""{"batch":[{{Call("2025-03-01T13:59:00Z").Replace("49.9", "\"much\"", StringComparison.Ordinal)}}],"sentAt":"2025-03-01T14:00:00Z"}"""
        );
        var batch = SegmentBatch.Parse(body);
        var results = new List<IntakeResult>();
        new SegmentReader(SegmentMapping.Default, IntakeOptions.Native).Read(
            batch.Calls[0].Content,
            batch.Envelope.ReceivedAt(Micros(Received)),
            1,
            0,
            results
        );

        var file = Encoding.UTF8.GetString(await Reading.RejectedFileOf(results));
        var mended = await Reading.Native(
            file.Replace("\\\"much\\\"", "49.9", StringComparison.Ordinal),
            new IntakeOptions { Mapping = SegmentMapping.Default }
        );

        results.Rejects().Single().Field.ShouldBe("amount");
        Time(mended.Signals().Single()).ShouldBe(Instant.FromUtc(2025, 3, 1, 11, 59));
    }

    private static string Call(string timestamp, string more = "") =>
        $$$"""{"type":"track","messageId":"m-1","event":"Order Completed","userId":"c-17",{{{more}}}"timestamp":"{{{timestamp}}}","properties":{"order_id":"o-9","total":49.9,"currency":"EUR"}}""";

    private static Signal Of(string body, string received = Received)
    {
        var batch = SegmentBatch.Parse(Encoding.UTF8.GetBytes(body));
        return Read(Encoding.UTF8.GetString(batch.Calls.Single().Content.Span), batch.Envelope.ReceivedAt(Micros(received)));
    }

    private static Signal Read(string call, SegmentEnvelope envelope)
    {
        var results = new List<IntakeResult>();
        new SegmentReader(SegmentMapping.Default, IntakeOptions.Native).Read(Encoding.UTF8.GetBytes(call), envelope, 1, 0, results);
        return results.Signals().Single();
    }

    private static string? Attributes(Signal signal) => Reading.Attributes(signal);

    private static Instant Time(Signal signal) => Instant.FromUnixTimeTicks(signal.OccurredAt * 10);

    private static long Micros(string time) => OffsetDateTimePattern.Rfc3339.Parse(time).Value.ToInstant().ToUnixTimeTicks() / 10;
}
