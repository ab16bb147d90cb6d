namespace CustomerPerformanceTracker.EventLog.Tests.Walls;

/// <summary>One database, two workspaces with rows in every table.</summary>
public sealed class TwoSpaces : IAsyncLifetime
{
    public Space Space { get; private set; } = null!;

    public Workspace Other { get; private set; } = null!;

    public NpgsqlDataSource Source => Space.Database.SourceOf(Space.Workspace);

    /// <summary>Every table whose rows are somebody's, with the column that tells whose.</summary>
    public IReadOnlyList<(string Name, string Key)> Tables { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        Space = await Space.OpenAsync();
        Other = await Workspace.OpenAsync(Space.Database, "beta", "UTC", CancellationToken.None);
        foreach (var workspace in new[] { Space.Workspace, Other })
        {
            await new SignalLog(Space.Database, workspace, Space.Clock).AppendAsync(
                [Make.Click("a"), Make.Answer("b")],
                history: false,
                CancellationToken.None
            );
            await new JournalStreams(Space.Database, workspace, Space.Clock).AppendAsync(
                [Make.To("kpis", ExpectedVersion.NoStream)],
                Space.Somebody,
                CancellationToken.None
            );
            await new Projector(Space.Database, workspace).StatusAsync(new Tally(), CancellationToken.None);
            await Space.TamperAsync($"insert into journal.mt_event_projection_floors values ('tally', '{workspace.Name}', 1)");
            await Space.TamperAsync(
                $"insert into view.board values ({workspace.Id}, 'tally', 'a', 1, 1, 1, 'open', null, '{{}}'); insert into view.board_shape values "
                    + $"({workspace.Id}, 'tally', 1)"
            );
            await Space.TamperAsync($"insert into view.set_aside values ({workspace.Id}, 'tally', 1, 1, 0, 1, now(), 'cannot be folded')");
        }

        Tables =
        [
            .. (await Space.ReadAsync<string>($"select name || ' ' || key from ({TestSupport.Walls.Tables}) t order by 1"))
                .Select(row => row.Split(' '))
                .Select(row => (row[0], row[1])),
        ];
    }

    /// <summary>The workspace whose connections <see cref="Source"/> opens, as a literal of a table's key.</summary>
    public string OwnIn(string key) => In(key, Space.Workspace);

    /// <summary>The other workspace as a literal of a table's key.</summary>
    public string OtherIn(string key) => In(key, Other);

    /// <summary>Everything the other workspace has, as text.</summary>
    public async Task<string> OthersAsync()
    {
        var rows = new List<string>();
        foreach (var (table, key) in Tables)
            rows.AddRange(await Space.ReadAsync<string>($"select t::text from {table} t where {key} = {OtherIn(key)} order by 1"));
        return string.Join('\n', rows);
    }

    public ValueTask DisposeAsync() => Space.DisposeAsync();

    private static string In(string key, Workspace workspace) => key == "tenant_id" ? $"'{workspace.Name}'" : $"{workspace.Id}";
}
