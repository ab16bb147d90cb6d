using CustomerPerformanceTracker.Statistics.Sequential;
using NodaTime;

namespace CustomerPerformanceTracker.Tracker.Divergence;

/// <summary>
/// One declared null with the tests that watch against it. Muted, it goes on counting but is not heard: its fall has been told.
/// </summary>
internal sealed class Generation
{
    private static readonly LocalDate Epoch = new(1970, 1, 1);

    // Present where the policy wants the rise of the logic KPI tested too; its second detector is Trust.
    private readonly BothDetector? both;

    public Generation(DeclaredNull declared, LogicLevel level, RisingTest? rising, bool muted = false)
        : this(declared, level, rising, muted, new(declared.Design()), rising is null ? null : new(rising.Design(declared.ArlBatches)))
    {
    }

    private Generation(DeclaredNull declared, LogicLevel level, RisingTest? rising, bool muted, EDetector trust, EDetector? logic)
    {
        (Null, Level, Rising, Muted, Trust, Logic) = (declared, level, rising, muted, trust, logic);
        both = logic is null ? null : new(logic, trust);
    }

    public DeclaredNull Null { get; }
    public LogicLevel Level { get; }
    public RisingTest? Rising { get; }
    public bool Muted { get; private set; }
    public EDetector Trust { get; }
    public EDetector? Logic { get; }

    public double LogThreshold => Trust.Design.LogThreshold;

    /// <summary>ln of the evidence over its threshold; where both are tested, of the lesser evidence.</summary>
    public double LogShare => (both?.LogEvidence ?? Trust.LogEvidence) - LogThreshold;

    /// <summary>The day with which the change began; where both are tested, from which both had changed.</summary>
    public LocalDate Onset => Epoch.PlusDays((int)((both is null ? Trust.Onset : both.Onset) ?? 0));

    /// <summary>A day without answers is no batch: it says nothing about trust, and the false-alarm rate counts days with answers.</summary>
    public void Add(DayBatch day)
    {
        var label = Period.DaysBetween(Epoch, day.Day);
        if (day.Answers == 0)
            return;
        if (both is null)
            Trust.Add(day.Score, day.Answers, label);
        else
            both.Add(Rising!.Feed(day), (day.Score, day.Answers), label);
    }

    /// <summary>What <see cref="LogShare"/> would be if the day closed as it stands.</summary>
    public double Peek(DayBatch open) =>
        (both?.Peek(Rising!.Feed(open), (open.Score, open.Answers)) ?? Trust.Peek(open.Score, open.Answers)) - LogThreshold;

    public void Mute() => Muted = true;

    /// <summary>The same null watched afresh: nothing of the fall that was told is held against the next.</summary>
    public Generation Afresh() => new(Null, Level, Rising);

    /// <summary>The same null, with its tests where they were saved.</summary>
    public Generation Resume(byte[] trust, byte[]? logic) => new(
        Null, Level, Rising, Muted,
        EDetector.Restore(Trust.Design, trust),
        Logic is null ? null : EDetector.Restore(Logic.Design, logic));
}
