namespace CustomerPerformanceTracker.Statistics.Experiments;

/// <summary>
/// Looks at two arms one after the other. The number of looks changes no interval: the last look shows what it would show alone, but for a declared end. The
/// promise of a declared end is over with the first look that has its customers or more; later looks have the bound without an end, tightest at that end.
/// </summary>
/// <remarks>
/// Customers' sums may go on growing after the last customer joined, while the number of customers stands still. Then a declared end that was still looked at
/// would show a difference between arms that are alike too often (7 % of deals of CDNOW's customers in place of 5 %); the bound without an end does not (1 %).
/// </remarks>
public sealed class ComparisonPath(ComparisonDesign design, Guardrail? guardrail = null)
{
    private readonly List<ComparisonLook> looks = [];
    private bool isOver;

    /// <summary>The looks so far, the earliest first.</summary>
    public IReadOnlyList<ComparisonLook> Looks => looks;

    /// <summary>Compares the arms as they stand now.</summary>
    /// <param name="arms">By the measure.</param>
    /// <param name="guarded">By the guardrail's measure; not looked at where there is no guardrail.</param>
    public ComparisonLook Look(ArmPair arms, ArmPair guarded = default)
    {
        var end = (design.Boundary as Boundary.DeclaredEnd)?.End ?? long.MaxValue;
        isOver |= arms.Customers > end;
        var current = isOver ? design with { Boundary = new Boundary.Anytime(end) } : design;
        isOver |= arms.Customers == end;
        var look = new ComparisonLook(arms, current.Boundary, current.Compare(arms), guardrail?.Look(guarded));
        looks.Add(look);
        return look;
    }
}
