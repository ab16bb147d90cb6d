namespace CustomerPerformanceTracker.Readings.Effects;

/// <summary>
/// What will count as success, fixed when the change is proposed. In the target KPI's unit, in the direction of the expected size: the whole 95 % interval of
/// the effect lies on that side and its value is at least <paramref name="AtLeast"/>; and the guard KPI has not fallen, or risen where less is better, by more
/// than
/// <paramref name="GuardMostLoss"/> (a share of what was to be expected of it). Read <paramref name="AfterDays"/> days from the change on, against
/// <paramref name="BeforeDays"/> days before.
/// </summary>
public sealed record SuccessRule(double AtLeast, int BeforeDays, int AfterDays, string? GuardKpi, double GuardMostLoss)
{
    public static string UsualGuard => "conversion_rate";

    public const double UsualGuardMostLoss = 0.10;
}
