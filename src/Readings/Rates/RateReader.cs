using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Readings.Cells;
using NpgsqlTypes;

namespace CustomerPerformanceTracker.Readings.Rates;

/// <summary>Reads exchange rates from the log: they are few, and belong to no campaign.</summary>
public sealed class RateReader(Database database, Workspace workspace)
{
    /// <summary>The campaign that rates are signals of, since a signal has one.</summary>
    public const string Campaign = "exchange-rates";

    /// <summary>
    /// What turns the money of measures into a currency, at a set of cursors; null where none of it is in another one, or no currency is named.
    /// </summary>
    public async Task<Exchange?> ForAsync(string? currency, IReadOnlyList<DayMeasure> measures, Cursors cursors, CancellationToken cancel) =>
        currency is not null && measures.Any(measure => measure.Measure.Currency is { } other && other != currency)
            ? await ReadAsync(currency, measures.Min(measure => measure.Day), measures.Max(measure => measure.Day), cursors, cancel)
            : null;

    /// <summary>What money of each day from <paramref name="from"/> to <paramref name="to"/> is worth in a currency, at a set of cursors.</summary>
    public async Task<Exchange> ReadAsync(string currency, LocalDate from, LocalDate to, Cursors cursors, CancellationToken cancel)
    {
        await using var command = database
            .SourceOf(workspace)
            .Statement(
                SqlFile.Beside(typeof(RateReader), "rates"),
                workspace.Id,
                currency,
                from.PlusDays(-Exchange.DaysHeld),
                to,
                workspace.Zone,
                Statements.Typed(NpgsqlDbType.TimestampTz, cursors.Known is { } known ? Instants.EndOf(known, workspace) : null),
                Statements.Typed(NpgsqlDbType.Integer, cursors.Seal?.Value)
            );
        return new Exchange(
            currency,
            await command.ListAsync(row => (row.Text("currency"), row.Get<LocalDate>("day"), row.Get<long>("amount"), row.Get<int>("count")), cancel)
        );
    }

    /// <summary>The rates of a currency in others as they were known on the evening of each day up to <paramref name="until"/>, recorded by a seal.</summary>
    /// <param name="known">What had been received by then; null: whenever.</param>
    internal async Task<KnownRates> ReceivedAsync(
        string currency,
        IEnumerable<string> others,
        LocalDate until,
        DayCursor? known,
        SealNumber seal,
        CancellationToken cancel
    )
    {
        await using var command = database
            .SourceOf(workspace)
            .Statement(
                SqlFile.Beside(typeof(RateReader), "rates-received"),
                workspace.Id,
                currency,
                others.ToArray(),
                until,
                workspace.Zone,
                Statements.Typed(NpgsqlDbType.TimestampTz, known is { } by ? Instants.EndOf(by, workspace) : null),
                seal.Value
            );
        return new KnownRates(
            await command.ListAsync(
                row => new ReceivedRate(
                    row.Text("currency"),
                    row.Get<LocalDate>("day"),
                    Rate.Of(currency, row.Get<int>("count"), row.Get<long>("amount")),
                    row.Get<LocalDate>("received_on"),
                    row.Find<LocalDate>("corrected_on")
                ),
                cancel
            )
        );
    }
}
