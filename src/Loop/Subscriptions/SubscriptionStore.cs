using System.Security.Cryptography;
using CustomerPerformanceTracker.Loop.Digests;
using Npgsql;

namespace CustomerPerformanceTracker.Loop.Subscriptions;

/// <summary>
/// The workspace's subscriptions, each a journal stream, with their secrets in a table of their own. An entry and what it does to secrets and deliveries
/// commit together.
/// </summary>
public sealed class SubscriptionStore(Database database, Workspace workspace, JournalStreams journal, Decisions decisions, TimeProvider clock)
{
    private readonly SubscriptionBoard board = new();

    private readonly SemaphoreSlim reading = new(1);
    private Dictionary<string, Subscription> known = [];
    private Position readTo;

    /// <summary>How long a secret that was rotated holds beside the new one, where nothing else is said.</summary>
    public static Duration Overlap { get; } = Duration.FromHours(24);

    /// <summary>Every subscription that was not removed, in the order of their ids.</summary>
    public async Task<IReadOnlyList<Subscription>> ListAsync(CancellationToken cancel) =>
        [.. (await AllAsync(cancel)).Values.Where(one => one.State != SubscriptionState.Removed).OrderBy(one => one.Id, StringComparer.Ordinal)];

    /// <summary>The subscription as it stands, removed ones too; null where there never was one.</summary>
    public async Task<Subscription?> FindAsync(string id, CancellationToken cancel) => (await AllAsync(cancel)).GetValueOrDefault(id);

    /// <summary>Adds a subscription. Its secret, if it has one, is given here and nowhere again.</summary>
    /// <param name="filter">Which changes of alerts it wants; null: the log's checkpoints instead.</param>
    /// <param name="secret">A webhook's signing key, which is made where none is given, or a server's password, where its address does not hold it.</param>
    /// <exception cref="RefusedException">The sink or the filter breaks a rule.</exception>
    public Task<(Subscription Subscription, string? Secret)> AddAsync(
        Sink sink,
        AlertFilter? filter,
        bool fromStart,
        string? secret,
        Authorship by,
        CancellationToken cancel
    ) => AddAsync(new SubscriptionCommand.Add(sink, filter, fromStart), secret, by, cancel);

    /// <inheritdoc cref="AddAsync(Sink, AlertFilter?, bool, string?, Authorship, CancellationToken)"/>
    /// <param name="wanted">Where it asks for quotes, the caller has been found to be one who may read what customers wrote.</param>
    public async Task<(Subscription Subscription, string? Secret)> AddAsync(
        SubscriptionCommand.Add wanted,
        string? secret,
        Authorship by,
        CancellationToken cancel
    )
    {
        var (told, kept) = SinkAddress.Part(wanted.Sink, secret);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var added = await ChangeAsync(id, wanted with { Sink = told }, by, expected: null, kept, cancel);
        return (added, kept);
    }

    /// <summary>
    /// Gives a subscription another secret, and lets the ones before hold for <paramref name="overlap"/> beside it. Returns the new one, as
    /// <see cref="AddAsync(SubscriptionCommand.Add, string?, Authorship, CancellationToken)"/> does.
    /// </summary>
    /// <param name="secret">The new signing key, made where none is given; for other sinks the new password or, of Slack, the new URL.</param>
    public async Task<(Subscription Subscription, string Secret)> RotateAsync(
        string id,
        string? secret,
        Duration overlap,
        Authorship by,
        StreamVersion? expected,
        CancellationToken cancel
    )
    {
        var sink = (await FindAsync(id, cancel))?.Sink;
        if (sink is not (null or Sink.Webhook or Sink.Alertmanager) && string.IsNullOrEmpty(secret))
            throw new RefusedException("secret_needed", "Only a webhook's secret can be made here; give the new password, or Slack's new URL.");
        var kept = sink is null or Sink.Alertmanager ? "" : SinkAddress.Part(sink, secret).Secret!;
        return (await ChangeAsync(id, new SubscriptionCommand.RotateSecret(clock.GetCurrentInstant() + overlap), by, expected, kept, cancel), kept);
    }

