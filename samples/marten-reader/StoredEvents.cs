namespace MartenReader;

// The journal's JSON (camelCase) as far as this sample reads it; the serializer passes over members that are not here.

public sealed record AdjustmentProposed(
    string Campaign,
    string Lever,
    string What,
    string? From,
    string? To,
    string Hypothesis,
    string Kpi,
    double Expected,
    SuccessRule Success,
    string[] Alerts
);

public sealed record SuccessRule(double AtLeast, int BeforeDays, int AfterDays, string? GuardKpi, double GuardMostLoss);

public sealed record AdjustmentApproved;

public sealed record AdjustmentRejected;

public sealed record AdjustmentApplied(DateTimeOffset At, bool Retrospective);

public sealed record AdjustmentMeasured(int Seal, bool Whole);

public sealed record AdjustmentKept(string Why);

public sealed record AdjustmentReverted(string Why);

public sealed record AdjustmentInconclusive(string Why);

public sealed record AlertRaised(
    string Id,
    string Kind,
    string Policy,
    string Campaign,
    string Kpi,
    DateOnly On,
    DateOnly Onset,
    string State,
    string Severity
);

public sealed record AlertRecurred(string Id, DateOnly On, DateOnly Onset, string State, string Severity);

public sealed record AlertEnded(DateOnly On);

public sealed record AlertAcknowledged;

public sealed record AlertAssigned(string To);

public sealed record AlertCommented(string Text);

public sealed record AlertSnoozed(DateTimeOffset Until);

public sealed record AlertResolved(string Outcome);

public sealed record AlertReopened;
