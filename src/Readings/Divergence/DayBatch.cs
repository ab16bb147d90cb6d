using System.Runtime.InteropServices;
using CustomerPerformanceTracker.Statistics.Mix;

namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>What a day's answers of one segment, channel and touchpoint come to; the number is that of <see cref="Cells.StratumNumber"/>.</summary>
public readonly record struct StratumBatch(int Number, long Answers, Int128 ScoreSum);

/// <summary>What was received on one day for one campaign and scope value: the batch the sequential tests are fed with.</summary>
/// <param name="Day">The received day, in the workspace's zone.</param>
/// <param name="LogicSuccesses">The numerator of the logic KPI; its count, or its amount in minor units, where it has no denominator.</param>
/// <param name="LogicTrials">The denominator; 0 where the logic KPI is a count or an amount.</param>
/// <param name="ScoreSum">Sum of the answers' scores, each 0 to 10,000 basis points of its scale.</param>
/// <param name="Answers">Number of answers to the emotional KPI.</param>
/// <param name="OtherSignals">Number of the other signals of the day: what goes on when answers stop.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DayBatch(LocalDate Day, Int128 LogicSuccesses, long LogicTrials, Int128 ScoreSum, long Answers, long OtherSignals)
{
    private readonly IReadOnlyList<StratumBatch>? strata;

    /// <summary>The answers apart by who gave them, in the order of the numbers; empty where the campaign's answers are all of one stratum.</summary>
    public IReadOnlyList<StratumBatch> Strata
    {
        get => strata ?? [];
        init => strata = value.Count > 0 ? value : null;
    }

    /// <summary>The sum of the answers as shares of their scale.</summary>
    internal double Score => (double)ScoreSum / 10_000;

    internal IEnumerable<(int Stratum, double Sum, double Count)> Parts =>
        Strata.Select(part => (part.Number, (double)part.ScoreSum / 10_000, (double)part.Answers));

    /// <summary>
    /// Sum and number of the answers, as a baseline's mix would have given them; as they came where there is no mix, or the day is not apart by strata.
    /// </summary>
    internal (double Sum, double Count) Read(BaselineMix? mix) => mix is null || Strata.Count == 0 ? (Score, Answers) : mix.Read(Parts);

    /// <summary>Why these counts cannot be, or null where they can.</summary>
    internal string? Objection =>
        Answers < 0 || ScoreSum < 0 || Score > Answers ? $"{Day}: {Answers} answers cannot have a score sum of {ScoreSum} basis points"
        : LogicTrials < 0 || OtherSignals < 0 ? $"{Day}: a count of events is negative"
        : LogicTrials > 0 && (LogicSuccesses < 0 || LogicSuccesses > LogicTrials) ? $"{Day}: there are no {LogicSuccesses} successes of {LogicTrials}"
        : null;
}