    /// <summary>Follows a command. A change that changes nothing adds no entry.</summary>
    /// <param name="expected">The version it has to be at; null: whatever it is.</param>
    /// <exception cref="NotFoundException">There is no such subscription.</exception>
    /// <exception cref="VersionConflictException">Somebody else was first.</exception>
    /// <exception cref="RefusedException">It cannot follow.</exception>
    public Task<Subscription> ChangeAsync(string id, SubscriptionCommand command, Authorship by, StreamVersion? expected, CancellationToken cancel) =>
        ChangeAsync(id, command, by, expected, secret: null, cancel);

    /// <summary>Its secrets that hold now, the newest first.</summary>
    public async Task<IReadOnlyList<string>> SecretsAsync(string id, CancellationToken cancel)
    {
        const string Holding =
            "select secret from delivery.secret where workspace = $1 and subscription = $2 and (expires_at is null or expires_at > $3) order by number desc";
        await using var command = database.SourceOf(workspace).Statement(Holding, workspace.Id, id, clock.GetCurrentInstant());
        return await command.ListAsync(row => row.Text("secret"), cancel);
    }

    private async Task<Subscription> ChangeAsync(
        string id,
        SubscriptionCommand command,
        Authorship by,
        StreamVersion? expected,
        string? secret,
        CancellationToken cancel
    ) =>
        (
            await decisions.DecideAsync(
                board,
                id,
                $"Subscription {id}",
                expected,
                before =>
                {
                    var events = Subscription.Decide(before, command);
                    return new Decision([.. events.Select(SubscriptionEvents.Store)])
                    {
                        Rows = async (transaction, append, token) =>
                        {
                            foreach (var happened in events)
                                await FollowAsync(transaction.Connection!, id, happened, append.Seal!.LastPosition, secret, token);
                        },
                    };
                },
                by,
                cancel
            )
        )!;

    private async Task FollowAsync(
        NpgsqlConnection connection,
        string id,
        SubscriptionEvent happened,
        Position position,
        string? secret,
        CancellationToken cancel
    )
    {
        switch (happened)
        {
            case SubscriptionEvent.Added added:
                await RunAsync(
                    "insert into delivery.checkpoint (workspace, subscription, position) values ($1, $2, $3)",
                    added.Every is { } every
                            ? DigestPost.PositionOf(Rhythms.LastDue(every, clock.GetCurrentInstant(), DateTimeZoneProviders.Tzdb[workspace.Zone])).Value
                        : added.Filter is null || added.FromStart ? 0L
                        : position.Value
                );
                if (secret is not null)
                    await RunAsync("insert into delivery.secret (workspace, subscription, number, secret) values ($1, $2, 1, $3)", secret);
                break;
            case SubscriptionEvent.SecretRotated rotated:
                await RunAsync(SqlFile.Beside(typeof(SubscriptionStore), "rotate-secret"), secret!, rotated.OldUntil, clock.GetCurrentInstant());
                break;
            case SubscriptionEvent.Enabled:
                await RunAsync("update delivery.checkpoint set failing_since = null where workspace = $1 and subscription = $2");
                await RunAsync(
                    "update delivery.outbox set next_at = least(next_at, $3) where workspace = $1 and subscription = $2 and state = 'pending'",
                    clock.GetCurrentInstant()
                );
                break;
            case SubscriptionEvent.Removed:
                await RunAsync("delete from delivery.secret where workspace = $1 and subscription = $2");
                await RunAsync("delete from delivery.checkpoint where workspace = $1 and subscription = $2");
                await RunAsync(
                    "update delivery.outbox set state = 'dropped', status = 'the subscription was removed' where workspace = $1 and subscription = $2 and "
                        + "state = 'pending'"
                );
                break;
        }

        Task RunAsync(string sql, params object[] more) => connection.ExecuteAsync(sql, [workspace.Id, id, .. more], cancel);
    }

    /// <summary>Reads what changed since the last reading, so that a look costs one row while nothing happened.</summary>
    private async Task<IReadOnlyDictionary<string, Subscription>> AllAsync(CancellationToken cancel)
    {
        await reading.WaitAsync(cancel);
        try
        {
            var changed = await journal.ReadBoardAsync(board, after: readTo, cancel);
            if (changed.Count == 0)
                return known;
            var now = new Dictionary<string, Subscription>(known, StringComparer.Ordinal);
            foreach (var row in changed)
                now[row.Id] = board.Read(row);
            (known, readTo) = (now, changed.Max(row => row.Position));
            return known;
        }
        finally
        {
            reading.Release();
        }
    }
}
