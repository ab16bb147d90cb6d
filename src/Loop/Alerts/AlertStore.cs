using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>
/// The workspace's alerts, each a journal stream. Their lives stand on a board and are remembered, so a look costs what is new.
/// </summary>
public sealed class AlertStore(JournalStreams journal, Decisions decisions, SilenceStore silences, TimeProvider clock)
{
    private readonly AlertBoard board = new();

    private volatile Known known = new(Position.None, ImmutableDictionary.Create<string, AlertLife>(StringComparer.Ordinal));

    private Instant Now => clock.GetCurrentInstant();

    /// <summary>Every time an alert showed, the latest day first.</summary>
    public Task<IReadOnlyList<Alert>> ListAsync(CancellationToken cancel) => ListAsync(seal: null, cancel);

    /// <summary>Every time an alert showed, the latest day first; as it was recorded by that seal where one is given.</summary>
    public async Task<IReadOnlyList<Alert>> ListAsync(SealNumber? seal, CancellationToken cancel)
    {
        return
        [
            .. (await SeenAsync((await LivesAsync(seal, cancel)).SelectMany(life => life.At(Now)), cancel))
                .OrderByDescending(alert => alert.On)
                .ThenBy(alert => alert.Campaign, StringComparer.Ordinal)
                .ThenBy(alert => alert.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// Every time an alert showed that is <paramref name="wanted"/>, in the order it was recorded, from behind a journal position on; at most
    /// <paramref name="limit"/>.
    /// </summary>
    public Task<IReadOnlyList<Alert>> RaisedAsync(Position after, int limit, Func<Alert, bool> wanted, CancellationToken cancel) =>
        RaisedAsync(after, limit, seal: null, wanted, cancel);

    /// <summary>The same as it was recorded by that seal, where one is given.</summary>
    public async Task<IReadOnlyList<Alert>> RaisedAsync(Position after, int limit, SealNumber? seal, Func<Alert, bool> wanted, CancellationToken cancel) =>
        [
            .. (
                await SeenAsync(
                    (await LivesAsync(seal, cancel)).SelectMany(life => life.At(Now)).Where(alert => alert.Position > after && wanted(alert)),
                    cancel
                )
            )
                .OrderBy(alert => alert.Position)
                .Take(limit),
        ];

    /// <summary>The alert of that id as it stands, with all the times it showed, the latest first; null where there is none.</summary>
    public async Task<IReadOnlyList<Alert>?> FindAsync(string id, CancellationToken cancel) =>
        await journal.FindOnBoardAsync(board, id, cancel) is { } row ? [.. await SeenAsync(board.Read(row).At(Now), cancel)] : null;

    /// <summary>The same as it was recorded by that seal, where one is given.</summary>
    public async Task<IReadOnlyList<Alert>?> FindAsync(string id, SealNumber? seal, CancellationToken cancel) =>
        seal is null ? await FindAsync(id, cancel)
        : (await LivesAsync(seal, cancel)).FirstOrDefault(life => life.Current.Id == id) is { } life ? [.. await SeenAsync(life.At(Now), cancel)]
        : null;

    /// <summary>What became of alerts, in the journal's order, from behind a position on; at most <paramref name="limit"/>. One read of the journal.</summary>
    public async Task<IReadOnlyList<AlertChange>> ChangesAsync(Position after, int limit, CancellationToken cancel) =>
        [.. (await ToldAsync(await journal.ReadWithPastAsync(AlertEvents.Prefix, after, limit, cancel), cancel)).Where(change => change.Position > after)];

    /// <summary>Everything that happened to one alert, in order.</summary>
    public Task<IReadOnlyList<AlertChange>> HistoryAsync(Alert alert, CancellationToken cancel) => HistoryAsync(alert, seal: null, cancel);

    /// <summary>The same as it was recorded by that seal, where one is given.</summary>
    public async Task<IReadOnlyList<AlertChange>> HistoryAsync(Alert alert, SealNumber? seal, CancellationToken cancel)
    {
        var entries = await journal.ReadStreamAsync(AlertEvents.Prefix + alert.Id, cancel);
        return await ToldAsync([.. entries.Where(entry => seal is null || entry.Seal <= seal)], cancel);
    }

    /// <summary>When alerts were raised and answered, as recorded by a seal and up to an instant; in the order of the streams' first entries.</summary>
    public async Task<IReadOnlyList<AlertAnswer>> AnswersAsync(SealNumber through, Instant until, CancellationToken cancel) =>
        [
            .. (await journal.ReadAsync(AlertEvents.Prefix, through, cancel))
                .Where(entry => Instant.FromUnixTimeTicks(entry.RecordedAt * 10) <= until)
                .GroupBy(entry => entry.Stream, StringComparer.Ordinal)
                .SelectMany(AlertAnswer.Of),
        ];

    /// <summary>Does what a person wants of an alert. Returns it as it then stands.</summary>
    /// <param name="expected">The version the command was meant for; null for whatever it is.</param>
    /// <exception cref="NotFoundException">There is no such alert.</exception>
    /// <exception cref="RefusedException">The rules forbid it as things stand.</exception>
    /// <exception cref="VersionConflictException">Somebody else was first.</exception>
    public async Task<Alert> HandleAsync(string id, AlertCommand command, StreamVersion? expected, Authorship by, CancellationToken cancel)
    {
        await decisions.DecideAsync(
            board,
            id,
            $"Alert {id}",
            expected,
            life =>
                life is null ? throw new NotFoundException($"There is no alert '{id}'.")
                : life.Decide(command, Now) is { } e ? new Decision([AlertEvents.Store(e)])
                : Decision.Nothing,
            by,
            cancel
        );
        return (await FindAsync(id, cancel))![0];
    }

    /// <summary>Opens an alert again whose snooze is over. Returns whether it was to be; where the alert is at another version, nothing is done.</summary>
    /// <exception cref="VersionConflictException">The alert is at another version.</exception>
    public async Task<bool> EndSnoozeAsync(string id, StreamVersion version, Authorship by, CancellationToken cancel)
    {
        var isOver = false;
        await decisions.DecideAsync(
            board,
            id,
            $"Alert {id}",
            version,
            life =>
            {
                isOver = life?.Current.SnoozedUntil <= Now;
                return isOver ? new Decision([AlertEvents.Store(new AlertEvent.Reopened())]) : Decision.Nothing;
            },
            by,
            cancel
        );
        return isOver;
    }

    /// <summary>An alert's identity follows from what it describes: when it shows again, it meets the stream that is there.</summary>
    public static string IdOf(AlertKind kind, string policy, string campaign, string kpi, Scope scope)
    {
        var name = string.Join('\n', [AlertNames.Of(kind), policy, campaign, kpi, .. scope.Parts().Select(part => $"{part.Dimension}={part.Value}")]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 8));
    }

    /// <summary>The lives of all alerts so far, by id.</summary>
    internal async Task<ImmutableDictionary<string, AlertLife>> LivesAsync(CancellationToken cancel)
    {
        var before = known;
        var changed = await journal.ReadBoardAsync(board, after: before.Position, cancel);
        if (changed.Count == 0)
            return before.Lives;
        var lives = before.Lives.ToBuilder();
        foreach (var row in changed)
            lives[row.Id] = board.Read(row);
        var now = new Known(changed.Max(row => row.Position), lives.ToImmutable());
        if (now.Position > known.Position)
            known = now;
        return now.Lives;
    }

    /// <summary>Begins what a watch records and keeps together.</summary>
    internal Task<JournalTransaction> BeginAsync(CancellationToken cancel) => journal.BeginAsync(cancel);

    /// <summary>
    /// Writes what a watch found to the journal in the caller's transaction; false where another one was first, and nothing may be committed.
    /// </summary>
    internal static async Task<bool> RecordAsync(
        JournalTransaction transaction,
        IReadOnlyList<(string Id, StreamVersion Version, AlertEvent Event)> found,
        CancellationToken cancel
    )
    {
        if (found.Count == 0)
            return true;
        var streams = found
            .GroupBy(one => one.Id, StringComparer.Ordinal)
            .Select(life => new StreamAppend(
                AlertEvents.Prefix + life.Key,
                life.First().Version == StreamVersion.None ? ExpectedVersion.NoStream : ExpectedVersion.Exactly(life.First().Version),
                [.. life.Select(one => AlertEvents.Store(one.Event))]
            ));
        return (
            await transaction.AppendAsync(
                [.. streams],
                new Authorship("divergence-watch", "what a policy watches for was found, or ended") { IsFinding = true },
                cancel
            )
        ).AllMade;
    }

    /// <summary>Entries as changes, each with its alert as the alert stood then. The entries are whole streams, from the first on.</summary>
    private async Task<IReadOnlyList<AlertChange>> ToldAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancel)
    {
        var changes = new List<AlertChange>(entries.Count);
        var lives = new Dictionary<string, AlertLife>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var life = lives[entry.Stream] = board.Fold(lives.GetValueOrDefault(entry.Stream), entry);
            var at = Instant.FromUnixTimeTicks(entry.RecordedAt * 10);
            var told = entry.Type == "alert_recurred" ? life.At(at).MaxBy(occurrence => occurrence.Occurrence)! : life.At(at).First();
            changes.Add(new AlertChange(entry.Position, entry.Version, entry.Type, entry.RecordedAt, entry.Actor, entry.Reason, told, entry.Data));
        }

        var seen = await SeenAsync(changes.Select(change => change.Alert), cancel);
        return [.. changes.Zip(seen, (change, alert) => change with { Alert = alert })];
    }

