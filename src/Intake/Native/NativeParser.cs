namespace CustomerPerformanceTracker.Intake.Native;

/// <summary>One native signal, a JSON object. One that has no id is given one derived from its line.</summary>
internal sealed class NativeParser : IRowReader
{
    private readonly SignalDraft draft;
    private readonly NativeFields fields;

    public NativeParser(bool history)
    {
        draft = new SignalDraft(history);
        this.fields = new NativeFields(draft);
    }

    public IntakeResult Read(ReadOnlySpan<byte> line, long number, long offset)
    {
        draft.Clear();
        var fault = this.fields.Fill(line);
        if (fault is null)
        {
            var idByLine = draft.Id is null;
            if (idByLine)
                draft.DeriveId(DerivedId.Of(line, number));
            fault = draft.Build(out var signal);
            if (fault is null)
                return new IntakeResult(number, offset, signal, IdByLine: idByLine);
        }

        return new IntakeResult(number, offset, Reject: fault.Of(number, line));
    }

    public void Read(ReadOnlyMemory<byte> row, long line, long offset, List<IntakeResult> results) => results.Add(Read(row.Span, line, offset));
}
