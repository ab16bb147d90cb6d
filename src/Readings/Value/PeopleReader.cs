using System.Collections.Frozen;
using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Customers;
using CustomerPerformanceTracker.Readings.Instruments;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Rates;
using Npgsql;
using NpgsqlTypes;

namespace CustomerPerformanceTracker.Readings.Value;

/// <summary>Reads everybody at once, at any cursors.</summary>
public sealed class PeopleReader(Database database, Workspace workspace, CellReader cells, CustomerLinks links, WorkspaceSettings settings, RateReader rates)
{
    /// <summary>The kinds that say what a customer bought and how the customer felt.</summary>
    internal static readonly SignalKind[] Dealings =
    [
        SignalKind.Conversion,
        SignalKind.Refund,
        SignalKind.Contact,
        SignalKind.Churn,
        SignalKind.SurveyAnswer,
        SignalKind.Sentiment,
    ];

    /// <summary>Those, and what says that a customer was there.</summary>
    internal static readonly SignalKind[] Touches = [SignalKind.Impression, SignalKind.Click, SignalKind.Visit, .. Dealings];

    /// <summary>Null where a campaign is named that has no signals; without one, all of the workspace.</summary>
    /// <exception cref="RefusedException">No signal names a customer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such seal.</exception>
    internal async Task<People?> ReadAsync(string? campaign, Cursors cursors, SignalKind[] kinds, CancellationToken cancel)
    {
        await cells.RequireAsync(cursors.Seal, cancel);
        int? number = null;
        if (campaign is not null && (number = (await cells.HeadAsync(campaign, cancel))?.Campaign) is null)
            return null;
        // Folding goes on meanwhile: everything is read at one seal, and the reading names it.
        var seal = cursors.Seal ?? await CustomerActProjection.FoldedAsync(database, workspace, cancel);
        var (days, last) = await DaysAsync(number, cursors, seal, kinds, cancel);
        if (days.Count == 0)
            throw new RefusedException(
                "no_customers",
                $"{(campaign is null ? "No signal" : $"No signal of '{campaign}'")} names a customer with these cursors, and this reading is of customers. "
                    + "Send signals with `customer`."
            );

        var all = await PersonsAsync(days, cursors, cancel);
        var (names, own) = await NamesAsync(all, cancel);
        var stack = await settings.KpisAsync(cursors.Seal, cancel);
        var currency = stack.Currency ?? MostPaid(all, names);
        var exchange = stack.Currency is null ? null : await ExchangeAsync(stack.Currency, all, cursors, cancel);
        var people = new People(all, seal, cursors.At?.Day is { } at ? Number(at) : last, exchange, currency, 0, names, own);
        return people with { WithoutRate = all.Sum(person => person.Days.Where(one => IsWithoutRate(people, one)).Sum(one => one.Count)) };
    }

    /// <summary>What a reading of everybody rests on: between two equal heads nothing of it has changed. Null before anything is folded.</summary>
    internal async Task<PeopleHead?> HeadAsync(CancellationToken cancel)
    {
        string[] streams = [KpiSettings.Stream, CustomerLinks.Stream, DimensionSettings.Stream, InstrumentSettings.Stream];
        await using var command = database
            .SourceOf(workspace)
            .Statement(SqlFile.Beside(typeof(PeopleReader), "people-head"), workspace.Id, workspace.Name, streams);
        return await command.FirstAsync(
            row => new PeopleHead(row.Get<int>("acts"), row.Get<int>("cells"), new SealNumber(row.Get<int>("seal")), row.Get<long>("decisions")),
            cancel
        );
    }

    internal static int Number(LocalDate day) => day.ToDateOnly().DayNumber;

    internal static LocalDate Day(int number) => LocalDate.FromDateOnly(DateOnly.FromDayNumber(number));

    private static bool IsWithoutRate(People people, PersonDay one) =>
        one is { Kind: SignalKind.Conversion, Amount: > 0 } && people.Money(one, one.Amount) == 0 && people.Names[one.Currency] != people.Currency;

    private Task<Exchange> ExchangeAsync(string currency, IReadOnlyList<Person> all, Cursors cursors, CancellationToken cancel) =>
        rates.ReadAsync(currency, Day(all.Min(person => person.Days[0].Day)), Day(all.Max(person => person.Days[^1].Day)), cursors, cancel);

