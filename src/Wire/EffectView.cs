using CustomerPerformanceTracker.Loop.Adjustments;
using CustomerPerformanceTracker.Readings.Effects;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Wire;

/// <summary>A value with its 95 % interval and the probability, given the model, that the true value has the same sign.</summary>
public sealed record EffectSizeView(double Value, double Low, double High, [property: JsonIgnore(Condition = WhenWritingNull)] double? Probability)
{
    internal static EffectSizeView? Of(Effect? effect) => effect is { } known ? new(known.Value, known.Low, known.High, known.Probability) : null;
}

/// <summary>Why there is no number: a stable code, and a sentence for a person.</summary>
public sealed record RefusalView(string Code, string Reason);

/// <summary>The place of an effect among the same measurement at days before the change.</summary>
public sealed record PlaceboView(int Dates, int AtLeastAsLarge, int Rank, [property: JsonIgnore(Condition = WhenWritingNull)] int? Independent, double Share);

/// <summary>A campaign that was not compared with, and why.</summary>
public sealed record RefusedControlView(string Campaign, string Code, string Reason);

/// <summary>A day after a change: what was seen (null: nothing), and what was to be expected with its 95 % interval.</summary>
public sealed record EffectDayView(LocalDate Date, double? Observed, double Expected, double Low, double High);

/// <summary>Another change of the same campaign in the days of a measurement.</summary>
public sealed record OverlapView(string Adjustment, LocalDate AppliedOn, LocalDate Through);

/// <summary>What a change did to one KPI, in the KPI's unit; an estimate and no proof of a cause.</summary>
public sealed record EffectView(
    string Formula,
    string Campaign,
    string Kpi,
    string Unit,
    LocalDate ChangedOn,
    LocalDate From,
    LocalDate To,
    double AnswersBefore,
    double AnswersAfter,
    [property: JsonIgnore(Condition = WhenWritingNull)] RefusalView? Refusal,
    [property: JsonIgnore(Condition = WhenWritingNull)] EffectSizeView? Effect,
    double? Before,
    double? After,
    [property: JsonIgnore(Condition = WhenWritingNull)] EffectSizeView? Counterfactual,
    [property: JsonIgnore(Condition = WhenWritingNull)] EffectSizeView? Cumulative,
    [property: JsonIgnore(Condition = WhenWritingNull)] PlaceboView? Placebo,
    IReadOnlyList<string> Controls,
    IReadOnlyList<RefusedControlView> ControlsRefused,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Note,
    IReadOnlyList<EffectDayView> Days,
    IReadOnlyList<OverlapView> Overlaps,
    IReadOnlyList<EffectView> Beside
)
{
    public static EffectView Of(EffectReading reading) =>
        new(
            EffectReading.Formula,
            reading.Campaign,
            reading.Kpi,
            reading.Unit,
            reading.ChangedOn,
            reading.From,
            reading.To,
            reading.AnswersBefore,
            reading.AnswersAfter,
            reading.Refusal is { } refusal ? new(refusal.Code, refusal.Reason) : null,
            EffectSizeView.Of(reading.Effect),
            reading.Before,
            reading.After,
            EffectSizeView.Of(reading.Counterfactual),
            EffectSizeView.Of(reading.Cumulative),
            reading.Placebo is { } placebo ? new(placebo.Dates, placebo.AtLeastAsLarge, placebo.Rank, placebo.Independent, placebo.Share) : null,
            reading.Controls,
            [.. reading.ControlsRefused.Select(refused => new RefusedControlView(refused.Campaign, refused.Code, refused.Reason))],
            reading.Note,
            [.. reading.Days.Select(day => new EffectDayView(day.Date, day.Observed, day.Expected, day.Low, day.High))],
            [.. reading.Overlaps.Select(other => new OverlapView(other.Adjustment, other.AppliedOn, other.Through))],
            [.. reading.Beside.Select(Of)]
        );
}

/// <summary>What will count as success, fixed when a change is proposed.</summary>
public sealed record SuccessView(double AtLeast, int BeforeDays, int AfterDays, string? GuardKpi, double GuardMostLoss);

/// <summary>What was known when a change was proposed: the last seal, and the scorecard in the form it had then.</summary>
public sealed record ProposalEvidenceView(int Seal, JsonElement? Scorecard);

/// <summary>How the KPI that a change must not cost stood the change: <paramref name="Outcome"/> is held, broken or unread.</summary>
public sealed record GuardView(string Kpi, string Outcome, string Why);

/// <summary>A change of strategy as it stands.</summary>
public sealed record AdjustmentView(
    string Id,
    string State,
    long Version,
    string Campaign,
    string Lever,
    string What,
    string? From,
    string? To,
    string Hypothesis,
    string Kpi,
    double Expected,
    SuccessView Success,
    IReadOnlyList<string> Alerts,
    ProposalEvidenceView Evidence,
    string Proposer,
    string Reason,
    [property: JsonConverter(typeof(SecondConverter))] Instant ProposedAt,
    string? DecidedBy,
    string? DecidedBecause,
    [property: JsonConverter(typeof(SecondConverter))] Instant? AppliedAt,
    EffectView? Measured,
    GuardView? Guard,
    string? Verdict
)
{
    public static AdjustmentView Of(Adjustment one)
    {
        var (proposal, rule) = (one.Proposal, one.Proposal.Success);
        return new(
            one.Id,
            one.State,
            one.Version.Value,
            proposal.Campaign,
            proposal.Lever,
            proposal.What,
            proposal.From,
            proposal.To,
            proposal.Hypothesis,
            proposal.Kpi,
            proposal.Expected,
            new(rule.AtLeast, rule.BeforeDays, rule.AfterDays, rule.GuardKpi, rule.GuardMostLoss),
            proposal.Alerts,
            new(proposal.Evidence.Seal.Value, proposal.Evidence.Scorecard),
            one.Proposer,
            one.ProposedBecause,
            one.ProposedAt,
            one.DecidedBy,
            one.DecidedBecause,
            one.AppliedAt,
            one.Reading is { } reading ? EffectView.Of(reading) : null,
            one.Guard is { } guard ? new(guard.Kpi, guard.Name, guard.Why) : null,
            one.Verdict
        );
    }
}

/// <summary>Adjustments, the latest first.</summary>
public sealed record AdjustmentListView(IReadOnlyList<AdjustmentView> Adjustments)
{
    public static AdjustmentListView Of(IEnumerable<Adjustment> adjustments) => new([.. adjustments.Select(AdjustmentView.Of)]);
}
