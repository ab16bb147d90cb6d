using CustomerPerformanceTracker.Journal;

namespace CustomerPerformanceTracker.Readings.Experiments;

/// <summary>What is compared of customers, each of whom has one value.</summary>
public enum ExperimentMeasure
{
    /// <summary>Orders a customer.</summary>
    Orders,

    /// <summary>Whether a customer bought: the share of customers who did.</summary>
    Buyers,

    /// <summary>Money a customer, in the workspace's currency, each order capped at the .99 quantile of the orders of both arms so far.</summary>
    Money,
}

/// <summary>The stored names of measures.</summary>
public static class ExperimentMeasures
{
    /// <summary>The names, in the order they are told in.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<ExperimentMeasure>().Select(NameOf)];

    public static string NameOf(ExperimentMeasure measure) => measure.ToString().ToLowerInvariant();

    /// <exception cref="RefusedException">There is no measure of that name.</exception>
    public static ExperimentMeasure Named(string name) =>
        All.Contains(name, StringComparer.Ordinal)
            ? Enum.Parse<ExperimentMeasure>(name, ignoreCase: true)
            : throw new RefusedException("unknown_measure", KnownNames.Refusal("measure", name, All), "/measure");
}
