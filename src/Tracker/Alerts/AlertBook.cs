using System.Security.Cryptography;
using System.Text;
using CustomerPerformanceTracker.EventLog;
using CustomerPerformanceTracker.Tracker.Cells;
using NodaTime;
using Npgsql;

namespace CustomerPerformanceTracker.Tracker.Alerts;

/// <summary>The workspace's alerts, each a journal stream.</summary>
public sealed class AlertBook(Journal journal)
{
    private const string Prefix = "alert-";

    /// <summary>Every alert that was recorded, by that seal where one is given; the latest first.</summary>
    public async Task<IReadOnlyList<Alert>> ListAsync(CancellationToken cancel, int? seal = null) =>
        [.. (await journal.ReadAsync(Prefix, cancel, through: seal ?? int.MaxValue)).Where(entry => entry.Type == AlertEvents.Raised).Select(entry => AlertJson.Read(entry.Data))
            .OrderByDescending(alert => alert.On).ThenBy(alert => alert.Campaign, StringComparer.Ordinal).ThenBy(alert => alert.Id, StringComparer.Ordinal)];

    /// <summary>Alerts as they were raised, each with its journal position, from behind a position on; at most <paramref name="limit"/>.</summary>
    public async Task<IReadOnlyList<(long Position, Alert Alert)>> RaisedAsync(long after, int limit, CancellationToken cancel) =>
        [.. (await journal.ReadAsync(Prefix, cancel, after: after, limit: limit)).Where(entry => entry.Type == AlertEvents.Raised)
            .Select(entry => (entry.Position, AlertJson.Read(entry.Data)))];

    /// <summary>What became of alerts, in the journal's order, from behind a position on; at most <paramref name="limit"/>.</summary>
    public async Task<IReadOnlyList<AlertChange>> ChangesAsync(long after, int limit, CancellationToken cancel) =>
        [.. (await journal.ReadAsync(Prefix, cancel, after: after, limit: limit)).Where(entry => entry.Type == AlertEvents.Raised)
            .Select(entry => new AlertChange(entry.Position, entry.Version, entry.Type, entry.RecordedAt, entry.Actor, entry.Reason, AlertJson.Read(entry.Data)))];

    /// <summary>
    /// An alert's identity follows from what it tells of, so raising it again, after a crash or a refold, meets the stream that is there already.
    /// </summary>
    public static string IdOf(AlertKind kind, string policy, string campaign, Scope scope, LocalDate on)
    {
        var name = string.Join('\n', [AlertJson.Name(kind), policy, campaign, .. AlertJson.Parts(scope).Select(part => $"{part.Dimension}={part.Value}"), on.ToString("uuuu-MM-dd", null)]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 8));
    }

    /// <summary>Writes the alerts to the journal in the caller's transaction; those that are there already are left as they are.</summary>
    internal async Task RaiseAsync(NpgsqlConnection connection, IReadOnlyList<Alert> alerts, CancellationToken cancel)
    {
        var streams = alerts.Select(alert => new StreamAppend(Prefix + alert.Id, ExpectedVersion.NoStream, [new JournalEvent(AlertEvents.Raised, AlertEvents.Data(alert))])).ToArray();
        if (streams.Length > 0)
            await journal.AppendAsync(connection, streams, new Authorship("divergence-watch", "a policy's evidence reached its threshold"), cancel);
    }
}
