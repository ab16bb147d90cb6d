using CustomerPerformanceTracker.Intake.Native;
using CustomerPerformanceTracker.Intake.Values;
using CustomerPerformanceTracker.Log;
using CustomerPerformanceTracker.Proofs;

namespace CustomerPerformanceTracker.Intake.CloudEvents;

/// <summary>
/// Reads CloudEvents 1.0 in their JSON format, as <c>application/cloudevents+json</c> has one and <c>application/cloudevents-batch+json</c> an array of
/// them (<see cref="BodySplitter.Elements"/>). The data is a native signal, and is judged by the same rules.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item>Identity is <c>source</c> and <c>id</c> together; <c>corrects</c> in the data names an event of the same source.</item>
/// <item><c>type</c> says the kind, as its last dotted part: <c>org.example.survey_answer</c>. One that ends in no kind leaves it to the data.</item>
/// <item><c>time</c> is when it occurred, <c>subject</c> the customer; of a history <c>recordedtime</c> is when it was received.</item>
/// <item>Data that says one of these too must say the same, or the event is rejected (<see cref="RejectCode.Contradiction"/>).</item>
/// <item>Extensions and the <c>source</c> are kept in the attributes; where the data has a property of that name, the data's is.
/// So is the <c>recordedtime</c> of what is no history.</item>
/// </list>
/// A reader may be used for any number of events, one at a time.
/// </remarks>
public sealed class CloudEventReader : IRowReader
{
    private const string Version = "1.0";
    private static readonly EventAttribute[] Required = [EventAttribute.SpecVersion, EventAttribute.Id, EventAttribute.Source, EventAttribute.Type];
    private readonly EventEnvelope envelope = new();
    private readonly SignalDraft draft;
    private readonly NativeFields data;
    private readonly bool history;

    /// <param name="history">The events are of past days, so received times are believed.</param>
    public CloudEventReader(bool history)
    {
        this.history = history;
        draft = new SignalDraft(history);
        this.data = new NativeFields(draft);
    }

    /// <summary>
    /// The signal of one event, or why it gives none; <see cref="Reject.Field"/> is then the path to what is wrong, without its first slash
    /// (<c>time</c>, <c>data/score</c>).
    /// </summary>
    public IntakeResult Read(ReadOnlySpan<byte> json, long line, long offset)
    {
        var fault = Fill(json);
        if (fault is null)
        {
            fault = draft.Build(out var signal);
            if (fault is null)
                return new IntakeResult(line, offset, signal);
            fault = fault with { Field = PlaceOf(fault.Field) };
        }

        return new IntakeResult(line, offset, Reject: fault.Of(line, json));
    }

    void IRowReader.Read(ReadOnlyMemory<byte> row, long line, long offset, List<IntakeResult> results) => results.Add(Read(row.Span, line, offset));

    private Fault? Fill(ReadOnlySpan<byte> json)
    {
        draft.Clear();
        return envelope.Read(json)
            ?? CheckEnvelope(json)
            ?? ReadData(json)
            ?? JoinId(json)
            ?? JoinType(json)
            ?? JoinTime(json)
            ?? JoinSubject(json)
            ?? JoinRecordedTime(json)
            ?? Keep(json);
    }

    private Fault? CheckEnvelope(ReadOnlySpan<byte> json)
    {
        foreach (var attribute in Required)
        {
            if (!envelope.Has(attribute))
                return Missing(attribute);
        }

        if (envelope.Text(json, EventAttribute.SpecVersion, IntakeLimits.NameCharacters, out var version) is { } fault)
            return fault;
        if (version is not Version)
            return new Fault("specversion", RejectCode.UnsupportedVersion, $"events of version {Version} are read, and this is one of '{version}'");
        if (envelope.Has(EventAttribute.DataBase64))
            return new Fault("data_base64", RejectCode.UnsupportedData, "binary data is not read; put the signal into data, as a JSON object");
        if (envelope.Text(json, EventAttribute.DataContentType, IntakeLimits.NameCharacters, out var type) is { } wrong)
            return wrong;
        if (!type.IsEmpty && !IsJson(type))
            return new Fault("datacontenttype", RejectCode.UnsupportedData, $"data of the type {type} is not read, only application/json");
        return envelope.Has(EventAttribute.Data) ? null : Missing(EventAttribute.Data);
    }

    private Fault? ReadData(ReadOnlySpan<byte> json)
    {
        if (envelope.Text(json, EventAttribute.Source, IntakeLimits.IdCharacters, out var source) is { } fault)
            return fault;
        if (source.IsEmpty)
            return Missing(EventAttribute.Source);
        draft.Source = SignalId.From(source);
        return this.data.Fill(envelope.Value(json, EventAttribute.Data)) is { } wrong
            ? wrong with
            {
                Field = wrong.Field is null ? "data" : "data/" + wrong.Field,
            }
            : null;
    }

