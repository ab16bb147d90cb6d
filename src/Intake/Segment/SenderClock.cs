using System.Text.Json;
using CustomerPerformanceTracker.Intake.Values;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Intake.Segment;

/// <summary>
/// Corrects the time of a call for what its sender's clock is off by: Segment's <c>timestamp = receivedAt - (sentAt - originalTimestamp)</c>
/// (Segment's Spec, Common Fields, Timestamps), where sending and receiving count as one moment.
/// </summary>
/// <remarks>
/// The difference is taken in whole minutes: less than half a minute is the request's own way, and a batch that a client sends again, with another
/// <c>sentAt</c>, gives the same times and stays a duplicate. Nothing is corrected where the call was received elsewhere before (it has
/// <c>receivedAt</c>, or <c>timestamp</c> beside <c>originalTimestamp</c>: Segment corrected it), where <c>sentAt</c> is missing or is no time, and where the
/// call says that it was made after it was sent.
/// </remarks>
internal static class SenderClock
{
    private const long Minute = 60_000_000;

    /// <summary>The corrected time in RFC 3339, and the time as it was said; null where there is nothing to correct.</summary>
    public static (string Time, string Said)? Correct(JsonElement call, JsonElement envelope)
    {
        if (Text(envelope, "receivedAt") is not { } receivedAt || Text(call, "receivedAt") is not null)
            return null;
        var (timestamp, original) = (Text(call, "timestamp"), Text(call, "originalTimestamp"));
        if ((timestamp ?? original) is not { } said || (timestamp is not null && original is not null))
            return null;
        if (
            Micros(Text(call, "sentAt") ?? Text(envelope, "sentAt")) is not { } sent
            || Micros(receivedAt) is not { } received
            || Micros(said) is not { } time
            || time > sent + Minute
        )
            return null;

        var off = (long)Math.Round((sent - received) / (double)Minute) * Minute;
        return off == 0 ? null : (InstantPattern.ExtendedIso.Format(Instant.FromUnixTimeTicks((time - off) * 10)), said);
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static long? Micros(string? text) => text is not null && Rfc3339.Parse(text, out var micros) is null ? micros : null;
}
