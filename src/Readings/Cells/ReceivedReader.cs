using CustomerPerformanceTracker.Postgres;
using Npgsql;
using NpgsqlTypes;
using static CustomerPerformanceTracker.Readings.Cells.CellRows;

namespace CustomerPerformanceTracker.Readings.Cells;

/// <summary>
/// Reads what each received day brought to campaigns: what could be known on a day, which is what a watch judges. Corrections that were received later are not
/// in the days before them.
/// </summary>
public sealed class ReceivedReader(Database database, Workspace workspace)
{
    /// <summary>
    /// What each received day brought to each of the campaigns, in order, from behind a day of its own (null: from the first) up to and including
    /// <paramref name="until"/>; apart by the given dimensions. A few queries, whatever their number; a campaign without any signal there is left out.
    /// </summary>
    public async Task<IReadOnlyDictionary<int, List<ReceivedMeasure>>> ReadAsync(
        IReadOnlyCollection<(int Campaign, LocalDate? After)> campaigns,
        IReadOnlyCollection<Dimension> by,
        LocalDate until,
        CancellationToken cancel
    )
    {
        var found = new Dictionary<int, List<ReceivedMeasure>>();
        if (by.Count > 0)
        {
            await FoldAsync(found, campaigns, by, until, cancel);
            return found;
        }

        // Cells are read only of campaigns whose answers are of several strata: days are fewer.
        var only = await OnlyStrataAsync(campaigns, until, cancel);
        (int, LocalDate?)[] apart = [.. campaigns.Where(one => only.TryGetValue(one.Campaign, out var stratum) && stratum is null)];
        if (apart.Length > 0)
            await FoldAsync(found, apart, by, until, cancel);
        if (apart.Length < campaigns.Count)
            await FoldAsync(found, [.. campaigns.Except(apart)], only, until, cancel);
        return found;
    }

    /// <summary>What each received day brought to each of the campaigns, in order, at any cursors; a campaign without any signal there is left out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such seal.</exception>
    public async Task<IReadOnlyDictionary<int, List<ReceivedMeasure>>> ReadAsync(
        IReadOnlyCollection<int> campaigns,
        IReadOnlyCollection<Dimension> by,
        LocalDate until,
        Cursors cursors,
        CancellationToken cancel
    )
    {
        if (cursors == Cursors.Now)
            return await ReadAsync([.. campaigns.Select(campaign => (campaign, (LocalDate?)null))], by, until, cancel);
        var asOf = await AsOf.ResolveAsync(database, workspace, cursors, cancel);
        await using var command = Command("received-at");
        Add(command, workspace.Id, campaigns.ToArray());
        AddDay(command, until);
        asOf.AddTo(command);
        Add(command, workspace.Zone);
        AddDimensions(command, by);
        var found = new Dictionary<int, List<ReceivedMeasure>>();
        await FoldAsync(found, command, Apart, cancel);
        return found;
    }

    /// <summary>The stratum of a campaign's answers, null where there are several; a campaign without answers is left out.</summary>
    private async Task<Dictionary<int, int?>> OnlyStrataAsync(
        IReadOnlyCollection<(int Campaign, LocalDate? After)> campaigns,
        LocalDate until,
        CancellationToken cancel
    )
    {
        await using var command = ReceivedCommand("received-strata", campaigns, until);
        var found = new Dictionary<int, int?>();
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
            found.Add(row.GetInt32(0), row.GetBoolean(1) ? null : StratumNumber.Of(row.GetString(2), row.GetString(3), row.GetString(4)));
        return found;
    }

    private async Task FoldAsync(
        Dictionary<int, List<ReceivedMeasure>> found,
        IReadOnlyCollection<(int Campaign, LocalDate? After)> campaigns,
        IReadOnlyCollection<Dimension> by,
        LocalDate until,
        CancellationToken cancel
    )
    {
        await using var command = ReceivedCommand("received-cells", campaigns, until);
        AddDimensions(command, by);
        await FoldAsync(found, command, Apart, cancel);
    }

    private async Task FoldAsync(
        Dictionary<int, List<ReceivedMeasure>> found,
        IReadOnlyCollection<(int Campaign, LocalDate? After)> campaigns,
        Dictionary<int, int?> only,
        LocalDate until,
        CancellationToken cancel
    )
    {
        await using var command = ReceivedCommand("received-days", campaigns, until);
        await FoldAsync(found, command, (_, campaign) => only.GetValueOrDefault(campaign) ?? 0, cancel);
    }

    private NpgsqlCommand ReceivedCommand(string file, IReadOnlyCollection<(int Campaign, LocalDate? After)> campaigns, LocalDate until)
    {
        var command = Command(file);
        Add(command, workspace.Id, campaigns.Select(one => one.Campaign).ToArray());
        // The first of all days stands for the one before them in the database, too.
        command.Parameters.Add(
            new() { Value = campaigns.Select(one => one.After ?? LocalDate.MinIsoValue).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Date }
        );
        AddDay(command, until);
        return command;
    }

    private static async Task FoldAsync(
        Dictionary<int, List<ReceivedMeasure>> found,
        NpgsqlCommand command,
        Func<NpgsqlDataReader, int, int> stratum,
        CancellationToken cancel
    )
    {
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            var campaign = row.GetInt32(0);
            if (!found.TryGetValue(campaign, out var measures))
                found.Add(campaign, measures = []);
            var kind = (SignalKind)row.GetInt16(6);
            measures.Add(
                new ReceivedMeasure(
                    Day(row, 1),
                    new Scope(Text(row, 2), Text(row, 3), Text(row, 4), Text(row, 5), OwnValues.Parse(Text(row, 13))),
                    kind,
                    Text(row, 7),
                    Text(row, 8),
                    row.GetInt64(9),
                    Sum(row, 10),
                    Sum(row, 11),
                    AnswerScale.Parse(row.GetString(12)),
                    kind is SignalKind.SurveyAnswer or SignalKind.Sentiment ? stratum(row, campaign) : 0
                )
            );
        }
    }

    private static int Apart(NpgsqlDataReader row, int campaign) => StratumNumber.Of(row.GetString(14), row.GetString(15), row.GetString(16));

    private static void AddDimensions(NpgsqlCommand command, IReadOnlyCollection<Dimension> by)
    {
        Add(command, by.Contains(Dimension.Message), by.Contains(Dimension.Touchpoint), by.Contains(Dimension.Channel), by.Contains(Dimension.Segment));
        command.Parameters.Add(new() { Value = by.Where(dimension => dimension.IsOwn).Select(dimension => dimension.Name).ToArray() });
    }

    private NpgsqlCommand Command(string file) => database.SourceOf(workspace).CreateCommand(SqlFile.Beside(typeof(ReceivedReader), file));
}
