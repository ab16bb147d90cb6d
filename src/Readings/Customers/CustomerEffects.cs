using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Kpis;
using CustomerPerformanceTracker.Statistics.Levels;
using Npgsql;
using NpgsqlTypes;

namespace CustomerPerformanceTracker.Readings.Customers;

/// <summary>
/// Reads by how much repeat customers widen a campaign's figures, in a window and in the days before it. Where some of the answers
/// bear no customer, the effect of those that do stands for all.
/// </summary>
public sealed class CustomerEffects(Database database, Workspace workspace)
{
    // The sums are floating point, whose last digits depend on the order of rows; an effect has none of them.
    private const int Digits = 6;

    /// <summary>By KPI; one that is not named has no effect, 1.</summary>
    /// <param name="through">The last seal that is read.</param>
    public async Task<IReadOnlyDictionary<string, (double Now, double Before)>> ReadAsync(
        int campaign,
        LocalDate before,
        LocalDate from,
        LocalDate to,
        Cursors cursors,
        SealNumber through,
        CancellationToken cancel
    )
    {
        var (now, past) = (new Dictionary<string, double>(StringComparer.Ordinal), new Dictionary<string, double>(StringComparer.Ordinal));
        await using var connection = await database.SourceOf(workspace).OpenConnectionAsync(cancel);
        await using var command = connection.LongStatement(
            SqlFile.Beside(typeof(CustomerEffects), "customer-sums"),
            workspace.Id,
            campaign,
            Instants.StartOf(before, workspace),
            Instants.StartOf(from, workspace),
            Instants.EndOf(cursors.At ?? new DayCursor(to, null), workspace),
            Statements.Typed(NpgsqlDbType.TimestampTz, cursors.Known is { } known ? Instants.EndOf(known, workspace) : null),
            through.Value
        );
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            var effects = row.GetInt32(0) == 0 ? now : past;
            foreach (var (kpi, effect) in Effects(row))
                effects[kpi] = Math.Max(Math.Round(effect, Digits), effects.GetValueOrDefault(kpi, 1));
        }

        return now
            .Keys.Union(past.Keys, StringComparer.Ordinal)
            .ToDictionary(kpi => kpi, kpi => (now.GetValueOrDefault(kpi, 1), past.GetValueOrDefault(kpi, 1)), StringComparer.Ordinal);
    }

    private static IEnumerable<(string Kpi, double Effect)> Effects(NpgsqlDataReader row)
    {
        var (kind, customers) = ((SignalKind)row.GetInt16(1), row.GetInt64(4));
        double[] sums = [.. Enumerable.Range(5, 8).Select(column => row.IsDBNull(column) ? 0 : row.GetDouble(column))];
        if (kind != SignalKind.Conversion)
            return
            [
                (
                    kind == SignalKind.Sentiment ? Kpi.Sentiment.Name : row.GetString(2),
                    CustomerEffect.OfMean(customers, sums[0], sums[1], sums[2], sums[3], sums[4], sums[5])
                ),
            ];

        var (orders, money) = (CustomerEffect.OfSum(customers, sums[1], sums[0]), CustomerEffect.OfSum(customers, sums[6], sums[7]));
        return
        [
            (Kpi.ConversionRate.Name, orders),
            (Kpi.Conversions.Name, orders),
            (Kpi.CostPerAcquisition.Name, orders),
            (Kpi.Revenue.Name, money),
            (Kpi.NetRevenue.Name, money),
            (Kpi.ReturnOnAdSpend.Name, money),
        ];
    }
}
