using System.Diagnostics;
using CustomerPerformanceTracker.Journal.Stored;
using CustomerPerformanceTracker.Readings.Effects;
using CustomerPerformanceTracker.Readings.Kpis;

namespace CustomerPerformanceTracker.Loop.Adjustments;

/// <summary>What happened to an adjustment.</summary>
public abstract record AdjustmentEvent
{
    private AdjustmentEvent() { }

    public sealed record Proposed(Proposal Proposal) : AdjustmentEvent;

    public sealed record Approved : AdjustmentEvent;

    public sealed record Rejected : AdjustmentEvent;

    /// <summary>The change took effect at that instant; <paramref name="Retrospective"/> where that lies before its approval.</summary>
    public sealed record Applied(Instant At, bool Retrospective) : AdjustmentEvent;

    /// <summary>What it was seen to do so far; <paramref name="IsWhole"/> once all the days are there that the success rule asks for.</summary>
    public sealed record Measured(EffectReading Reading, SealNumber Seal, bool IsWhole) : AdjustmentEvent;

    /// <summary>It is to stay, to be taken back, or nobody can tell: <paramref name="Name"/> is one of <see cref="Verdicts"/>.</summary>
    public sealed record Judged(string Name, string Why) : AdjustmentEvent
    {
        /// <summary>Changes that the measurement did not know of and that take its verdict away.</summary>
        public IReadOnlyList<Overlap> Overlaps { get; init; } = [];
    }
}

/// <summary>The stored names of an adjustment's states; a verdict is its last.</summary>
public static class AdjustmentStates
{
    public const string Proposed = "proposed";
    public const string Approved = "approved";
    public const string Rejected = "rejected";
    public const string Applied = "applied";
    public const string Measured = "measured";

    public static IReadOnlyList<string> All { get; } =
    [Proposed, Approved, Rejected, Applied, Measured, Verdicts.Kept, Verdicts.Reverted, Verdicts.Inconclusive];
}

/// <summary>
/// A change of strategy on its way: proposed, approved or rejected by somebody else, applied, measured, and kept, reverted or inconclusive.
/// </summary>
public sealed record Adjustment(string Id, StreamVersion Version, Proposal Proposal, string State, string Proposer, string ProposedBecause, Instant ProposedAt)
{
    /// <summary>Who approved or rejected it; null while nobody has.</summary>
    public string? DecidedBy { get; init; }

    public string? DecidedBecause { get; init; }

    public Instant? AppliedAt { get; init; }

    /// <summary>The latest measurement; null while there is none.</summary>
    public EffectReading? Reading { get; init; }

    /// <summary>Why the verdict is what it is; null while there is none.</summary>
    public string? Verdict { get; init; }

    /// <summary>When it was taken back, by publishing the message version before it again; null where it was not.</summary>
    public Instant? TakenBackAt { get; init; }

    /// <summary>How its guard stood the change by the latest measurement; null while there is none, or where the rule guards nothing.</summary>
    public GuardOutcome? Guard => Reading is { } reading ? GuardOutcome.Of(Proposal.Success, reading) : null;

    /// <summary>Whether its days are over and the rule has spoken.</summary>
    public bool IsJudged => State is Verdicts.Kept or Verdicts.Reverted or Verdicts.Inconclusive;

    /// <summary>Who decided what when is of the entry, not of the event.</summary>
    public static Adjustment Fold(Adjustment? before, string id, AdjustmentEvent e, string actor, string reason, Instant at)
    {
        if (e is AdjustmentEvent.Proposed(var proposal))
            return new Adjustment(id, StreamVersion.First, proposal, AdjustmentStates.Proposed, actor, reason, at);
        var next = (before ?? throw new InvalidDataException("The first event of an adjustment proposes it.")) with { Version = before.Version.Next };
        return e switch
        {
            AdjustmentEvent.Approved => next with { State = AdjustmentStates.Approved, DecidedBy = actor, DecidedBecause = reason },
            AdjustmentEvent.Rejected => next with { State = AdjustmentStates.Rejected, DecidedBy = actor, DecidedBecause = reason },
            AdjustmentEvent.Applied(var applied, _) => next with { State = AdjustmentStates.Applied, AppliedAt = applied },
            AdjustmentEvent.Measured(var reading, _, _) => next with { State = AdjustmentStates.Measured, Reading = reading },
            AdjustmentEvent.Judged(var verdict, var why) judged => next with
            {
                State = verdict,
                Verdict = why,
                TakenBackAt = verdict == Verdicts.Reverted && before.Proposal is { From: not null, To: not null } ? at : before.TakenBackAt,
                Reading = before.Reading is { } reading ? reading with { Overlaps = [.. reading.Overlaps, .. judged.Overlaps] } : null,
            },
            _ => throw new UnreachableException(),
        };
    }