    private static string? MostPaid(IEnumerable<Person> all, FrozenDictionary<int, string> names) =>
        all.SelectMany(person => person.Days)
            .Where(one => one.Kind == SignalKind.Conversion && one.Currency != 0)
            .GroupBy(one => names[one.Currency], StringComparer.Ordinal)
            .OrderByDescending(group => group.Sum(one => one.Count))
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .FirstOrDefault()
            ?.Key;

    private async Task<(List<(int Customer, PersonDay Day)> Days, int Last)> DaysAsync(
        int? campaign,
        Cursors cursors,
        SealNumber seal,
        SignalKind[] kinds,
        CancellationToken cancel
    )
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        await using var command = connection.LongStatement(
            SqlFile.Beside(typeof(PeopleReader), "people"),
            workspace.Id,
            Statements.Typed(NpgsqlDbType.Integer, campaign),
            Statements.Typed(NpgsqlDbType.TimestampTz, cursors.At is { } at ? Instants.EndOf(at, workspace) : null),
            Statements.Typed(NpgsqlDbType.TimestampTz, cursors.Known is { } known ? Instants.EndOf(known, workspace) : null),
            seal.Value,
            workspace.Zone,
            Array.ConvertAll(kinds, kind => (int)kind)
        );
        var (days, last) = (new List<(int, PersonDay)>(), int.MinValue);
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            var day = Read(row);
            days.Add((row.GetInt32(0), day));
            last = row.GetBoolean(13) ? Math.Max(last, day.Day) : last;
        }

        // What is dated ahead of its own receipt is left out; where nothing else is there, it is all there is.
        if (last > int.MinValue)
            days.RemoveAll(one => one.Item2.Day > last);
        return (days, last > int.MinValue ? last : days.Select(one => one.Item2.Day).DefaultIfEmpty().Max());
    }

    private static PersonDay Read(NpgsqlDataReader row) =>
        new(
            row.GetInt32(1),
            (SignalKind)row.GetInt16(2),
            row.GetInt32(3),
            row.GetInt32(4),
            row.GetInt32(5),
            row.GetInt32(6),
            row.GetInt32(7),
            row.GetInt16(8),
            row.GetInt64(9),
            row.GetInt64(10),
            row.GetInt64(11),
            row.IsDBNull(12) ? 0 : row.GetDouble(12),
            row.GetBoolean(14)
        );

    private async Task<IReadOnlyList<Person>> PersonsAsync(List<(int Customer, PersonDay Day)> days, Cursors cursors, CancellationToken cancel)
    {
        var persons = await links.PersonsAsync(cursors.Seal, cancel);
        return
        [
            .. days.GroupBy(one => persons.GetValueOrDefault(one.Customer, one.Customer), one => one.Day)
                .OrderBy(person => person.Key)
                .Select(person => new Person(person.Key, [.. person.OrderBy(one => one.Day)])),
        ];
    }

    private async Task<(FrozenDictionary<int, string>, FrozenDictionary<int, OwnValues>)> NamesAsync(IReadOnlyList<Person> all, CancellationToken cancel)
    {
        var (names, own) = (new HashSet<int>(), new HashSet<int>());
        foreach (var one in all.SelectMany(person => person.Days))
        {
            foreach (var name in (ReadOnlySpan<int>)[one.Kpi, one.Touchpoint, one.Channel, one.Currency])
                names.Add(name);
            own.Add(one.Own);
        }

        await using var command = database
            .SourceOf(workspace)
            .Statement(SqlFile.Beside(typeof(PeopleReader), "people-names"), workspace.Id, names.ToArray(), own.ToArray());
        var rows = await command.ListAsync(row => (Kind: row.Get<int>("kind"), Id: row.Get<int>("id"), Text: row.Text("text")), cancel);
        return (
            rows.Where(row => row.Kind == 1).ToFrozenDictionary(row => row.Id, row => row.Text),
            rows.Where(row => row.Kind == 2).ToFrozenDictionary(row => row.Id, row => OwnValues.Parse(row.Text)!)
        );
    }
}
