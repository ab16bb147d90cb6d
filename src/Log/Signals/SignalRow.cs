using CustomerPerformanceTracker.Proofs.Leaves;

namespace CustomerPerformanceTracker.Log.Signals;

/// <summary>A row of log.signal as it is stored, in the column order of all-signals.sql and known.sql.</summary>
internal static class SignalRow
{
    public static async ValueTask<(StoredSignal Stored, Position Position, SealNumber Seal)> ReadAsync(
        NpgsqlDataReader row,
        Names names,
        CancellationToken cancel
    )
    {
        var signal = new Signal
        {
            Id = row.GetGuid(2),
            Kind = (SignalKind)row.GetInt16(3),
            Campaign = (await names.TextOfAsync(row.GetInt32(4), cancel))!,
            OccurredAt = PostgresTime.Read(row, 5),
            ReceivedAt = row.IsDBNull(6) ? null : PostgresTime.Read(row, 6),
            Message = await names.TextOfAsync(Number(7), cancel),
            Touchpoint = await names.TextOfAsync(Number(8), cancel),
            Channel = await names.TextOfAsync(Number(9), cancel),
            Segment = await names.TextOfAsync(Number(10), cancel),
            Count = row.GetInt32(12),
            Kpi = await names.TextOfAsync(Number(13), cancel),
            Score = row.IsDBNull(14) ? null : row.GetInt16(14),
            Amount = row.IsDBNull(15) ? null : row.GetInt64(15),
            Currency = await names.TextOfAsync(Number(16), cancel),
            Corrects = row.IsDBNull(17) ? null : row.GetGuid(17),
            Attributes = row.IsDBNull(19) ? (ReadOnlyMemory<byte>?)null : row.GetFieldValue<byte[]>(19),
        };
        var stored = new StoredSignal(
            signal,
            row.GetInt32(4),
            Number(7) ?? 0,
            Number(8) ?? 0,
            Number(9) ?? 0,
            Number(10) ?? 0,
            Number(13) ?? 0,
            Number(16) ?? 0,
            Customer(),
            row.IsDBNull(18) ? null : row.GetFieldValue<byte[]>(18)
        );
        return (stored, new Position(row.GetInt64(0)), new SealNumber(row.GetInt32(1)));

        int? Number(int column) => row.IsDBNull(column) ? null : row.GetInt32(column);
        int Customer() =>
            Number(11) is not { } number ? 0
            : number > 0 ? number
            : throw new InvalidDataException($"Customer {number} is none: numbers of customers begin with 1.");
    }
}
