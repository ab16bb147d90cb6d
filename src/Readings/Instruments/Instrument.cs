using CustomerPerformanceTracker.Readings.Kpis;

namespace CustomerPerformanceTracker.Readings.Instruments;

/// <summary>A question of an instrument, on the one scale it is read on.</summary>
/// <param name="Question">The name under which signals answer it: their <c>kpi</c>.</param>
/// <param name="Low">The scale's lowest answer.</param>
/// <param name="High">Its highest.</param>
/// <param name="IsReversed">Whether a high answer speaks against what the instrument measures.</param>
public sealed record InstrumentItem(string Question, int Low, int High, bool IsReversed)
{
    /// <summary>The answers a scale of whole numbers has.</summary>
    public int Answers => High - Low + 1;

    /// <summary>The second highest answer in basis points of the scale, rounded as the way in rounds scores.</summary>
    internal int TopTwo => (int)Math.Round((decimal)Signal.MaxScore * (Answers - 2) / (Answers - 1), MidpointRounding.ToEven);

    /// <summary>The scale in words, as in <c>1..5</c>.</summary>
    public string Scale => FormattableString.Invariant($"{Low}..{High}");
}

/// <summary>The words a question was asked in, from a day on.</summary>
/// <param name="Question">The question, where the instrument has several; null for all of it.</param>
public sealed record Wording(LocalDate From, string Text, string? Question);

/// <summary>
/// What a workspace declared of a KPI's questions: what kind they are, how their answers are read, and on which scale. An answer to one of them on another
/// scale is left out of the KPI, and counted as left out.
/// </summary>
/// <param name="Kpi">The KPI that the instrument gives.</param>
public sealed record Instrument(Kpi Kpi, InstrumentKind Kind, ReadAs Definition, IReadOnlyList<InstrumentItem> Items, IReadOnlyList<Wording> Wordings)
{
    /// <summary>The names of its questions, each once.</summary>
    public IReadOnlyList<string> Questions => [.. Items.Select(item => item.Question).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether an answer on a scale, in words such as <c>1..5</c>, is one of the instrument's.</summary>
    public bool Takes(string question, string? scale) => Items.Any(item => item.Question == question && scale == item.Scale);
}
