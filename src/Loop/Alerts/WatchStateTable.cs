using Npgsql;
using NpgsqlTypes;

namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>What a state must be of to be folded on: a policy and its version, a generation of the cells, and <see cref="KeptForm.Shape"/>.</summary>
internal readonly record struct WatchKey(string Policy, StreamVersion Version, int Generation);

/// <summary>The state of a campaign's detectors at the end of a received day.</summary>
internal readonly record struct WatchStateRow(int Campaign, LocalDate Through, byte[] State);

/// <summary>Reads and writes view.watch_state.</summary>
internal static class WatchStateTable
{
    private const int RowsAtOnce = 256;

    /// <summary>Of each campaign the newest state that ends before a day of its own; none where there is none.</summary>
    public static async Task<IReadOnlyDictionary<int, WatchStateRow>> LoadAsync(
        Database database,
        Workspace workspace,
        WatchKey key,
        IReadOnlyCollection<(int Campaign, LocalDate Before)> campaigns,
        CancellationToken cancel
    )
    {
        await using var command = database
            .SourceOf(workspace)
            .Statement(
                SqlFile.Beside(typeof(WatchStateTable), "load-watch-states"),
                workspace.Id,
                key.Policy,
                campaigns.Select(one => one.Campaign).ToArray(),
                Days(campaigns.Select(one => (LocalDate?)one.Before)),
                key.Version.Value,
                key.Generation,
                KeptForm.Shape
            );
        var states = await command.ListAsync(
            row => new WatchStateRow(row.Get<int>("campaign"), row.Get<LocalDate>("through"), row.Get<byte[]>("state")),
            cancel
        );
        return states.ToDictionary(one => one.Campaign);
    }

    /// <summary>
    /// Writes what a pass came to. Of each folded campaign, states that end behind the day it was folded on from no longer hold (null: none of them holds);
    /// of the others those are kept that end on one of the <paramref name="wanted"/> days.
    /// </summary>
    public static async Task ReplaceAsync(
        NpgsqlConnection connection,
        Workspace workspace,
        WatchKey key,
        IReadOnlyCollection<(int Campaign, LocalDate? Good)> folded,
        IEnumerable<WatchStateRow> states,
        IEnumerable<LocalDate> wanted,
        CancellationToken cancel
    )
    {
        if (folded.Count == 0)
            return;
        await connection.ExecuteAsync(
            SqlFile.Beside(typeof(WatchStateTable), "forget-watch-states"),
            [
                workspace.Id,
                key.Policy,
                folded.Select(one => one.Campaign).ToArray(),
                Days(folded.Select(one => one.Good)),
                Days(wanted.Select(day => (LocalDate?)day)),
                key.Version.Value,
                key.Generation,
                KeptForm.Shape,
            ],
            cancel
        );

        foreach (var rows in states.Chunk(RowsAtOnce))
            await InsertAsync(connection, workspace, key, rows, cancel);
    }

    private static async Task InsertAsync(NpgsqlConnection connection, Workspace workspace, WatchKey key, WatchStateRow[] rows, CancellationToken cancel)
    {
        const string Insert = """
            insert into view.watch_state (workspace, policy, campaign, through, version, generation, shape, state)
            select $1, $2, s.campaign, s.through, $6, $7, $8, s.state from unnest($3, $4, $5) as s (campaign, through, state)
            """;
        await connection.ExecuteAsync(
            Insert,
            [
                workspace.Id,
                key.Policy,
                rows.Select(row => row.Campaign).ToArray(),
                Days(rows.Select(row => (LocalDate?)row.Through)),
                rows.Select(row => row.State).ToArray(),
                key.Version.Value,
                key.Generation,
                KeptForm.Shape,
            ],
            cancel
        );
    }

    // No day stands for the one before all days, which the first of all stands for in the database.
    private static NpgsqlParameter Days(IEnumerable<LocalDate?> days) =>
        Statements.Typed(NpgsqlDbType.Array | NpgsqlDbType.Date, days.Select(day => day ?? LocalDate.MinIsoValue).ToArray());
}
