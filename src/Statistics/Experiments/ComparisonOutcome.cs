namespace CustomerPerformanceTracker.Statistics.Experiments;

/// <summary>A comparison, or why none is made.</summary>
public abstract record ComparisonOutcome
{
    private ComparisonOutcome() { }

    public sealed record Compared(ArmComparison Comparison) : ComparisonOutcome;

    /// <summary>No number would be honest: a stable code of <see cref="ComparisonRefusals"/>, and a sentence with the number that is missing.</summary>
    public sealed record Refused(string Code, string Reason) : ComparisonOutcome;
}

/// <summary>The stable codes of a refusal.</summary>
public static class ComparisonRefusals
{
    public const string TooFewCustomers = "too_few_customers";

    /// <summary>All values of both arms are alike, so that nothing says what chance does to their means.</summary>
    public const string NoVariation = "no_variation";

    /// <summary>More customers came than the declared end has.</summary>
    public const string PastEnd = "past_end";
}
