namespace CustomerPerformanceTracker.Statistics.Feelings;

/// <summary>Who feels worse, or why nobody can be told to.</summary>
public abstract record FeltWorseOutcome
{
    private FeltWorseOutcome() { }

    /// <summary>Customers are told apart by their signs.</summary>
    public sealed record Told(FeltWorse Model) : FeltWorseOutcome;

    /// <summary>No probability would be honest.</summary>
    /// <param name="Reason">A sentence with what there is and what is missing.</param>
    public sealed record Refused(string Reason) : FeltWorseOutcome;
}
