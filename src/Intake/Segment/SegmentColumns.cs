using CustomerPerformanceTracker.Intake.Mappings;

namespace CustomerPerformanceTracker.Intake.Segment;

/// <summary>The call that is being read, with what its envelope says for it.</summary>
internal sealed class SegmentColumns(IReadOnlyCollection<Column> columns, ColumnTally tally) : JsonColumns(columns, tally)
{
    private static readonly JsonPath Type = JsonPath.Parse("type");
    private static readonly JsonPath Event = JsonPath.Parse("event");

    private (string Time, string Said)? corrected;

    public SegmentEnvelope Envelope { get; set; } = SegmentEnvelope.None;

    protected override string? Find(Column column, out bool isThere)
    {
        isThere = true;
        if (column.Name == "type")
            return TypeOfCall;
        if (column.Name == "timestamp" && corrected is { } time)
            return time.Time;

        var text = base.Find(column, out isThere);
        if (text is not null || !column.Name.StartsWith("context.", StringComparison.Ordinal))
            return text;

        var shared = ElementOf(column, Envelope.Root);
        isThere |= shared is not null;
        return TextOf(shared);
    }

    /// <summary>The time as the call said it, where it was corrected.</summary>
    public override (string Name, string Text)? Kept => corrected is { } time ? ("originalTimestamp", time.Said) : null;

    private string? TypeOfCall => TextOf(Type.Find(Envelope.Root)) ?? TextOf(Type.Find(Root));

    public override Fault? Check()
    {
        corrected = SenderClock.Correct(Root, Envelope.Root);
        return CheckType();
    }

    private Fault? CheckType() =>
        TypeOfCall switch
        {
            null => new Fault("type", RejectCode.MissingField, "a call says its type: track, page, screen, identify, group or alias"),
            "track" when TextOf(Event.Find(Root)) is null => new Fault("event", RejectCode.MissingField, "a call of type track names its event"),
            "track" or "page" or "screen" or "identify" or "group" or "alias" => null,
            var other => new Fault(
                "type",
                RejectCode.UnknownType,
                $"'{(other.Length > 40 ? other[..40] : other)}' is none of track, page, screen, identify, group, alias"
            ),
        };
}
