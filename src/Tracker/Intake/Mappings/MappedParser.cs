using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using CustomerPerformanceTracker.EventLog;
using CustomerPerformanceTracker.Tracker.Intake.Sources;
using CustomerPerformanceTracker.Tracker.Intake.Values;

namespace CustomerPerformanceTracker.Tracker.Intake.Mappings;

/// <summary>
/// Turns rows into signals by a mapping. A row is taken whole: the first fault in any of its signals rejects it with all of them.
/// </summary>
internal sealed class MappedParser(MappingShape mapping, bool history, JsonColumns? columns = null) : IRowReader
{
    private static readonly FrozenSet<long> NoRows = [];
    private static readonly Fault NotUtf8 = new(null, RejectCode.InvalidUtf8, "the row is not UTF-8");
    private readonly SignalDraft draft = new(history);
    private readonly JsonWalk walk = new();
    private readonly List<Signal> signals = [];
    private readonly JsonColumns? json = columns ?? (mapping.Format is SourceFormat.Json or SourceFormat.Ndjson ? new(mapping.Columns) : null);
    private CsvColumns? csv;

    /// <summary>What a rejected row needs beside itself to be read alone.</summary>
    public string? Header { get; set; }

    /// <summary>Takes the row the source stands on as the header of those that follow.</summary>
    /// <exception cref="IntakeException">A column the mapping names is missing.</exception>
    public void BindCsv(CsvSource header)
    {
        Header = Encoding.UTF8.GetString(header.Raw);
        this.csv = new CsvColumns(mapping.Columns, header.Fields);
    }

    public void ReadCsv(CsvSource row, long line, long offset, List<IntakeResult> results)
    {
        var fault = Check(row);
        if (fault is null)
        {
            this.csv!.Read(row.Fields);
            fault = Map(this.csv, row.Raw, line);
        }

        Report(fault, line, offset, row.Raw, results);
    }

    public void Read(ReadOnlyMemory<byte> content, long line, long offset, List<IntakeResult> results)
    {
        var fault = walk.CheckObject(content.Span);
        if (fault is null)
        {
            using var document = JsonDocument.Parse(content);
            json!.Read(document.RootElement);
            fault = json.Check() ?? Map(json, content.Span, line);
        }

        Report(fault, line, offset, content.Span, results);
    }

    /// <summary>A row of a rejected file, which keeps the line it first had.</summary>
    public async ValueTask ReadMendedAsync(MendedRow row, long offset, List<IntakeResult> results, CancellationToken cancellation)
    {
        if (json is not null)
        {
            Read(row.Content, row.Line, offset, results);
            return;
        }

        if (row.Header is null)
        {
            var fault = new Fault("header", RejectCode.MissingField, "a rejected row of CSV needs its header to be read again");
            results.Add(new IntakeResult(row.Line, offset, Reject: fault.Of(row.Line, row.Content)));
            return;
        }

        var text = Encoding.UTF8.GetBytes(row.Header + "\n" + row.Raw);
        using var alone = new CsvSource(new MemoryStream(text), mapping.Delimiter);
        await alone.ReadHeaderAsync(1, cancellation);
        BindCsv(alone);
        while (await alone.ReadAsync(NoRows, cancellation))
            ReadCsv(alone, row.Line, offset, results);
    }

    private void Report(Fault? fault, long line, long offset, ReadOnlySpan<byte> raw, List<IntakeResult> results)
    {
        if (fault is not null)
            results.Add(new IntakeResult(line, offset, Reject: fault.Of(line, raw, Header)));
        else
            results.AddRange(signals.Select(signal => new IntakeResult(line, offset, signal)));
    }

    private Fault? Map(Row row, ReadOnlySpan<byte> content, long line)
    {
        signals.Clear();
        for (var i = 0; i < mapping.Signals.Count; i++)
        {
            if (Map(mapping.Signals[i], row, out var gives) is { } fault)
                return fault;
            if (!gives)
                continue;

            if (draft.Id is null)
                draft.DeriveId(DerivedId.Of(content, mapping.IdentityByContent ? 0 : line, i));
            if (draft.Build(out var signal) is { } wrong)
                return wrong;
            signals.Add(signal);
        }

        return null;
    }

