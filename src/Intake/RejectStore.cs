using System.Text.Unicode;
using CustomerPerformanceTracker.Intake.Mappings;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Postgres;
using CustomerPerformanceTracker.Proofs;
using NpgsqlTypes;
using Row = CustomerPerformanceTracker.Postgres.Row;

namespace CustomerPerformanceTracker.Intake;

/// <summary>A row that was not taken, as it is kept. <paramref name="Place"/> is its line in a file, or its index in a body.</summary>
public sealed record RejectedRow(
    long Id,
    Instant ReceivedAt,
    string Source,
    long Place,
    string? Field,
    string Code,
    string Reason,
    byte[] Raw,
    string? Header,
    KeptForm Form,
    Instant? TakenAt
);

/// <summary>How a kept row is read: its mapping as its author wrote it, or native signals and CloudEvents where there is none.</summary>
public sealed record KeptForm(string? Mapping, bool CloudEvents, bool History);

/// <summary>A row on its way into the book.</summary>
public readonly record struct NewReject(Reject Reject, ReadOnlyMemory<byte> Raw);

/// <summary>How reading a kept row again ended: what it gave was appended, or why it was rejected once more.</summary>
public sealed record Retake(IReadOnlyList<Log.Outcome> Outcomes, Reject? Reject);

/// <summary>Rejected rows of every importer, kept until they are mended and taken.</summary>
/// <param name="erased">Recognises rows of customers who were erased; null where nobody is.</param>
public sealed class RejectStore(Database database, Workspace workspace, SignalLog log, TimeProvider clock, ErasedNames? erased = null)
{
    private const string Columns = "id, received_at, source, place, field, code, reason, raw, header, mapping, cloud_events, history, taken_at";

