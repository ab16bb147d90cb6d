using System.Text.Json;
using System.Text.Unicode;
using CustomerPerformanceTracker.Intake.Sources;
using CustomerPerformanceTracker.Intake.Values;
using CustomerPerformanceTracker.Proofs;

namespace CustomerPerformanceTracker.Intake.Mappings;

/// <summary>
/// Turns rows into signals by a mapping. A row is taken whole: the first fault in any of its signals rejects it with all of them.
/// </summary>
internal sealed class MappedParser : IRowReader
{
    private static readonly Fault NotUtf8 = new(null, RejectCode.InvalidUtf8, "the row is not UTF-8");
    private readonly MappingShape mapping;
    private readonly IntakeOptions options;
    private readonly SignalDraft draft;
    private readonly FigureReader figures;
    private readonly JsonWalk walk = new();
    private readonly List<(int Rule, Signal Signal)> signals = [];
    private readonly JsonColumns? json;
    private CsvColumns? csv;

    /// <param name="mapping">How rows become signals.</param>
    /// <param name="options">Whether receiving times are believed, and the zone whose days a date means.</param>
    /// <param name="columns">How the columns of a row are found, where that is not by the mapping's format alone.</param>
    /// <exception cref="IntakeException"><c>zone_contradiction</c>: the mapping reads days in another zone than the workspace's.</exception>
    public MappedParser(MappingShape mapping, IntakeOptions options, Func<ColumnTally, JsonColumns>? columns = null)
    {
        (this.mapping, this.options, draft) = (mapping, options, new SignalDraft(options.History));
        foreach (var time in mapping.Signals.SelectMany(rule => new[] { rule.OccurredAt, rule.ReceivedAt }).OfType<TimeRule>())
            time.Format.CheckDays(options.Days);
        Tally = new ColumnTally(mapping.Columns);
        figures = new FigureReader(draft, Tally);
        json = columns?.Invoke(Tally) ?? (mapping.Format is SourceFormat.Json or SourceFormat.Ndjson ? new(mapping.Columns, Tally) : null);
    }

    /// <summary>What was looked at in the rows so far.</summary>
    public ColumnTally Tally { get; }

    /// <summary>What a rejected row needs beside itself to be read alone.</summary>
    public string? Header { get; set; }

    /// <summary>Takes the row the source stands on as the header of those that follow.</summary>
    /// <exception cref="IntakeException">A column the mapping names is missing.</exception>
    public void BindCsv(CsvSource header)
    {
        Header = mapping.HeaderRow == MappingShape.NoHeader ? null : Encoding.UTF8.GetString(header.Raw);
        this.csv = new CsvColumns(mapping.Columns, header.Fields, Tally);
    }

    /// <summary>Whether a row that is to be passed over reads like one of data: it has the header's fields, and its time is one.</summary>
    public bool IsData(CsvSource row)
    {
        if (Check(row) is not null)
            return false;
        this.csv!.Read(row.Fields);
        return mapping.Signals.Any(rule =>
            rule.OccurredAt.Value.Constant is null
            && rule.OccurredAt.Value.Of(this.csv) is { } text
            && rule.OccurredAt.Format.Parse(text, options.Days, out _) is null
        );
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

        if (row.Header is null && mapping.HeaderRow != MappingShape.NoHeader)
        {
            var fault = new Fault("header", RejectCode.MissingField, "a rejected row of CSV needs its header to be read again");
            results.Add(new IntakeResult(row.Line, offset, Reject: fault.Of(row.Line, row.Content)));
            return;
        }

        var text = Encoding.UTF8.GetBytes(row.Header is { } header ? header + "\n" + row.Raw : row.Raw);
        using var alone = new CsvSource(new MemoryStream(text), mapping.Delimiter);
        await alone.ReadHeaderAsync(1, cancellation);
        BindCsv(alone);
        if (row.Header is null)
            ReadCsv(alone, row.Line, offset, results);
        while (await alone.ReadAsync(cancellation))
            ReadCsv(alone, row.Line, offset, results);
    }

    private void Report(Fault? fault, long line, long offset, ReadOnlySpan<byte> raw, List<IntakeResult> results)
    {
        if (fault is not null)
            results.Add(new IntakeResult(line, offset, Reject: fault.Of(line, raw, Header)));
        else
            results.AddRange(signals.Select(given => new IntakeResult(line, offset, given.Signal, Rule: given.Rule)));
    }

    private Fault? Map(Row row, ReadOnlySpan<byte> content, long line)
    {
        signals.Clear();
        Tally.NextRow();
        for (var i = 0; i < mapping.Signals.Count; i++)
        {
            if (Map(mapping.Signals[i], i, row, out var gives) is { } fault)
                return fault;
            if (!gives)
                continue;

            if (draft.Id is null)
                draft.DeriveId(DerivedId.Of(content, mapping.IdentityByContent ? 0 : line, i));
            if (draft.Build(out var signal) is { } wrong)
                return wrong;
            signals.Add((i, signal));
        }

        return null;
    }

    /// <summary>Fills the draft; whether there is a signal at all comes before anything else the row may lack.</summary>
    private Fault? Map(SignalRule rule, int number, Row row, out bool gives)
    {
        draft.Clear();
        if (figures.Read(rule, number, row, out gives) is { } fault)
            return fault;
        return gives ? SetTimes(rule, row) ?? SetTexts(rule, row) ?? figures.CheckThousands(rule, row) ?? SetAttributes(rule, row) : null;
    }

    private Fault? SetTimes(SignalRule rule, Row row)
    {
        if (rule.OccurredAt.Value.Of(row) is not { } text)
            return new Fault("occurredAt", RejectCode.MissingField, $"the column '{rule.OccurredAt.Value.EmptyColumn(row)}' is empty");
        if (rule.OccurredAt.Format.Parse(text, options.Days, out var micros) is { } fault)
            return fault with { Field = "occurredAt" };
        draft.OccurredAt = micros;

        // What a mapping says of receiving times matters for a history only; the file stays usable for what comes in live.
        if (!options.History || rule.ReceivedAt?.Value.Of(row) is not { } received)
            return null;
        return rule.ReceivedAt.Format.Parse(received, options.Days, out micros) is { } wrong ? wrong with { Field = "receivedAt" } : draft.SetReceived(micros);
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

        return draft.Amount is not null && !draft.HasCurrency && rule.Currency is { } currency ? draft.SetText(TextField.Currency, currency.Of(row)) : null;
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
        return row.FieldCount == this.csv!.Count
            ? null
            : new Fault(null, RejectCode.FieldCount, $"the row has {row.FieldCount} fields and the header {this.csv.Count}");
    }
}
