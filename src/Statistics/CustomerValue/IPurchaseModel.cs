namespace CustomerPerformanceTracker.Statistics.CustomerValue;

/// <summary>A model of when customers buy and when they stop, with its parameters known. Horizons are in weeks.</summary>
public interface IPurchaseModel
{
    /// <summary>The probability that the customer has not stopped buying by the day of the summary.</summary>
    double ProbabilityAlive(CustomerSummary customer);

    /// <summary>E[Y(t)]: days of purchase to be expected of the customer in the <paramref name="weeks"/> after the summary.</summary>
    double Expected(CustomerSummary customer, double weeks);

    /// <summary>E[X(t)]: repeat days of purchase to be expected of a new customer in the <paramref name="weeks"/> after the first purchase.</summary>
    double ExpectedOfNew(double weeks);
}