    private Fault? JoinId(ReadOnlySpan<byte> json)
    {
        if (envelope.Text(json, EventAttribute.Id, IntakeLimits.IdCharacters, out var id) is { } fault)
            return fault;
        if (id.IsEmpty)
            return Missing(EventAttribute.Id);
        if (draft.Id is { } own && own != SignalId.From(id))
            return Contradiction("id", EventAttribute.Id);
        draft.Identify(DerivedId.Within(draft.Source!.Value, id));
        return null;
    }

    private Fault? JoinType(ReadOnlySpan<byte> json)
    {
        if (envelope.Text(json, EventAttribute.Type, IntakeLimits.NameCharacters, out var type) is { } fault)
            return fault;
        if (SignalKinds.Find(type[(type.LastIndexOf('.') + 1)..]) is { } kind)
        {
            var own = draft.Kind;
            draft.Kind = kind;
            return own is null || own == kind ? null : Contradiction("type", EventAttribute.Type);
        }

        return draft.Kind is not null
            ? null
            : new Fault(
                "type",
                RejectCode.UnknownType,
                $"'{(type.Length > 40 ? type[..40] : type)}' ends in none of {string.Join(", ", SignalKinds.Names)}, and the data has no type"
            );
    }

    private Fault? JoinTime(ReadOnlySpan<byte> json)
    {
        if (Instant(json, EventAttribute.Time, out var micros) is { } fault)
            return fault;
        var own = draft.OccurredAt;
        draft.OccurredAt = micros ?? own;
        return own is null || own == draft.OccurredAt ? null : Contradiction("occurredAt", EventAttribute.Time);
    }

    private Fault? JoinSubject(ReadOnlySpan<byte> json)
    {
        if (envelope.Text(json, EventAttribute.Subject, IntakeLimits.IdCharacters, out var subject) is { } fault)
            return fault;
        if (subject.IsEmpty)
            return null;
        return draft.Customer is not { } own ? draft.SetText(TextField.Customer, subject)
            : subject.SequenceEqual(own) ? null
            : Contradiction("customer", EventAttribute.Subject);
    }

    private Fault? JoinRecordedTime(ReadOnlySpan<byte> json)
    {
        if (!this.history || !envelope.Has(EventAttribute.RecordedTime))
            return null;
        if (Instant(json, EventAttribute.RecordedTime, out var micros) is { } fault)
            return fault;
        var own = draft.ReceivedAt;
        return micros is null ? null
            : own is null || own == micros ? draft.SetReceived(micros.Value)
            : Contradiction("receivedAt", EventAttribute.RecordedTime);
    }

    private Fault? Keep(ReadOnlySpan<byte> json)
    {
        KeepAs("source", envelope.Value(json, EventAttribute.Source));
        if (!this.history && envelope.Has(EventAttribute.RecordedTime))
            KeepAs("recordedtime", envelope.Value(json, EventAttribute.RecordedTime));
        foreach (var (name, start, end) in envelope.Extensions)
            KeepAs(name, json[start..end]);
        return null;
    }

    private void KeepAs(string name, ReadOnlySpan<byte> json)
    {
        if (!this.data.Has(name))
            draft.Attributes.AppendJson(name, json);
    }

    private Fault? Instant(ReadOnlySpan<byte> json, EventAttribute attribute, out long? micros)
    {
        micros = null;
        if (envelope.Text(json, attribute, IntakeLimits.NameCharacters, out var text) is { } fault)
            return fault.Code == RejectCode.InvalidText ? fault with { Code = RejectCode.InvalidTime } : fault;
        if (text.IsEmpty)
            return null;
        var wrong = Rfc3339.Parse(text, out var parsed);
        micros = parsed;
        return wrong is null ? null : wrong with { Field = EventEnvelope.NameOf(attribute) };
    }

    /// <summary>The subtype is json, or another with the suffix +json; what follows a semicolon does not matter.</summary>
    private static bool IsJson(ReadOnlySpan<char> type)
    {
        var name = (type.IndexOf(';') is >= 0 and var end ? type[..end] : type).Trim();
        return name.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || name.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Where a signal's field stands in an event.</summary>
    private static string PlaceOf(string? field) =>
        field switch
        {
            null or "attributes" => "data",
            "id" or "type" => field,
            "occurredAt" => "time",
            _ => "data/" + field,
        };

    private static Fault Missing(EventAttribute attribute) =>
        new(EventEnvelope.NameOf(attribute), RejectCode.MissingField, $"an event needs {EventEnvelope.NameOf(attribute)}");

    private static Fault Contradiction(string field, EventAttribute attribute) =>
        new(
            "data/" + field,
            RejectCode.Contradiction,
            $"{field} in the data is another than {EventEnvelope.NameOf(attribute)} of the event; leave one of them out"
        );
}
