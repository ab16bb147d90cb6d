using System.Numerics;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Proofs;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace CustomerPerformanceTracker.Readings.Cells;

/// <summary>What a campaign's cells can be read apart by.</summary>
public enum Dimension
{
    Message,
    Touchpoint,
    Channel,
    Segment,
}

/// <summary>A measure of one occurred day and scope value.</summary>
public readonly record struct DayMeasure(LocalDate Day, string? Scope, Measure Measure);

/// <summary>
/// What one received day brought of one kind (and KPI) for one scope; the scope's values are null where the reading was not apart by them. Answers are of one
/// segment, channel and touchpoint besides, whose <see cref="StratumNumber"/> is <paramref name="Stratum"/>; 0 for all else.
/// </summary>
public readonly record struct ReceivedMeasure(
    LocalDate Day,
    Scope Scope,
    SignalKind Kind,
    string? Kpi,
    string? Currency,
    long Count,
    Int128 Amount,
    Int128 ScoreSum,
    AnswerScale? Scale = null,
    int Stratum = 0
);

/// <summary>Signals, by their counts, that are dated after the last day of a reading, and the newest day among them.</summary>
public readonly record struct Ahead(long Signals, LocalDate Newest);

/// <summary>
/// A campaign's first and last day. The last is the newest day on which something occurred that had been received and recorded by the end of that day: a signal
/// with a wrong clock, dated ahead of its own receipt, does not move it. What lies after it is <paramref name="Ahead"/>, null where nothing does.
/// </summary>
public readonly record struct CampaignSpan(LocalDate First, LocalDate Last, Ahead? Ahead);

/// <summary>
/// Where a campaign stands now: its number, its last day as in <see cref="CampaignSpan"/> (null where none were folded yet), the generation of its cells and
/// the last seal folded into them, and the last seal and journal position of its workspace. Between two equal heads nothing has changed.
/// </summary>
public readonly record struct CampaignHead(
    int Campaign,
    LocalDate? LastDay,
    int Generation,
    int Folded,
    int Seals,
    long Journal,
    Ahead? Ahead,
    NotFolded? NotFolded
);

