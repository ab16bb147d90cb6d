using CustomerPerformanceTracker.Statistics.Experiments;

namespace CustomerPerformanceTracker.Cli;

/// <summary>What a comparison is asked to do, all of it fixed before the first look.</summary>
/// <param name="Looks">Into how many looks of equally many rows the file is cut.</param>
/// <param name="CapQuantile">Null where nothing is capped.</param>
/// <param name="ControlShare">The declared share of control, 0 to 1.</param>
internal sealed record ComparisonPlan(ComparisonDesign Design, Guardrail? Guardrail, int Looks, double? CapQuantile, double ControlShare);

/// <summary>A look, and the rows of the file up to it.</summary>
internal readonly record struct LookAtRows(int Rows, ComparisonLook Look);

/// <summary>The looks at a file of two arms, the last one at all of its rows.</summary>
/// <param name="Cap">That of the last look.</param>
/// <param name="Capped">How many amounts are larger than the cap.</param>
internal sealed record ComparisonStudy(
    ComparisonColumns Columns,
    ComparisonPlan Plan,
    ComparisonRows File,
    IReadOnlyList<LookAtRows> Looks,
    AmountCap Cap,
    int Capped
)
{
    public ComparisonLook Last => Looks[^1].Look;

    public SplitCheck Split => SplitCheck.Of(Last.Arms.Control.Customers, Last.Arms.Treatment.Customers, Plan.ControlShare);

    /// <summary>The number of the first look whose interval left out 0, from 1; null where none did.</summary>
    public int? FirstShown =>
        Looks.Index().Where(one => one.Item.Look.Verdict is not (null or Verdict.NoDifferenceShown)).Select(one => (int?)(one.Index + 1)).FirstOrDefault();

    /// <summary>Plays the rows. What a look says is made from the rows up to it alone, the cap included.</summary>
    public static ComparisonStudy Of(ComparisonRows file, ComparisonColumns columns, ComparisonPlan plan)
    {
        var path = new ComparisonPath(plan.Design, plan.Guardrail);
        var guarded = new ArmLedger(columns.GuardrailUnit, ofTrials: true, file.Customers);
        var (looks, cap, seen) = (new List<LookAtRows>(), AmountCap.None, 0);
        var count = Math.Min(plan.Looks, file.Rows.Count);
        for (var look = 1; look <= count; look++)
        {
            var rows = (int)((long)file.Rows.Count * look / count);
            for (; seen < rows; seen++)
                if (file.Rows[seen] is { Guarded: { } sum } row)
                    guarded.Add(row.Arm, row.Customer, sum);
            var sofar = file.Rows.Take(rows);
            cap = plan.CapQuantile is { } quantile ? AmountCap.Of(sofar.Select(row => row.Measured.Value), quantile) : AmountCap.None;
            looks.Add(new(rows, path.Look(Arms(sofar, columns, file.Customers, cap), guarded.Arms)));
        }

        return new(columns, plan, file, looks, cap, file.Rows.Count(row => Math.Abs(row.Measured.Value) > cap.Limit));
    }

    private static ArmPair Arms(IEnumerable<ComparisonRow> rows, ComparisonColumns columns, int customers, AmountCap cap)
    {
        var ledger = new ArmLedger(columns.Unit, columns.Trials is not null, customers);
        foreach (var row in rows)
            ledger.Add(row.Arm, row.Customer, row.Measured with { Value = cap.Apply(row.Measured.Value) });
        return ledger.Arms;
    }
}
