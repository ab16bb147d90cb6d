using CustomerPerformanceTracker.Journal;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Customers;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Readings.Rates;
using Npgsql;
using NpgsqlTypes;

namespace CustomerPerformanceTracker.Readings.Experiments;

/// <summary>Reads what customers did in the campaign of an experiment, linked ids as one customer, and puts each into an arm.</summary>
public sealed class ExperimentActs(Database database, Workspace workspace, CustomerLinks links, WorkspaceSettings settings, RateReader rates)
{
    /// <summary>The last seal that is folded into the acts of customers.</summary>
    internal Task<SealNumber> FoldedAsync(CancellationToken cancel) => CustomerActProjection.FoldedAsync(database, workspace, cancel);

    /// <summary>The customers of the days from the experiment's first to <paramref name="last"/>, and the currency that their money is in.</summary>
    internal async Task<(Assignments Assignments, string? Currency)> ReadAsync(
        Experiment experiment,
        int campaign,
        LocalDate last,
        Cursors cursors,
        SealNumber seal,
        CancellationToken cancel
    )
    {
        var acts = await ActsAsync(experiment, campaign, last, cursors, seal, cancel);
        var persons = await links.PersonsAsync(cursors.Seal, cancel);
        var all = acts.GroupBy(one => persons.GetValueOrDefault(one.Customer, one.Customer), one => one.Act).OrderBy(person => person.Key).ToArray();
        if (experiment.Measure != ExperimentMeasure.Money)
            return (Assignments.Of(all, _ => 0), null);

        var stack = await settings.KpisAsync(cursors.Seal, cancel);
        var currency = stack.Currency ?? MostPaid(all.SelectMany(person => person));
        var exchange = stack.Currency is null ? null : await rates.ReadAsync(stack.Currency, experiment.From, last, cursors, cancel);
        return (Assignments.Of(all, act => Money(act, currency, exchange)), currency);
    }

    private static double? Money(ExperimentAct act, string? currency, Exchange? exchange)
    {
        if (act is not { IsOrder: true, Amount: not 0, Currency: { } paid } || currency is null)
            return 0;
        var minor = Log.Currency.Find(currency)!.MinorUnits * act.Count;
        return paid == currency ? act.Amount / minor : exchange?.Of(act.Amount, paid, act.Day) / minor;
    }

    private static string? MostPaid(IEnumerable<ExperimentAct> acts) =>
        acts.Where(act => act is { IsOrder: true, Currency: not null })
            .GroupBy(act => act.Currency!, StringComparer.Ordinal)
            .OrderByDescending(group => group.Sum(act => act.Events))
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .FirstOrDefault()
            ?.Key;

    private async Task<List<(int Customer, ExperimentAct Act)>> ActsAsync(
        Experiment experiment,
        int campaign,
        LocalDate last,
        Cursors cursors,
        SealNumber seal,
        CancellationToken cancel
    )
    {
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        await using var command = connection.LongStatement(
            SqlFile.Beside(typeof(ExperimentActs), "experiment-acts"),
            workspace.Id,
            campaign,
            Instants.StartOf(experiment.From, workspace),
            Instants.EndOf(CellReader.Until(cursors, last).At!.Value, workspace),
            Statements.Typed(NpgsqlDbType.TimestampTz, cursors.Known is { } known ? Instants.EndOf(known, workspace) : null),
            seal.Value,
            experiment.By.Name,
            experiment.Control,
            experiment.Treatment,
            experiment.Guardrail?.Kpi.Name ?? "",
            workspace.Zone
        );
        var acts = new List<(int, ExperimentAct)>();
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
            acts.Add((row.GetInt32(0), Read(row)));
        return acts;
    }

    private static ExperimentAct Read(NpgsqlDataReader row) =>
        row.IsDBNull(1)
            ? default
            : new(
                row.GetFieldValue<Instant>(1),
                row.GetFieldValue<LocalDate>(2),
                row.GetBoolean(3),
                (SignalKind)row.GetInt16(4),
                row.IsDBNull(5) ? null : row.GetInt32(5),
                row.GetBoolean(6),
                row.IsDBNull(7) ? 0 : row.GetInt64(7),
                row.IsDBNull(8) ? null : row.GetString(8),
                row.IsDBNull(9) ? (short)0 : row.GetInt16(9),
                row.GetInt32(10),
                row.GetInt64(11)
            );
}