    /// <exception cref="RefusedException">Something is missing or contradicts itself; the message says what.</exception>
    public static AdjustmentEvent Propose(Proposal proposal)
    {
        Need(proposal.Campaign.Length > 0, "campaign_needed", "An adjustment is of a campaign.");
        Need(
            Levers.All.Contains(proposal.Lever, StringComparer.Ordinal),
            "unknown_lever",
            $"'{proposal.Lever}' is no lever; say {string.Join(", ", Levers.All)}."
        );
        Need(IsText(proposal.What), "what_needed", $"Say what is to change, in 1 to {JournalLimits.TextCharacters:N0} characters.");
        Need(IsText(proposal.Hypothesis), "hypothesis_needed", $"Say why it should help, in 1 to {JournalLimits.TextCharacters:N0} characters.");
        Need(
            proposal.Lever != Levers.Messaging || proposal.To is not null,
            "version_needed",
            "A change of messaging names the message version it publishes, such as hero@9."
        );
        Need(
            proposal.To is null || (MessageVersion.IsOne(proposal.To) && proposal.To != proposal.From),
            "version_needed",
            "The version to publish is written NAME@VERSION, such as hero@9, and is another than the one before."
        );
        Need(proposal.From is null || MessageVersion.IsOne(proposal.From), "version_needed", "The version before is written NAME@VERSION, such as hero@8.");
        Need(Kpi.IsName(proposal.Kpi), "unknown_kpi", $"'{proposal.Kpi}' is no KPI; `cpt kpis show` names them.");
        Need(
            double.IsFinite(proposal.Expected) && proposal.Expected != 0,
            "expected_needed",
            "Say the expected change of the KPI in its unit, such as 8 for eight points; it is not 0."
        );
        var rule = proposal.Success;
        Need(
            rule.AtLeast >= 0 && rule.AtLeast <= Math.Abs(proposal.Expected),
            "impossible_success",
            "What counts as success is between no change at all and the expected one."
        );
        Need(
            rule.AfterDays is >= EffectQuestion.FewestAfterDays and <= 366 && rule.BeforeDays is >= 14 and <= 3660,
            "impossible_success",
            $"Success is read from {EffectQuestion.FewestAfterDays} to 366 days after, against 14 to 3,660 days before."
        );
        Need(
            rule.GuardKpi is null || (Kpi.IsName(rule.GuardKpi) && Kpi.Named(rule.GuardKpi).Side == Side.Logic),
            "unknown_kpi",
            $"'{rule.GuardKpi}' is no logic KPI to be guarded."
        );
        Need(rule.GuardMostLoss is > 0 and < 1, "impossible_success", "The guard's most loss is a share between 0 and 1, such as 0.1.");
        return new AdjustmentEvent.Proposed(proposal);
    }

    /// <exception cref="RefusedException">It is not proposed any more, or the approver is who proposed it.</exception>
    public AdjustmentEvent Approve(string approver) => Decided(approver, new AdjustmentEvent.Approved());

    public AdjustmentEvent Reject(string approver) => Decided(approver, new AdjustmentEvent.Rejected());

    public AdjustmentEvent Apply(Instant at, Instant now) =>
        State != AdjustmentStates.Approved ? throw Wrong("applied", AdjustmentStates.Approved)
        : at > now ? throw new RefusedException("applied_ahead", $"{at} is ahead; say that it was applied once it was.")
        : new AdjustmentEvent.Applied(at, at < ProposedAt);

    /// <summary>When the change took effect.</summary>
    /// <exception cref="RefusedException">It has not, or what it did is settled: there is nothing to be measured.</exception>
    public Instant Effective() =>
        State is AdjustmentStates.Applied or AdjustmentStates.Measured ? AppliedAt!.Value : throw Wrong("measured", AdjustmentStates.Applied);

    /// <summary>Whether a reading holds all the days that the success rule asks for.</summary>
    public bool IsWhole(EffectReading reading) => reading.To >= reading.ChangedOn.PlusDays(Proposal.Success.AfterDays - 1);

    /// <summary>The measurement, and the verdict once all of its days are there.</summary>
    public IReadOnlyList<AdjustmentEvent> Measure(EffectReading reading, SealNumber seal)
    {
        _ = Effective();
        var isWhole = IsWhole(reading);
        var measured = new AdjustmentEvent.Measured(reading, seal, isWhole);
        return isWhole ? [measured, Verdicts.Of(Proposal, reading)] : [measured];
    }

