using System.Security.Cryptography;

namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>
/// For a period, alerts that match are recorded and shown as ever, and delivered to nobody. <paramref name="Until"/> is the first moment after it.
/// </summary>
public sealed record Silence(string Id, AlertMatcher Matcher, Instant From, Instant Until, string Actor, string Reason)
{
    /// <summary>Whether its end is recorded, early or in its time.</summary>
    public bool IsEnded { get; init; }

    public bool IsInForceAt(Instant now) => From <= now && now < Until;
}

/// <summary>The workspace's silences: journal streams <c>silence-{id}</c> with silence_set, and silence_ended once one was
/// ended early or a server recorded its end.</summary>
public sealed class SilenceStore(JournalStreams journal, Decisions decisions, TimeProvider clock)
{
    private readonly SilenceBoard board = new();

    /// <summary>Every silence there ever was, in the order they were set.</summary>
    public async Task<IReadOnlyList<Silence>> ListAsync(CancellationToken cancel) =>
        [.. (await journal.ReadBoardAsync(board, after: Position.None, cancel)).Select(board.Read)];

    public async Task<IReadOnlyList<Silence>> InForceAsync(Instant now, CancellationToken cancel) =>
        [.. (await ListAsync(cancel)).Where(silence => silence.IsInForceAt(now))];

    /// <exception cref="RefusedException">The period is over before it begins, or is already over; or the matcher has a kind or a severity that does not
    /// exist.</exception>
    public async Task<Silence> SetAsync(AlertMatcher matcher, Instant from, Instant until, Authorship by, CancellationToken cancel)
    {
        if (until <= from || until <= Now)
            throw new RefusedException(
                "empty_period",
                $"A silence from {from} until {until} would silence nothing; it has to end after it begins, and ahead.",
                "/until"
            );

        var silence = new Silence(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)), matcher.Checked(), from, until, by.Actor, by.Reason);
        var set = AlertForms.Stored.Event("silence_set", new StoredSilence(StoredMatcher.Of(silence.Matcher), silence.From, silence.Until));
        return (await decisions.DecideAsync(board, silence.Id, $"Silence {silence.Id}", expected: StreamVersion.None, _ => new Decision([set]), by, cancel))!;
    }

    /// <summary>Ends a silence now.</summary>
    /// <exception cref="NotFoundException">None of that id is in force or to come.</exception>
    public async Task EndAsync(string id, Authorship by, CancellationToken cancel)
    {
        await decisions.DecideAsync(
            board,
            id,
            $"Silence {id}",
            expected: null,
            silence =>
                silence?.Until > Now
                    ? new Decision([Ended(Now)])
                    : throw new NotFoundException($"There is no silence '{id}' that is not over yet; `cpt alerts silences` lists them."),
            by,
            cancel
        );
    }

    /// <summary>Records that a silence came to its end. Returns whether it was to be; where it is at another version, nothing is done.</summary>
    /// <exception cref="VersionConflictException">The silence is at another version.</exception>
    public async Task<bool> EndOverAsync(string id, StreamVersion version, Authorship by, CancellationToken cancel)
    {
        var isOver = false;
        await decisions.DecideAsync(
            board,
            id,
            $"Silence {id}",
            version,
            silence =>
            {
                isOver = silence is { IsEnded: false } && silence.Until <= Now;
                return isOver ? new Decision([Ended(silence!.Until)]) : Decision.Nothing;
            },
            by,
            cancel
        );
        return isOver;
    }

    private static JournalEvent Ended(Instant at) => AlertForms.Stored.Event("silence_ended", new StoredSilenceEnd(at));

    private Instant Now => clock.GetCurrentInstant();
}
