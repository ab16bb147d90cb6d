namespace CustomerPerformanceTracker.Statistics.LostTrust;

/// <summary>What a break cost by the trust that it lost, or why no figure is given. Money after less money before is no such price: a season moves
/// it.</summary>
public abstract record BreakPriceOutcome
{
    private BreakPriceOutcome() { }

    /// <summary>A price: the whole interval lies above 0.</summary>
    /// <param name="Strength">The strength of the loss of one customer.</param>
    public sealed record Shown(BreakPrice Price, Strength Strength) : BreakPriceOutcome;

    /// <summary>No price can be shown.</summary>
    /// <param name="RuledOut">
    /// A price of more than this is ruled out: the upper end of the interval. Null where that is below 0 or where no loss of one customer is ruled out
    /// (<see cref="LossOutcome.NotShown.RuledOut"/>).
    /// </param>
    public sealed record NotShown(BreakPrice Price, double? RuledOut) : BreakPriceOutcome;

    /// <summary>No number would be honest.</summary>
    public sealed record Refused(LossRefusal Refusal) : BreakPriceOutcome;
}