    /// <summary>
    /// Keeps rows of one source; returns after the commit. A row that waits already, the same at the same place, is not kept twice. Of a row that names an
    /// erased customer only the place is kept, as of one that was there when they were erased.
    /// </summary>
    /// <param name="source">Where they came from: a file's name, or the route of a request.</param>
    /// <param name="options">How they were read.</param>
    public async Task KeepAsync(string source, IntakeOptions options, IReadOnlyList<NewReject> rows, CancellationToken cancel)
    {
        var kept = await WithoutErasedAsync(rows, cancel);
        await using var command = database
            .SourceOf(workspace)
            .Statement(
                SqlFile.Beside(typeof(RejectStore), "keep-rejected"),
                workspace.Id,
                clock.GetCurrentInstant(),
                source,
                Statements.Typed(NpgsqlDbType.Text, options.Mapping?.Yaml),
                options.CloudEvents,
                options.History,
                kept.Select(row => row.Reject.Line).ToArray(),
                kept.Select(row => row.Reject.Field).ToArray(),
                kept.Select(row => row.Reject.Code).ToArray(),
                kept.Select(row => row.Reject.Reason).ToArray(),
                kept.Select(row => row.Raw.ToArray()).ToArray(),
                kept.Select(row => row.Reject.Header).ToArray()
            );
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Rows that were not taken yet, in the order they came, from behind <paramref name="after"/>.</summary>
    public async Task<IReadOnlyList<RejectedRow>> OpenAsync(long after, int limit, CancellationToken cancel)
    {
        await using var command = database
            .SourceOf(workspace)
            .Statement(
                $"select {Columns} from intake.rejected where workspace = $1 and id > $2 and taken_at is null order by id limit $3",
                workspace.Id,
                after,
                limit
            );
        return await command.ListAsync(Read, cancel);
    }

    public async Task<RejectedRow?> FindAsync(long id, CancellationToken cancel)
    {
        await using var command = database
            .SourceOf(workspace)
            .Statement($"select {Columns} from intake.rejected where workspace = $1 and id = $2", workspace.Id, id);
        return await command.FirstAsync(Read, cancel);
    }

    /// <summary>
    /// Reads a row again, mended or as it was (a mapping or a rule may have changed), at the place it had, so that ids derived from it stay the same.
    /// It counts as taken when everything it gives is stored; the first time it was tells the day.
    /// </summary>
    public async Task<Retake> RetakeAsync(RejectedRow row, ReadOnlyMemory<byte>? mended, CancellationToken cancel)
    {
        var bytes = mended ?? row.Raw;
        if (!Utf8.IsValid(bytes.Span))
            return new Retake(
                [],
                new Reject(row.Place, null, RejectCode.InvalidUtf8, "the row is not UTF-8: mend it first", Encoding.UTF8.GetString(bytes.Span), row.Header)
            );

        using var file = new MemoryStream();
        await using (var line = new RejectedFile(file))
            await line.WriteAsync(new Reject(row.Place, row.Field, row.Code, row.Reason, Encoding.UTF8.GetString(bytes.Span), row.Header), cancel);
        file.Position = 0;
        var signals = new List<Signal>();
        await foreach (var result in SignalReader.Read(file, OptionsOf(row.Form), cancel))
        {
            if (result.Reject is { } reject)
                return new Retake([], reject);
            signals.Add(result.Signal!);
        }

        var append = await log.AppendAsync(signals, row.Form.History, cancel);
        if (append.Outcomes.Contains(Log.Outcome.Conflict))
            return new Retake(append.Outcomes, null);

        await using var command = database
            .SourceOf(workspace)
            .Statement(
                "update intake.rejected set taken_at = $3 where workspace = $1 and id = $2 and taken_at is null",
                workspace.Id,
                row.Id,
                clock.GetCurrentInstant()
            );
        await command.ExecuteNonQueryAsync(cancel);
        return new Retake(append.Outcomes, null);
    }

    /// <summary>Says of the rows of a file at these lines that they were taken: they were mended, and the file of rejects was imported.</summary>
    public async Task TakenAsync(string source, IReadOnlyCollection<long> places, CancellationToken cancel)
    {
        await using var command = database
            .SourceOf(workspace)
            .Statement(
                "update intake.rejected set taken_at = $4 where workspace = $1 and source = $2 and place = any ($3) and taken_at is null",
                workspace.Id,
                source,
                places.ToArray(),
                clock.GetCurrentInstant()
            );
        await command.ExecuteNonQueryAsync(cancel);
    }

    private IntakeOptions OptionsOf(KeptForm form) =>
        new()
        {
            Mapping = form.Mapping is { } yaml ? Mapping.ParseKept(yaml) : null,
            CloudEvents = form.CloudEvents,
            History = form.History,
            Days = DateTimeZoneProviders.Tzdb[workspace.Zone],
        };

    private async Task<IReadOnlyList<NewReject>> WithoutErasedAsync(IReadOnlyList<NewReject> rows, CancellationToken cancel)
    {
        if (erased is null)
            return rows;
        var named = await erased.InAsync(
            [.. rows.Select(row => string.Join('\n', Encoding.UTF8.GetString(row.Raw.Span), row.Reject.Reason, row.Reject.Field, row.Reject.Header))],
            cancel
        );
        return
        [
            .. rows.Select(
                (row, i) =>
                    named[i]
                        ? new NewReject(
                            new Reject(row.Reject.Line, null, RejectCode.Erased, "the row names a customer who was erased, so its text is not kept", ""),
                            default
                        )
                        : row
            ),
        ];
    }

    private static RejectedRow Read(Row row) =>
        new(
            row.Get<long>("id"),
            row.Get<Instant>("received_at"),
            row.Text("source"),
            row.Get<long>("place"),
            row.FindText("field"),
            row.Text("code"),
            row.Text("reason"),
            row.Get<byte[]>("raw"),
            row.FindText("header"),
            new KeptForm(row.FindText("mapping"), row.Get<bool>("cloud_events"), row.Get<bool>("history")),
            row.Find<Instant>("taken_at")
        );
}