    private async Task<IReadOnlyList<Alert>> SeenAsync(IEnumerable<Alert> alerts, CancellationToken cancel)
    {
        var inForce = await silences.InForceAsync(Now, cancel);
        return
        [
            .. inForce.Count == 0
                ? alerts
                : alerts.Select(alert => alert with { SilencedBy = inForce.FirstOrDefault(silence => silence.Matcher.Matches(alert))?.Id }),
        ];
    }

    private async Task<IEnumerable<AlertLife>> LivesAsync(SealNumber? seal, CancellationToken cancel) =>
        seal is { } through ? await LivesAtAsync(through, cancel) : (await LivesAsync(cancel)).Values;

    /// <summary>The lives as they were recorded by a seal, which no board tells.</summary>
    private async Task<IEnumerable<AlertLife>> LivesAtAsync(SealNumber seal, CancellationToken cancel)
    {
        var lives = new Dictionary<string, AlertLife>(StringComparer.Ordinal);
        foreach (var entry in await journal.ReadAsync(AlertEvents.Prefix, through: seal, cancel))
            lives[entry.Stream] = board.Fold(lives.GetValueOrDefault(entry.Stream), entry);
        return lives.Values;
    }

    private sealed record Known(Position Position, ImmutableDictionary<string, AlertLife> Lives);
}