/// <summary>
/// Reads a campaign's cells as they stood at a set of cursors. Cursors that end with a whole day are sums over the campaign days; a cursor
/// inside a day, or a seal, adds the raw signals of that day.
/// </summary>
public sealed class CellReader(Database database, Workspace workspace)
{
    private static readonly LocalDate Forever = LocalDate.MaxIsoValue;

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
                row.GetInt32(3),
                row.GetInt32(4),
                row.GetInt64(5),
                AheadOf(row, 6),
                ReadNotFolded(row, 8)
            )
            : null;
    }

    /// <summary>Campaigns with signals, in alphabetical order.</summary>
    public async Task<IReadOnlyList<(int Id, string Name)>> CampaignsAsync(CancellationToken cancel)
    {
        await using var command = database.SourceOf(workspace).CreateCommand(SqlFile.Beside(typeof(CellReader), "campaigns"));
        command.Parameters.Add(new() { Value = workspace.Id });
        var found = new List<(int, string)>();
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
            found.Add((row.GetInt32(0), row.GetString(1)));
        return found;
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

    private static Cursors Until(Cursors cursors, LocalDate to) => cursors with { At = cursors.At is { } at && at.Whole < to ? at : new DayCursor(to, null) };

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

    /// <summary>What each received day brought, in order, up to and including <paramref name="until"/>; apart by the given dimensions.</summary>
    public async Task<IReadOnlyList<ReceivedMeasure>> ReceivedAsync(
        int campaign,
        IReadOnlyCollection<Dimension> by,
        LocalDate until,
        CancellationToken cancel
    ) => (await ReceivedAsync([(campaign, null)], by, until, cancel)).GetValueOrDefault(campaign) ?? [];

    /// <summary>
    /// What each received day brought to each of the campaigns, in order, from behind a day of its own (null: from the first) up to and including
    /// <paramref name="until"/>; apart by the given dimensions. A few queries, whatever their number; a campaign without any signal there is left out.
    /// </summary>
    public async Task<IReadOnlyDictionary<int, List<ReceivedMeasure>>> ReceivedAsync(
        IReadOnlyCollection<(int Campaign, LocalDate? After)> campaigns,
        IReadOnlyCollection<Dimension> by,
        LocalDate until,
        CancellationToken cancel
    )
    {
        var found = new Dictionary<int, List<ReceivedMeasure>>();
        if (by.Count > 0)
        {
            await ReadReceivedAsync(found, campaigns, by, until, cancel);
            return found;
        }

        // Cells are read only of campaigns whose answers are of several strata: days are fewer.
        var only = await OnlyStrataAsync(campaigns, until, cancel);
        (int, LocalDate?)[] apart = [.. campaigns.Where(one => only.TryGetValue(one.Campaign, out var stratum) && stratum is null)];
        if (apart.Length > 0)
            await ReadReceivedAsync(found, apart, by, until, cancel);
        if (apart.Length < campaigns.Count)
            await ReadReceivedAsync(found, [.. campaigns.Except(apart)], only, until, cancel);
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

    private async Task ReadReceivedAsync(
        Dictionary<int, List<ReceivedMeasure>> found,
        IReadOnlyCollection<(int Campaign, LocalDate? After)> campaigns,
        IReadOnlyCollection<Dimension> by,
        LocalDate until,
        CancellationToken cancel
    )
    {
        await using var command = ReceivedCommand("received-cells", campaigns, until);
        Add(command, by.Contains(Dimension.Message), by.Contains(Dimension.Touchpoint), by.Contains(Dimension.Channel), by.Contains(Dimension.Segment));
        await ReadReceivedAsync(found, command, (row, _) => StratumNumber.Of(row.GetString(13), row.GetString(14), row.GetString(15)), cancel);
    }

    private async Task ReadReceivedAsync(
        Dictionary<int, List<ReceivedMeasure>> found,
        IReadOnlyCollection<(int Campaign, LocalDate? After)> campaigns,
        Dictionary<int, int?> only,
        LocalDate until,
        CancellationToken cancel
    )
    {
        await using var command = ReceivedCommand("received-days", campaigns, until);
        await ReadReceivedAsync(found, command, (_, campaign) => only.GetValueOrDefault(campaign) ?? 0, cancel);
    }

    private NpgsqlCommand ReceivedCommand(string file, IReadOnlyCollection<(int Campaign, LocalDate? After)> campaigns, LocalDate until)
    {
        var command = Command(file);
        Add(command, workspace.Id, campaigns.Select(one => one.Campaign).ToArray());
        // The first of all days stands for the one before them in the database, too.
        command.Parameters.Add(
            new()
            {
                Value = campaigns.Select(one => one.After?.ToDateOnly() ?? DateOnly.MinValue).ToArray(),
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Date,
            }
        );
        AddDay(command, until);
        return command;
    }

    private static async Task ReadReceivedAsync(
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
                    new Scope(Text(row, 2), Text(row, 3), Text(row, 4), Text(row, 5)),
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

    /// <summary>Each message of the campaign with the days it was first seen and first received, in the order they were seen.</summary>
    public async Task<IReadOnlyList<(string Message, LocalDate FirstSeen, LocalDate FirstReceived)>> MessagesAsync(
        int campaign,
        Cursors cursors,
        CancellationToken cancel
    )
    {
        await using var command = await AtAsync("messages", campaign, cursors, cancel);
        var found = new List<(string, LocalDate, LocalDate)>();
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
            found.Add((row.GetString(0), Day(row, 1), Day(row, 2)));
        return found;
    }

    /// <summary>The day on which the first of what occurred on each day was received.</summary>
    public async Task<IReadOnlyDictionary<LocalDate, LocalDate>> ReceiptsAsync(int campaign, Cursors cursors, CancellationToken cancel)
    {
        await using var command = await AtAsync("day-receipts", campaign, cursors, cancel);
        var found = new Dictionary<LocalDate, LocalDate>();
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
            found.Add(Day(row, 0), Day(row, 1));
        return found;
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

    private async Task<AsOf> ResolveAsync(Cursors cursors, CancellationToken cancel)
    {
        var (recorded, after, through) = cursors.Seal is { } seal ? await SealDayAsync(seal, cancel) : (Forever, 0, int.MaxValue);
        var asOf = new AsOf(cursors.At?.Whole ?? Forever, cursors.At?.Inside, cursors.Known?.Whole ?? Forever, cursors.Known?.Inside, recorded, after, through);
        // Any earlier append may hold signals of the day that one of the other clocks stands in.
        return asOf is { OccurredUntil: null, KnownUntil: null } ? asOf : asOf with { After = 0 };
    }

    /// <summary>The day before the one the seal was recorded on, and the last seal of that day or earlier.</summary>
    private async Task<(LocalDate Whole, int After, int Through)> SealDayAsync(int seal, CancellationToken cancel)
    {
        await using var command = Command("seal-day");
        Add(command, workspace.Id, seal, workspace.Zone);
        await using var row = await command.ExecuteReaderAsync(cancel);
        if (!await row.ReadAsync(cancel))
            throw new ArgumentOutOfRangeException(nameof(seal), $"There is no seal {seal} in workspace {workspace.Name}; `cpt log head` tells the last one.");
        return (Day(row, 0).PlusDays(-1), row.GetInt32(1), seal);
    }

    private static Measure ReadMeasure(NpgsqlDataReader row, int first) =>
        new(
            (SignalKind)row.GetInt16(first),
            Text(row, first + 1),
            Text(row, first + 2),
            row.IsDBNull(first + 3) ? null : row.GetInt16(first + 3),
            row.GetInt64(first + 4),
            Sum(row, first + 5),
            row.GetFieldValue<BigInteger>(first + 6),
            Sum(row, first + 7),
            Sum(row, first + 8),
            AnswerScale.Parse(row.GetString(first + 9))
        );

    private static Ahead? AheadOf(NpgsqlDataReader row, int first) => row.IsDBNull(first) ? null : new Ahead(row.GetInt64(first), Day(row, first + 1));

    private static NotFolded? ReadNotFolded(NpgsqlDataReader row, int first) =>
        row.IsDBNull(first) ? null : new NotFolded(row.GetInt32(first), row.GetInt64(first + 1), Instant.FromDateTimeUtc(row.GetDateTime(first + 2)));

    private static Int128 Sum(NpgsqlDataReader row, int column) => (Int128)row.GetFieldValue<BigInteger>(column);

    private static NpgsqlCommand Command(string file, NpgsqlConnection connection) => new(SqlFile.Beside(typeof(CellReader), file), connection);

    private NpgsqlCommand Command(string file) => database.SourceOf(workspace).CreateCommand(SqlFile.Beside(typeof(CellReader), file));

    private static void Add(NpgsqlCommand command, params ReadOnlySpan<object> values)
    {
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
    }

    private static void AddDay(NpgsqlCommand command, LocalDate day) =>
        command.Parameters.Add(new() { Value = day == Forever ? DateOnly.MaxValue : day.ToDateOnly(), NpgsqlDbType = NpgsqlDbType.Date });

    private static void AddText(NpgsqlCommand command, string? text) =>
        command.Parameters.Add(new() { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });

    private static LocalDate Day(NpgsqlDataReader row, int column) => LocalDate.FromDateOnly(row.GetFieldValue<DateOnly>(column));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>The cursors as the statement on cells takes them, or that on campaign days where these are enough.</summary>
    private void AddCursors(NpgsqlCommand command, AsOf asOf, Dimension? by)
    {
        if (asOf.Exact || by is not null)
        {
            asOf.AddTo(command);
            AddText(command, NameOf(by));
            Add(command, workspace.Zone);
        }
        else
        {
            AddDay(command, asOf.OccurredWhole);
            AddDay(command, asOf.KnownWhole);
        }
    }

    private static string? NameOf(Dimension? by) => by?.ToString().ToLowerInvariant();

    /// <summary>The cursors in the form the SQL takes. A reading is exact, and slower, when one of them stands inside a day.</summary>
    private sealed record AsOf(
        LocalDate OccurredWhole,
        Instant? OccurredUntil,
        LocalDate KnownWhole,
        Instant? KnownUntil,
        LocalDate RecordedWhole,
        int After,
        int Through
    )
    {
        public bool Exact => OccurredUntil is not null || KnownUntil is not null || Through < int.MaxValue;

        public void AddTo(NpgsqlCommand command)
        {
            AddDay(command, OccurredWhole);
            AddInstant(command, OccurredUntil);
            AddDay(command, KnownWhole);
            AddInstant(command, KnownUntil);
            AddDay(command, RecordedWhole);
            Add(command, After, Through);
        }

        private static void AddInstant(NpgsqlCommand command, Instant? instant) =>
            command.Parameters.Add(new() { Value = instant is { } at ? at.ToDateTimeUtc() : DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
    }
}