    /// <summary>Whether two names are of one person: letter case and space apart.</summary>
    public static bool IsSamePerson(string one, string other) => Plain(one) == Plain(other);

    private static string Plain(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();

    private AdjustmentEvent Decided(string approver, AdjustmentEvent decision)
    {
        if (State != AdjustmentStates.Proposed)
            throw Wrong(decision is AdjustmentEvent.Approved ? "approved" : "rejected", AdjustmentStates.Proposed);
        return IsSamePerson(approver, Proposer) ? throw new RefusedException("four_eyes", $"{Proposer} proposed this; somebody else decides on it.") : decision;
    }

    private RefusedException Wrong(string what, string needed) => new("wrong_state", $"Adjustment {Id} is {State}; only one that is {needed} can be {what}.");

    private static bool IsText(string text) => text.Trim().Length is > 0 and <= JournalLimits.TextCharacters;

    private static void Need(bool condition, string code, string message)
    {
        if (!condition)
            throw new RefusedException(code, message);
    }
}

/// <summary>The stored names of what happens to adjustments: events of the stream <c>adjustment-{id}</c>.</summary>
internal static class AdjustmentEvents
{
    public const string Prefix = "adjustment-";

    public static JournalEvent Store(AdjustmentEvent e) =>
        e switch
        {
            AdjustmentEvent.Proposed(var proposal) => AdjustmentForms.Stored.Event("adjustment_proposed", StoredProposal.Of(proposal)),
            AdjustmentEvent.Approved approved => AdjustmentForms.Stored.Event("adjustment_approved", approved),
            AdjustmentEvent.Rejected rejected => AdjustmentForms.Stored.Event("adjustment_rejected", rejected),
            AdjustmentEvent.Applied applied => AdjustmentForms.Stored.Event("adjustment_applied", applied),
            AdjustmentEvent.Measured(var reading, var seal, var isWhole) => AdjustmentForms.Stored.Event(
                "adjustment_measured",
                new StoredMeasurement(seal.Value, isWhole, StoredEffect.Of(reading))
            ),
            AdjustmentEvent.Judged judged => AdjustmentForms.Stored.Event(
                judged.Name switch
                {
                    Verdicts.Kept => "adjustment_kept",
                    Verdicts.Reverted => "adjustment_reverted",
                    Verdicts.Inconclusive => "adjustment_inconclusive",
                    _ => throw new UnreachableException(),
                },
                new StoredJudgement(judged.Why, judged.Overlaps.Count == 0 ? null : [.. judged.Overlaps.Select(StoredOverlap.Of)])
            ),
            _ => throw new UnreachableException(),
        };

    public static AdjustmentEvent Load(JournalEntry entry) =>
        entry.Type switch
        {
            "adjustment_proposed" => new AdjustmentEvent.Proposed(AdjustmentForms.Stored.Read<StoredProposal>(entry).Read()),
            "adjustment_approved" => AdjustmentForms.Stored.Read<AdjustmentEvent.Approved>(entry),
            "adjustment_rejected" => AdjustmentForms.Stored.Read<AdjustmentEvent.Rejected>(entry),
            "adjustment_applied" => AdjustmentForms.Stored.Read<AdjustmentEvent.Applied>(entry),
            "adjustment_measured" => AdjustmentForms.Stored.Read<StoredMeasurement>(entry) is var measured
                ? new AdjustmentEvent.Measured(measured.Reading.Read(), new SealNumber(measured.Seal), measured.Whole)
                : throw new UnreachableException(),
            "adjustment_kept" => AdjustmentForms.Stored.Read<StoredJudgement>(entry).Read(Verdicts.Kept),
            "adjustment_reverted" => AdjustmentForms.Stored.Read<StoredJudgement>(entry).Read(Verdicts.Reverted),
            "adjustment_inconclusive" => AdjustmentForms.Stored.Read<StoredJudgement>(entry).Read(Verdicts.Inconclusive),
            _ => throw StoredForm.Unknown(entry),
        };
}

/// <summary>How the stored data of adjustments and of what they publish is written and read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AdjustmentEvent.Applied))]
[JsonSerializable(typeof(AdjustmentEvent.Approved))]
[JsonSerializable(typeof(AdjustmentEvent.Rejected))]
[JsonSerializable(typeof(StoredJudgement))]
[JsonSerializable(typeof(StoredMeasurement))]
[JsonSerializable(typeof(StoredProposal))]
[JsonSerializable(typeof(KeptAdjustment))]
internal sealed partial class AdjustmentForms : JsonSerializerContext
{
    public static StoredForm Stored { get; } = new(options => new AdjustmentForms(options));
}
