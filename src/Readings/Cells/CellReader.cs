using System.Numerics;
using CustomerPerformanceTracker.Postgres;
using Npgsql;
using static CustomerPerformanceTracker.Readings.Cells.CellRows;

namespace CustomerPerformanceTracker.Readings.Cells;

/// <summary>
/// Reads a campaign's cells as they stood at a set of cursors. Cursors that end with a whole day are sums over the campaign days; a cursor
/// inside a day, or a seal, adds the raw signals of that day.
/// </summary>
public sealed class CellReader(Database database, Workspace workspace)
{
    /// <summary>The number of a campaign that has cells, or null.</summary>
    public async Task<int?> CampaignAsync(string name, CancellationToken cancel) =>
        await HeadAsync(name, cancel) is { LastDay: not null } head ? head.Campaign : null;

    /// <summary>Where a campaign stands, read at one moment; null where the workspace knows no such name.</summary>
    public async Task<CampaignHead?> HeadAsync(string name, CancellationToken cancel)
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        await using var command = Command("campaign-head", connection);
        Add(command, workspace.Id, name);
        await command.PrepareAsync(cancel);
        await using var row = await command.ExecuteReaderAsync(cancel);
        return await row.ReadAsync(cancel)
            ? new CampaignHead(
                row.GetInt32(0),
                row.IsDBNull(1) ? null : Day(row, 1),
                row.GetInt32(2),
                new SealNumber(row.GetInt32(3)),
                new SealNumber(row.GetInt32(4)),
                new Position(row.GetInt64(5)),
                AheadOf(row, 6),
                ReadNotFolded(row, 8)
            )
            : null;
    }

    /// <summary>The last seal folded into the cells.</summary>
    public async Task<SealNumber> FoldedAsync(CancellationToken cancel)
    {
        await using var command = database
            .SourceOf(workspace)
            .Statement("select seal from view.projection where workspace = $1 and name = 'cells' and live", workspace.Id);
        return (await command.ListAsync(row => new SealNumber(row.Get<int>("seal")), cancel)).FirstOrDefault();
    }

    /// <summary>Campaigns with signals, in alphabetical order.</summary>
    public Task<IReadOnlyList<(int Id, string Name)>> CampaignsAsync(CancellationToken cancel) => CampaignsAsync(Cursors.Now, cancel);

    /// <summary>Campaigns with signals at the cursors, in alphabetical order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such seal.</exception>
    public async Task<IReadOnlyList<(int Id, string Name)>> CampaignsAsync(Cursors cursors, CancellationToken cancel)
    {
        await using var command = Command(cursors == Cursors.Now ? "campaigns" : "campaigns-at");
        Add(command, workspace.Id);
        if (cursors != Cursors.Now)
        {
            (await ResolveAsync(cursors, cancel)).AddTo(command);
            Add(command, workspace.Zone);
        }

        return await command.ListAsync(row => (row.Get<int>("id"), row.Text("text")), cancel);
    }

    /// <summary>First and last day of the campaign at the cursors, or null where there was nothing yet.</summary>
    public async Task<CampaignSpan?> SpanAsync(int campaign, Cursors cursors, CancellationToken cancel)
    {
        var asOf = await ResolveAsync(cursors, cancel);
        await using var command = asOf.Exact ? Command("span-cells") : Command("span");
        Add(command, workspace.Id, campaign);
        if (asOf.Exact)
        {
            asOf.AddTo(command);
            Add(command, workspace.Zone);
        }
        else
        {
            AddDay(command, asOf.KnownWhole);
        }

        await using var row = await command.ExecuteReaderAsync(cancel);
        return await row.ReadAsync(cancel) && !row.IsDBNull(0) ? new CampaignSpan(Day(row, 0), Day(row, 1), AheadOf(row, 2)) : null;
    }

    /// <summary>How many signals of the workspace, by their counts, are dated after <paramref name="today"/>.</summary>
    public async Task<long> AheadAsync(LocalDate today, CancellationToken cancel)
    {
        await using var command = Command("ahead");
        Add(command, workspace.Id);
        AddDay(command, today);
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>Measures of each occurred day from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public Task<IReadOnlyList<DayMeasure>> DaysAsync(int campaign, LocalDate from, LocalDate to, Cursors cursors, Dimension? by, CancellationToken cancel) =>
        DaysAsync("days", campaign, from, to, cursors, by, cancel);

    /// <summary>The same, with scores kept apart for the question of loyalty alone: as much as a scorecard and its levels are made of, in fewer rows.</summary>
    public Task<IReadOnlyList<DayMeasure>> LevelDaysAsync(
        int campaign,
        LocalDate from,
        LocalDate to,
        Cursors cursors,
        Dimension? by,
        CancellationToken cancel
    ) => DaysAsync("level-days", campaign, from, to, cursors, by, cancel);

    /// <summary>The answers of each occurred day, apart by segment, channel and touchpoint; strata are numbered in the order of their names.</summary>
    public async Task<IReadOnlyList<StratumAnswers>> StrataAsync(int campaign, LocalDate from, LocalDate to, Cursors cursors, CancellationToken cancel)
    {
        var asOf = await ResolveAsync(Until(cursors, to), cancel);
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        await using var command = Command("strata-days", connection);
        Add(command, workspace.Id, campaign);
        AddDay(command, from);
        asOf.AddTo(command);
        Add(command, workspace.Zone);
        await command.PrepareAsync(cancel);

        var answers = new List<((string Segment, string Channel, string Touchpoint) Stratum, StratumAnswers Answers)>();
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            answers.Add(
                (
                    (row.GetString(1), row.GetString(2), row.GetString(3)),
                    new StratumAnswers(
                        Day(row, 0),
                        0,
                        (SignalKind)row.GetInt16(4),
                        row.GetString(5),
                        AnswerScale.Parse(row.GetString(9)),
                        row.IsDBNull(6) ? null : row.GetInt16(6),
                        row.GetInt64(7),
                        Sum(row, 8)
                    )
                )
            );
        }

        var numbers = answers
            .Select(one => one.Stratum)
            .Distinct()
            .OrderBy(stratum => stratum.Segment, StringComparer.Ordinal)
            .ThenBy(stratum => stratum.Channel, StringComparer.Ordinal)
            .ThenBy(stratum => stratum.Touchpoint, StringComparer.Ordinal)
            .Index()
            .ToDictionary(stratum => stratum.Item, stratum => stratum.Index);
        return [.. answers.Select(one => one.Answers with { Stratum = numbers[one.Stratum] })];
    }

    private async Task<IReadOnlyList<DayMeasure>> DaysAsync(
        string file,
        int campaign,
        LocalDate from,
        LocalDate to,
        Cursors cursors,
        Dimension? by,
        CancellationToken cancel
    )
    {
        var asOf = await ResolveAsync(Until(cursors, to), cancel);
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        await using var command = Command(asOf.Exact || by is not null ? $"{file}-cells" : file, connection);
        Add(command, workspace.Id, campaign);
        AddDay(command, from);
        AddCursors(command, asOf, by);
        await command.PrepareAsync(cancel);

        var measures = new List<DayMeasure>();
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
            measures.Add(new DayMeasure(Day(row, 0), Text(row, 1), ReadMeasure(row, 2)));
        return measures;
    }

    internal static Cursors Until(Cursors cursors, LocalDate to) => cursors with { At = cursors.At is { } at && at.Whole < to ? at : new DayCursor(to, null) };

    /// <summary>
    /// Measures of every campaign of the workspace on each occurred day from <paramref name="from"/> to <paramref name="to"/>, as known at the end of a day;
    /// null: all there is.
    /// </summary>
    public async Task<ILookup<int, DayMeasure>> EveryDaysAsync(LocalDate from, LocalDate to, LocalDate? known, CancellationToken cancel)
    {
        await using var command = Command("days-every");
        Add(command, workspace.Id);
        AddDay(command, from);
        AddDay(command, to);
        AddDay(command, known ?? Forever);
        var measures = new List<(int Campaign, DayMeasure Measure)>();
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
            measures.Add((row.GetInt32(0), new DayMeasure(Day(row, 1), null, ReadMeasure(row, 2))));
        return measures.ToLookup(one => one.Campaign, one => one.Measure);
    }

    /// <summary>Each message of the campaign with the days it was first seen and first received, in the order they were seen.</summary>
    public async Task<IReadOnlyList<(string Message, LocalDate FirstSeen, LocalDate FirstReceived)>> MessagesAsync(
        int campaign,
        Cursors cursors,
        CancellationToken cancel
    )
    {
        await using var command = await AtAsync("messages", campaign, cursors, cancel);
        return await command.ListAsync(row => (row.Text("message"), row.Get<LocalDate>("seen"), row.Get<LocalDate>("received")), cancel);
    }

    /// <summary>Each message of the campaign with the days between which signals name it, in the order they were first seen.</summary>
    public async Task<IReadOnlyList<MessageSpan>> MessageSpansAsync(int campaign, Cursors cursors, CancellationToken cancel)
    {
        await using var command = await AtAsync("message-spans", campaign, cursors, cancel);
        return await command.ListAsync(MessageSpan.Read, cancel);
    }

    /// <summary>The day on which the first of what occurred on each day was received.</summary>
    public async Task<IReadOnlyDictionary<LocalDate, LocalDate>> ReceiptsAsync(int campaign, Cursors cursors, CancellationToken cancel)
    {
        await using var command = await AtAsync("day-receipts", campaign, cursors, cancel);
        return new Dictionary<LocalDate, LocalDate>(
            await command.ListAsync(row => KeyValuePair.Create(row.Get<LocalDate>("day"), row.Get<LocalDate>("received")), cancel)
        );
    }

    /// <summary>The touchpoints at which the campaign has signals, by name, each with the day on which the first of them was recorded.</summary>
    public async Task<IReadOnlyList<(string Touchpoint, LocalDate Since)>> TouchpointsAsync(int campaign, Cursors cursors, CancellationToken cancel)
    {
        await using var command = await AtAsync("touchpoints", campaign, cursors, cancel);
        return await command.ListAsync(row => (row.Text("touchpoint"), row.Get<LocalDate>("since")), cancel);
    }

    /// <summary>The answers to one question from <paramref name="from"/> to <paramref name="to"/>, apart by all that they name.</summary>
    public async Task<IReadOnlyList<NamedScores>> ScoresAsync(int campaign, LocalDate from, LocalDate to, Cursors cursors, string kpi, CancellationToken cancel)
    {
        var asOf = await ResolveAsync(Until(cursors, to), cancel);
        await using var command = Command("named-scores");
        Add(command, workspace.Id, campaign);
        AddDay(command, from);
        asOf.AddTo(command);
        Add(command, workspace.Zone, kpi);
        return await command.ListAsync(
            row => new NamedScores(
                row.Get<LocalDate>("day"),
                row.Text("message"),
                row.Text("touchpoint"),
                row.Text("channel"),
                row.Text("segment"),
                OwnValues.Parse(row.FindText("own")),
                row.Get<long>("count"),
                (double)row.Get<BigInteger>("score_sum"),
                (double)row.Get<BigInteger>("score_squares")
            ),
            cancel
        );
    }

    /// <summary>A statement on all of a campaign's cells as they stood at the cursors.</summary>
    private async Task<NpgsqlCommand> AtAsync(string file, int campaign, Cursors cursors, CancellationToken cancel)
    {
        var asOf = await ResolveAsync(cursors, cancel);
        var command = Command(file);
        Add(command, workspace.Id, campaign);
        asOf.AddTo(command);
        Add(command, workspace.Zone);
        return command;
    }

    /// <summary>Refuses a seal that does not exist: read as the last one, it would be told as what was recorded by then. None and 0 pass.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such seal.</exception>
    public async Task RequireAsync(SealNumber? seal, CancellationToken cancel)
    {
        if (seal is { } asked && asked != SealNumber.None)
            await ResolveAsync(new Cursors(Seal: asked), cancel);
    }

    internal Task<AsOf> ResolveAsync(Cursors cursors, CancellationToken cancel) => AsOf.ResolveAsync(database, workspace, cursors, cancel);

    private static NpgsqlCommand Command(string file, NpgsqlConnection connection) => new(SqlFile.Beside(typeof(CellReader), file), connection);

    private NpgsqlCommand Command(string file) => database.SourceOf(workspace).CreateCommand(SqlFile.Beside(typeof(CellReader), file));

    /// <summary>The cursors as the statement on cells takes them, or that on campaign days where these are enough.</summary>
    private void AddCursors(NpgsqlCommand command, AsOf asOf, Dimension? by)
    {
        if (asOf.Exact || by is not null)
        {
            asOf.AddTo(command);
            AddText(command, by?.Name);
            Add(command, workspace.Zone);
        }
        else
        {
            AddDay(command, asOf.OccurredWhole);
            AddDay(command, asOf.KnownWhole);
        }
    }
}
