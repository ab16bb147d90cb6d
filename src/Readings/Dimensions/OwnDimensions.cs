using System.Text;
using CustomerPerformanceTracker.Journal;

namespace CustomerPerformanceTracker.Readings.Dimensions;

/// <summary>
/// The own dimensions of a workspace, in the order they were declared. As YAML:
/// <code>
/// dimensions:
///   - { name: agent, type: text }
/// </code>
/// </summary>
public sealed record OwnDimensions(IReadOnlyList<OwnDimension> Declared)
{
    /// <summary>The most of them: each further one multiplies the cells.</summary>
    public const int Most = 10;

    public static readonly OwnDimensions None = new([]);

    /// <summary>The settings that a generation of the cells rests on: a JSON object of name and type in the order of names, '' for none.</summary>
    public string Form =>
        Declared.Count == 0
            ? ""
            : $"{{{string.Join(", ", Declared.OrderBy(one => one.Name, StringComparer.Ordinal).Select(one => $"\"{one.Name}\": \"{NameOf(one.Type)}\""))}}}";

    public OwnDimension? Find(string name) => Declared.FirstOrDefault(one => one.Name == name);

    /// <summary>The dimension of that name, given or declared.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public Dimension Known(string name) =>
        Dimension.Given.FirstOrDefault(given => given.Name == name) ?? (Find(name) is { } own ? new Dimension(own.Name) : throw Unknown(name, []));

    /// <summary>What a scorecard is to be split by.</summary>
    /// <inheritdoc cref="Known(string)"/>
    public SplitBy Split(string name) =>
        name == SplitBy.Team.Name ? SplitBy.Team
        : Find(name) is null && Dimension.Given.All(given => given.Name != name) ? throw Unknown(name, [SplitBy.Team.Name])
        : new SplitBy(name, Known(name));

    /// <exception cref="StrictYamlException">The text breaks a rule; the message names key, line, rule and remedy.</exception>
    public static OwnDimensions Parse(string yaml)
    {
        var file = StrictYaml.Root(yaml);
        OwnDimension[] declared = [.. file.List("dimensions").Select(Entry)];
        file.NothingElse();
        if (declared.Length > Most)
            throw file.Broken("dimensions", $"names {declared.Length}, and a workspace has at most {Most}", "Leave out those that no reading is split by.");
        return declared.CountBy(one => one.Name, StringComparer.Ordinal).FirstOrDefault(named => named.Value > 1) is { Key: { } twice }
            ? throw file.Broken("dimensions", $"names `{twice}` more than once", "Keep one of the entries.")
            : new(declared);
    }

    public string ToYaml() =>
        Declared.Aggregate(
            new StringBuilder("dimensions:").Append(Declared.Count == 0 ? " []\n" : "\n"),
            (text, one) => text.Append("  - { name: ").Append(one.Name).Append(", type: ").Append(NameOf(one.Type)).Append(" }\n"),
            text => text.ToString()
        );

    /// <summary>The stored name of a type.</summary>
    public static string NameOf(DimensionType type) => type.ToString().ToLowerInvariant();

    private static OwnDimension Entry(StrictYaml entry)
    {
        var name = entry.RequiredText("name");
        if (OwnDimension.Refusal(name) is { } refusal)
            throw entry.Broken("name", "is not that of a dimension", refusal);
        var type = entry.Text("type") ?? NameOf(DimensionType.Text);
        string[] types = [.. Enum.GetValues<DimensionType>().Select(NameOf)];
        if (!types.Contains(type, StringComparer.Ordinal))
            throw entry.Broken("type", $"must be one of {string.Join(", ", types)}, not `{type}`", "Write one of them, or leave the key out for text.");
        entry.NothingElse();
        return new(name, Enum.Parse<DimensionType>(type, ignoreCase: true));
    }

    private RefusedException Unknown(string name, IReadOnlyList<string> further)
    {
        string[] known = [.. Dimension.Given.Select(given => given.Name), .. Declared.Select(one => one.Name), .. further];
        var declare = $" One of your own is declared by `cpt dimensions add {(OwnDimension.Refusal(name) is null ? name : "NAME")}`.";
        return new("unknown_dimension", $"{KnownNames.Refusal("dimension", name, known)}{(KnownNames.Nearest(name, known) is null ? declare : "")}");
    }
}
