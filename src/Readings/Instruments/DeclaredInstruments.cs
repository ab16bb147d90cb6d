using System.Globalization;
using CustomerPerformanceTracker.Journal;

namespace CustomerPerformanceTracker.Readings.Instruments;

/// <summary>
/// The instruments of a workspace, in the order of their document. A KPI that none of them gives is the mean answer of the question of its name, on whatever
/// scales that was answered.
/// </summary>
/// <remarks>
/// <c>scale</c> beside <c>kpi</c> stands for one question of the KPI's own name:
/// <code>
/// instruments:
///   - { kpi: satisfaction, kind: csat, definition: top_two, scale: [1, 5] }
///   - { kpi: loyalty, kind: nps, items: [{ question: recommend, scale: [0, 10] }] }
///   - kpi: trust
///     kind: likert
///     items:
///       - { question: honest, scale: [1, 7] }
///       - { question: doubtful, scale: [1, 7], reversed: true }
///     wordings:
///       - { from: 2026-03-01, question: honest, text: "This shop tells me the truth." }
/// </code>
/// </remarks>
public sealed record DeclaredInstruments(IReadOnlyList<Instrument> All)
{
    public static readonly DeclaredInstruments None = new([]);

    public Instrument? Find(string kpi) => All.FirstOrDefault(one => one.Kpi.Name == kpi);

    /// <summary>The instrument of a KPI.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public Instrument Known(string kpi)
    {
        string[] names = [.. All.Select(one => one.Kpi.Name)];
        return Find(kpi)
            ?? throw new RefusedException(
                "unknown_instrument",
                names.Length == 0
                    ? $"No instrument is declared, so none is called '{kpi}'. `cpt instruments set FILE` declares them."
                    : KnownNames.Refusal("instrument", kpi, names)
            );
    }

    /// <exception cref="StrictYamlException">The text breaks a rule; the message names key, line, rule and remedy.</exception>
    public static DeclaredInstruments Parse(string yaml) => InstrumentsYaml.Read(yaml);

    /// <summary>What the rows of a projection rest on: a JSON object of own dimensions, and of how answers are read under a name that no dimension can have; ''
    /// for neither. Wordings are no part of it.</summary>
    internal string Form(OwnDimensions? dimensions)
    {
        var own = dimensions?.Form is { Length: > 0 } form ? form[1..^1] : "";
        if (All.Count == 0)
            return own.Length == 0 ? "" : $"{{{own}}}";
        var read = string.Join(", ", All.SelectMany(one => one.Items.Select(item => Row(one, item))).Order(StringComparer.Ordinal));
        return $"{{{own}{(own.Length == 0 ? "" : ", ")}\"#instruments\": [{read}]}}";
    }

    private static string Row(Instrument one, InstrumentItem item)
    {
        var how =
            one.Definition == ReadAs.TopTwo ? InstrumentNames.Of(ReadAs.TopTwo)
            : item.IsReversed ? "reversed"
            : "mean";
        var scale = string.Create(CultureInfo.InvariantCulture, $"[{item.Low}, {item.High}]");
        var (top, questions) = (item.TopTwo.ToString(CultureInfo.InvariantCulture), one.Questions.Count.ToString(CultureInfo.InvariantCulture));
        return $$"""{"kpi": "{{one.Kpi.Name}}", "question": "{{item.Question}}", "scale": {{scale}}, "how": "{{how}}","""
            + $$""" "top": {{top}}, "questions": {{questions}}}""";
    }
}