    /// <summary>
    /// Fills the draft. Whether there is a signal at all comes before anything else the row may lack: a condition that is false, a count that is 0,
    /// and an empty cell where the figure should be that the signal is about (a question not answered, a day not counted) all give nothing.
    /// </summary>
    private Fault? Map(SignalRule rule, Row row, out bool gives)
    {
        draft.Clear();
        gives = false;
        var at = "when";
        try
        {
            if (rule.When is { } when && when.Of(row).Truth != true)
                return null;
            at = "count";
            if (rule.Count is { } count)
            {
                var fault = SetCount(count.NumberOf(row), out var none);
                if (none || fault is not null)
                    return fault;
            }

            at = "score";
            draft.Score = rule.Score?.NumberOf(row);
            at = "scale";
            draft.Scale = rule.Scale is { } scale && scale.Min.NumberOf(row) is { } min && scale.Max.NumberOf(row) is { } max ? (min, max) : null;
            at = "amount";
            draft.Amount = rule.Amount?.NumberOf(row);
            if ((rule.Score is not null && draft.Score is null) || (rule.IsSpend && draft.Amount is null))
                return null;
            gives = true;
        }
        catch (FormulaException e)
        {
            return new Fault(at, at switch
            {
                "count" => RejectCode.InvalidCount,
                "score" => RejectCode.InvalidScore,
                "scale" => RejectCode.InvalidScale,
                "amount" => RejectCode.InvalidAmount,
                _ => RejectCode.InvalidNumber,
            }, e.Message);
        }

        return SetTimes(rule, row) ?? SetTexts(rule, row) ?? SetAttributes(rule, row);
    }

    private Fault? SetCount(Fraction? count, out bool none)
    {
        none = count is null;
        if (count is not { } given)
            return null;
        if (given < 0)
            return draft.SetCount(given);
        var whole = Fraction.Whole(given.RoundHalfToEven());
        none = whole.Numerator.IsZero;
        return none ? null : draft.SetCount(whole);
    }

    private Fault? SetTimes(SignalRule rule, Row row)
    {
        if (rule.OccurredAt.Value.Of(row) is not { } text)
            return new Fault("occurredAt", RejectCode.MissingField, $"the column '{rule.OccurredAt.Value.EmptyColumn(row)}' is empty");
        if (rule.OccurredAt.Parse(text, out var micros) is { } fault)
            return fault with { Field = "occurredAt" };
        draft.OccurredAt = micros;

        // What a mapping says of receiving times matters for a history only; the file stays usable for what comes in live.
        if (!history || rule.ReceivedAt?.Value.Of(row) is not { } received)
            return null;
        return rule.ReceivedAt.Parse(received, out micros) is { } wrong ? wrong with { Field = "receivedAt" } : draft.SetReceived(micros);
    }

    private Fault? SetTexts(SignalRule rule, Row row)
    {
        foreach (var (field, template) in rule.Texts)
        {
            var text = template.Of(row);
            if (text is null && (field.Place is Place.Type or Place.Campaign || (field.Place == Place.Id && !mapping.IdentityByContent)))
                return new Fault(field.Name, RejectCode.MissingField, $"the column '{template.EmptyColumn(row)}' is empty");
            if (field.Place == Place.Currency && draft.Amount is null)
                continue;
            if (draft.SetText(field, text) is { } fault)
                return fault;
        }

        return draft.Amount is not null && !draft.HasCurrency && rule.Currency is { } currency
            ? draft.SetText(TextField.Currency, currency.Of(row))
            : null;
    }

    private Fault? SetAttributes(SignalRule rule, Row row)
    {
        if (draft is { Score: { } score, Scale: { } scale })
        {
            draft.Attributes.Append("score"u8, Exact(score));
            draft.Attributes.AppendPair("scale"u8, Exact(scale.Min), Exact(scale.Max));
        }

        foreach (var (name, template) in rule.Attributes)
        {
            if (template.Of(row) is { } text)
                draft.Attributes.AppendText(name, text);
        }

        if (row.Kept is { } kept && rule.Attributes.All(attribute => attribute.Name != kept.Name))
            draft.Attributes.AppendText(kept.Name, kept.Text);

        return null;
    }

    /// <summary>As JSON: a number, or where it has no end as a decimal, the fraction as text.</summary>
    private static byte[] Exact(Fraction value) => Encoding.UTF8.GetBytes(value.ToString() is var text && text.Contains('/') ? $"\"{text}\"" : text);

    private Fault? Check(CsvSource row)
    {
        if (!Utf8.IsValid(row.Raw))
            return NotUtf8;
        if (row.Raw.Contains((byte)0))
            return new Fault(null, RejectCode.NulCharacter, "the character U+0000 cannot be stored");
        if (row.IsMalformed)
            return new Fault(null, RejectCode.InvalidCsv, "the row's quotes do not match");
        return row.FieldCount == this.csv!.Count ? null
            : new Fault(null, RejectCode.FieldCount, $"the row has {row.FieldCount} fields and the header {this.csv.Count}");
    }
}
