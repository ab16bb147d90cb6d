namespace CustomerPerformanceTracker.Statistics.Experiments;

/// <summary>Control and treatment as they stand at one look.</summary>
public readonly record struct ArmPair(ArmSums Control, ArmSums Treatment)
{
    // An arm that is smaller than this share of the other one takes part of its variance from both.
    private const double Even = 0.5;

    /// <summary>Customers in both arms.</summary>
    public long Customers => Control.Customers + Treatment.Customers;

    /// <summary>Treatment's mean less control's.</summary>
    public double Difference => Treatment.Mean - Control.Mean;

    /// <summary>
    /// The variances of both means. Where one arm has less than half of the other's customers, its customers vary at least as much as those of both arms
    /// together: few customers of a skewed measure show too small a mean and too small a variance at once, and a larger arm does not balance that. An arm whose
    /// customers are all alike takes the variance of both for the same reason.
    /// </summary>
    internal (double Control, double Treatment) SquaredErrors
    {
        get
        {
            var pooled = Control + Treatment;
            var unit = pooled.SquaredError * pooled.Customers;
            return (Floored(Control, Treatment, unit), Floored(Treatment, Control, unit));
        }
    }

    private static double Floored(ArmSums arm, ArmSums other, double unit) =>
        arm.Customers < Even * other.Customers || arm.SquaredError == 0 ? Math.Max(arm.SquaredError, unit / arm.Customers) : arm.SquaredError;
}
