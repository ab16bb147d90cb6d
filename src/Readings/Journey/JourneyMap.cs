using System.Collections.Frozen;
using CustomerPerformanceTracker.Journal;

namespace CustomerPerformanceTracker.Readings.Journey;

/// <summary>
/// An experience zone of the customer's journey: the stage it belongs to, the team that owns it, and whether it makes or breaks the relation.
/// </summary>
public sealed record Touchpoint(string Name, string Stage, string Team, bool MomentOfTruth);

/// <summary>
/// The touchpoints of a workspace, in the order of the journey, each named once. Signals may name touchpoints the map does not know.
/// </summary>
/// <remarks>
/// In YAML <c>momentOfTruth</c> may be left out and is then false:
/// <code>
/// journey:
///   - { touchpoint: checkout, stage: purchase, team: Payments, momentOfTruth: true }
/// </code>
/// </remarks>
public sealed class JourneyMap
{
    public static readonly JourneyMap Empty = new([]);

    private readonly FrozenDictionary<string, Touchpoint> byName;

    /// <exception cref="ArgumentException">Two touchpoints bear the same name.</exception>
    public JourneyMap(IReadOnlyList<Touchpoint> touchpoints)
    {
        Touchpoints = touchpoints;
        byName = touchpoints.ToFrozenDictionary(touchpoint => touchpoint.Name, StringComparer.Ordinal);
        if (byName.Count != touchpoints.Count)
            throw new ArgumentException("A touchpoint is named once.", nameof(touchpoints));
    }

    public IReadOnlyList<Touchpoint> Touchpoints { get; }

    /// <summary>The touchpoint of exactly that name, or null where the map does not know it.</summary>
    public Touchpoint? Find(string touchpoint) => byName.GetValueOrDefault(touchpoint);

    /// <exception cref="StrictYamlException">The text breaks a rule; the message names key, line, rule and remedy.</exception>
    public static JourneyMap Parse(string yaml)
    {
        var file = StrictYaml.Root(yaml);
        Touchpoint[] touchpoints = [.. file.List("journey").Select(Entry)];
        file.NothingElse();

        if (touchpoints.Length == 0)
            throw file.Broken(
                "journey",
                "must name at least one touchpoint",
                "Write `journey:` and below it a line `- { touchpoint: checkout, stage: purchase, team: Payments }`."
            );
        if (touchpoints.CountBy(touchpoint => touchpoint.Name, StringComparer.Ordinal).FirstOrDefault(named => named.Value > 1) is { Key: { } twice })
            throw file.Broken("journey", $"names `{twice}` more than once", "Keep one of the entries.");
        return new(touchpoints);
    }

    private static Touchpoint Entry(StrictYaml entry)
    {
        var touchpoint = new Touchpoint(
            entry.RequiredText("touchpoint"),
            entry.RequiredText("stage"),
            entry.RequiredText("team"),
            entry.Flag("momentOfTruth") ?? false
        );
        entry.NothingElse();
        return touchpoint;
    }
}
