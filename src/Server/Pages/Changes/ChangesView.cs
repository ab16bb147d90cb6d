using CustomerPerformanceTracker.Loop.Adjustments;
using CustomerPerformanceTracker.Server.Pages.Frame;

namespace CustomerPerformanceTracker.Server.Pages.Changes;

/// <summary>The changes of strategy there are, by how far each has come.</summary>
public sealed record ChangesView(IReadOnlyList<Adjustment> All)
{
    private static readonly (string Title, string[] States)[] Lanes =
    [
        ("Proposed", [AdjustmentStates.Proposed]),
        ("Approved", [AdjustmentStates.Approved]),
        ("Applied, being measured", [AdjustmentStates.Applied, AdjustmentStates.Measured]),
        ("Judged", [AdjustmentStates.Rejected, Verdicts.Kept, Verdicts.Reverted, Verdicts.Inconclusive]),
    ];

    public IEnumerable<(string Title, IReadOnlyList<Adjustment> Changes)> Board =>
        Lanes.Select(lane => (lane.Title, (IReadOnlyList<Adjustment>)[.. All.Where(one => lane.States.Contains(one.State, StringComparer.Ordinal))]));

    public string Headline
    {
        get
        {
            var waiting = All.Count(one => one.State is AdjustmentStates.Proposed or AdjustmentStates.Approved);
            return All.Count == 0 ? "No change of strategy was ever proposed."
                : waiting == 0 ? "No change waits to be decided on or applied."
                : PageText.Sentence($"{PageText.Many(waiting, "change waits", "changes wait")} to be decided on or applied.");
        }
    }

    /// <summary>What will count as success, as it was fixed before.</summary>
    public static string Rule(Proposal proposal) =>
        $"{KpiText.Words(proposal.Kpi)} changes by at least {PageText.Number(Math.Sign(proposal.Expected) * proposal.Success.AtLeast, "0.##")} "
        + $"over {proposal.Success.AfterDays} days"
        + (
            proposal.Success.GuardKpi is { } guard
                ? $", and {KpiText.Words(guard)} loses no more than {PageText.Number(100 * proposal.Success.GuardMostLoss, "0.#")} %"
                : ""
        );
}
