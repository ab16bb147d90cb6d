using System.Security.Cryptography;
using System.Text.Json;
using CustomerPerformanceTracker.EventLog;
using NodaTime;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Tracker.Alerts;

/// <summary>For a period, alerts that match are recorded and shown as ever, and delivered to nobody. <paramref name="Until"/> is the first moment after it.</summary>
public sealed record Silence(string Id, AlertMatcher Matcher, Instant From, Instant Until, string Actor, string Reason)
{
    public bool IsInForceAt(Instant now) => From <= now && now < Until;
}

/// <summary>The workspace's silences: journal streams <c>silence-{id}</c> with silence_set, and silence_ended where one was ended early.</summary>
public sealed class SilenceBook(Journal journal, Decisions decisions, TimeProvider clock)
{
    private readonly SilenceBoard board = new();

    /// <summary>Every silence there ever was, in the order they were set.</summary>
    public async Task<IReadOnlyList<Silence>> ListAsync(CancellationToken cancel) => [.. (await journal.ReadBoardAsync(board, cancel)).Select(board.Read)];

    public async Task<IReadOnlyList<Silence>> InForceAsync(Instant now, CancellationToken cancel) => [.. (await ListAsync(cancel)).Where(silence => silence.IsInForceAt(now))];

    /// <exception cref="RefusedException">The period is over before it begins, or is already over; or the matcher has a kind or a severity that does not exist.</exception>
    public async Task<Silence> SetAsync(AlertMatcher matcher, Instant from, Instant until, Authorship by, CancellationToken cancel)
    {
        if (until <= from || until <= Now)
            throw new RefusedException("empty_period", $"A silence from {from} until {until} would silence nothing; it has to end after it begins, and ahead.", "/until");

        var silence = new Silence(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)), matcher.Checked(), from, until, by.Actor, by.Reason);
        var set = new JournalEvent("silence_set", JsonData.Of(json => WriteBody(json, silence)));
        return (await decisions.DecideAsync(board, silence.Id, $"Silence {silence.Id}", expected: 0, _ => new Decision([set]), by, cancel))!;
    }

    /// <summary>Ends a silence now.</summary>
    /// <exception cref="NotFoundException">None of that id is in force or to come.</exception>
    public async Task EndAsync(string id, Authorship by, CancellationToken cancel)
    {
        var ended = new JournalEvent(
            "silence_ended", JsonSerializer.SerializeToElement(new Dictionary<string, string>(StringComparer.Ordinal) { ["at"] = InstantPattern.ExtendedIso.Format(Now) }));
        await decisions.DecideAsync(
            board, id, $"Silence {id}", expected: null,
            silence => silence?.Until > Now ? new Decision([ended]) : throw new NotFoundException($"There is no silence '{id}' that is not over yet; `cpt alerts silences` lists them."),
            by, cancel);
    }

    /// <summary>The wire form.</summary>
    public static void Write(Utf8JsonWriter json, Silence silence)
    {
        json.WriteString("id", silence.Id);
        WriteBody(json, silence);
        json.WriteString("actor", silence.Actor);
        json.WriteString("reason", silence.Reason);
    }

    private static void WriteBody(Utf8JsonWriter json, Silence silence)
    {
        json.WritePropertyName("matcher");
        silence.Matcher.Write(json);
        json.WriteString("from", InstantPattern.ExtendedIso.Format(silence.From));
        json.WriteString("until", InstantPattern.ExtendedIso.Format(silence.Until));
    }

    private Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());
}
