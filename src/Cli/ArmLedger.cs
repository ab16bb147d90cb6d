using CustomerPerformanceTracker.Statistics.Experiments;

namespace CustomerPerformanceTracker.Cli;

/// <summary>Both arms by one measure, row by row.</summary>
/// <param name="ofTrials">Whether the mean is per trial, or per answer, of customers who have several, rather than per customer.</param>
/// <param name="customers">How many customers the file has.</param>
internal sealed class ArmLedger(ComparisonUnit unit, bool ofTrials, int customers)
{
    private readonly ArmSums[] arms = new ArmSums[2];
    private readonly CustomerSum?[] sums = new CustomerSum?[customers];

    public ArmPair Arms => new(arms[0], arms[1]);

    public void Add(int arm, int customer, CustomerSum sum) =>
        arms[arm] = unit switch
        {
            ComparisonUnit.Row => arms[arm].With(sum),
            ComparisonUnit.Trial => arms[arm] + ArmSums.OfShare((long)sum.Weight, sum.Value),
            _ => OfCustomer(arms[arm], customer, sum),
        };

    private ArmSums OfCustomer(ArmSums arm, int customer, CustomerSum sum)
    {
        if (sums[customer] is { } before)
        {
            var after = before + (ofTrials ? sum : sum with { Weight = 0 });
            sums[customer] = after;
            return arm.With(before, after);
        }

        // Without a trial or an answer a customer says nothing.
        if (sum.Weight == 0)
            return arm;
        sums[customer] = sum;
        return arm.With(sum);
    }
}
