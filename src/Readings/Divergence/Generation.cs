using CustomerPerformanceTracker.Statistics.Sequential;

namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>
/// One declared null with the tests that watch against it. Muted, it goes on counting but is not heard: its fall has been told.
/// </summary>
internal sealed class Generation
{
    private static readonly LocalDate Epoch = new(1970, 1, 1);

    private readonly PromiseForm form;

    // The declaration the tests' sizes of change were chosen for; the one in force may have been raised since.
    private readonly Declaration first;

    // Present where the policy wants the rise of the logic KPI tested too; its second detector is Trust.
    private readonly BothDetector? both;

    public Generation(Declaration declared, PromiseForm form)
        : this(declared, declared, form, muted: false, new(declared.Null.Design(form)), Rise(declared)) { }

    private static EDetector? Rise(Declaration declared) => declared.Rising is { } rising ? new(rising.Design(declared.Null.ArlBatches)) : null;

    private Generation(Declaration first, Declaration declared, PromiseForm form, bool muted, EDetector trust, EDetector? logic)
    {
        (this.first, this.form) = (first, form);
        (Declared, Muted, Trust, Logic) = (declared, muted, trust, logic);
        both = logic is null ? null : new(logic, trust);
    }

    public Declaration Declared { get; private set; }
    public DeclaredNull Null => Declared.Null;
    public LogicLevel Level => Declared.Level;
    public bool Muted { get; private set; }
    public EDetector Trust { get; }
    public EDetector? Logic { get; }

    public double LogThreshold => Trust.Design.LogThreshold;

    /// <summary>ln of the evidence over its threshold; where both are tested, of the lesser evidence.</summary>
    public double LogShare => (both?.LogEvidence ?? Trust.LogEvidence) - LogThreshold;

    /// <summary>The day with which the change began; where both are tested, from which both had changed.</summary>
    public LocalDate Onset => Day((both is null ? Trust.Onset : both.Onset) ?? 0);

    /// <summary>A day without answers, or without any that can be held against this null, is no batch: the false-alarm rate counts days with answers.</summary>
    public void Add(DayBatch day)
    {
        if (Feed(day) is not var (sum, count))
            return;
        var label = Label(day.Day);
        if (both is null)
            Trust.Add(sum, count, label);
        else
            both.Add(Declared.Rising!.Feed(day), (sum, count), label);
    }

    /// <summary>What <see cref="LogShare"/> would be if the day closed as it stands.</summary>
    public double Peek(DayBatch open)
    {
        if (Feed(open) is not var (sum, count))
            return LogShare;
        return (both?.Peek(Declared.Rising!.Feed(open), (sum, count)) ?? Trust.Peek(sum, count)) - LogThreshold;
    }

    public void Mute() => Muted = true;

    /// <summary>The same null watched afresh: nothing of the fall that was told is held against the next.</summary>
    public Generation Afresh() => new(Declared, form);

    /// <summary>Holds the days to come against another null; the evidence so far goes on.</summary>
    public void GoOnWith(Declaration declared)
    {
        // What the logic KPI has to exceed stays: its evidence was gathered against it.
        Declared = declared with
        {
            Rising = Declared.Rising,
        };
        Trust.GoOnWith(Trust.Design.At(declared.Null.Value, declared.Null.ArlBatches));
        Logic?.GoOnWith(Logic.Design.At(Logic.Design.Null, declared.Null.ArlBatches));
    }

    public GenerationState Save() => new(first, Declared == first ? null : Declared, Muted, Trust.Save(), Logic?.Save());

    /// <summary>The generation that was saved, with its tests where they were.</summary>
    public static Generation Restore(GenerationState state, PromiseForm form)
    {
        var declared = state.Declared ?? state.First;
        var trust = state.First.Null.Design(form).At(declared.Null.Value, declared.Null.ArlBatches);
        var logic = state.First.Rising?.Design(state.First.Null.ArlBatches) is { } design ? design.At(design.Null, declared.Null.ArlBatches) : null;
        return new(
            state.First,
            declared,
            form,
            state.Muted,
            EDetector.Restore(trust, state.Trust),
            logic is null ? null : EDetector.Restore(logic, state.Logic)
        );
    }

    /// <summary>The number a day is told to the tests by.</summary>
    internal static long Label(LocalDate day) => Period.DaysBetween(Epoch, day);

    internal static LocalDate Day(long label) => Epoch.PlusDays(checked((int)label));

    // The strict form bets on the day's mean as on one observation; the other divides what the day says by its design effect. Nothing where no answers
    // came, or none of a stratum that the null's baseline knows.
    private (double Sum, double Count)? Feed(DayBatch day)
    {
        var (sum, count) = day.Read(Null.Mix);
        return count <= 0 ? null
            : form == PromiseForm.Strict ? (sum / count, 1)
            : Null.Effect.Deflate(sum, count);
    }
}
