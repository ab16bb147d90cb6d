using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CustomerPerformanceTracker.Journal;

/// <summary>A YAML file breaks a rule. The message reads <c>key (line n): rule. Remedy.</c></summary>
public sealed class StrictYamlException(string key, long line, string rule, string remedy)
    : FormatException($"{key} (line {line.ToString(CultureInfo.InvariantCulture)}): {rule}. {remedy}")
{
    /// <summary>Where it is, as <c>kpis[2].target</c>; <c>file</c> for the whole.</summary>
    public string Key { get; } = key;

    public long Line { get; } = line;
    public string Rule { get; } = rule;
    public string Remedy { get; } = remedy;
}

/// <summary>
/// A mapping of a settings file, read so that nothing in it can be overlooked: keys are asked for by name, and
/// <see cref="NothingElse"/> refuses any that was not. Values are never guessed.
/// </summary>
internal sealed class StrictYaml
{
    private readonly string path;
    private readonly YamlMappingNode node;
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    private StrictYaml(string path, YamlMappingNode node) => (this.path, this.node) = (path, node);

    /// <summary>The one mapping a file holds.</summary>
    public static StrictYaml Root(string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents switch
            {
                [{ RootNode: YamlMappingNode root }] => new("", root),
                [{ RootNode: var other }] => throw new StrictYamlException(
                    "file",
                    other.Start.Line,
                    "must hold keys with values",
                    "Start with a line such as `key: value`."
                ),
                _ => throw new StrictYamlException(
                    "file",
                    1,
                    "must hold exactly one document",
                    "Remove what stands beyond it, or write it if the file is empty."
                ),
            };
        }
        catch (YamlException broken)
        {
            throw new StrictYamlException("file", broken.Start.Line, $"is not YAML: {broken.Message}", "Mend the line; a duplicate key must be removed.");
        }
    }

    /// <summary>The entries of a list of mappings; empty where the key is missing.</summary>
    public IEnumerable<StrictYaml> List(string key)
    {
        if (Child(key) is not { } child)
            return [];
        if (child is not YamlSequenceNode list)
            throw Broken(key, "must be a list", $"Write `{key}:` and below it one `- {{ ... }}` an entry.");

        return list.Select(
            (entry, i) =>
                entry is YamlMappingNode mapping
                    ? new StrictYaml(string.Create(CultureInfo.InvariantCulture, $"{Path(key)}[{i}]"), mapping)
                    : throw new StrictYamlException(
                        string.Create(CultureInfo.InvariantCulture, $"{Path(key)}[{i}]"),
                        entry.Start.Line,
                        "must hold keys with values",
                        "Write `- { key: value }`."
                    )
        );
    }

    /// <summary>The mapping under a key, or null where the key is missing.</summary>
    public StrictYaml? Map(string key) =>
        Child(key) switch
        {
            null => null,
            YamlMappingNode mapping => new StrictYaml(Path(key), mapping),
            _ => throw Broken(key, "must hold keys with values", $"Write `{key}: {{ ... }}`."),
        };

    public string? Text(string key) =>
        Child(key) switch
        {
            null => null,
            YamlScalarNode scalar when !IsEmpty(scalar) => scalar.Value,
            _ => throw Broken(key, "must be a text that is not empty", "Give it one, or leave the key out."),
        };

    /// <summary>The entries of a list of texts, or null where the key is missing.</summary>
    public IReadOnlyList<string>? Texts(string key) =>
        Child(key) switch
        {
            null => null,
            YamlSequenceNode list when list.All(entry => entry is YamlScalarNode scalar && !IsEmpty(scalar)) =>
            [
                .. list.Select(entry => ((YamlScalarNode)entry).Value!),
            ],
            _ => throw Broken(key, "must be a list of texts", $"Write `{key}: [one, two]`."),
        };

    public string RequiredText(string key) => Text(key) ?? throw Broken(key, "is missing", $"Add `{key}: ...`.");

    public double? Number(string key, double minimum = double.MinValue, double maximum = double.MaxValue)
    {
        if (Text(key) is not { } text)
            return null;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            throw Broken(key, $"must be a number, not `{text}`", "Write it plainly, such as 80 or 0.05.");
        if (number < minimum || number > maximum)
            throw Broken(key, string.Create(CultureInfo.InvariantCulture, $"must be {Range(minimum, maximum)}, not {number}"), "Write a number in that range.");
        return number;
    }

    public long? Whole(string key, long minimum, long maximum) =>
        Number(key, minimum, maximum) switch
        {
            null => null,
            { } number when number == Math.Floor(number) => (long)number,
            { } number => throw Broken(key, string.Create(CultureInfo.InvariantCulture, $"must be a whole number, not {number}"), "Round it."),
        };

    public bool? Flag(string key) =>
        Text(key) switch
        {
            null => null,
            "true" => true,
            "false" => false,
            var other => throw Broken(key, $"must be `true` or `false`, not `{other}`", "Write one of the two."),
        };

    /// <summary>Refuses every key that was not asked for so far.</summary>
    public void NothingElse()
    {
        foreach (var name in node.Children.Keys)
        {
            var key = (name as YamlScalarNode)?.Value ?? name.ToString();
            if (!asked.Contains(key))
                throw new StrictYamlException(
                    Path(key),
                    name.Start.Line,
                    "is not a known key",
                    $"Known here: {string.Join(", ", asked.Order(StringComparer.Ordinal))}.{KnownNames.Hint(key, asked)}"
                );
        }
    }

    public StrictYamlException Broken(string key, string rule, string remedy) => new(Path(key), (Child(key) ?? node).Start.Line, rule, remedy);

    private YamlNode? Child(string key)
    {
        asked.Add(key);
        return node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;
    }

    // YAML reads a bare `~` or `null` as no value; in quotes they are text.
    private static bool IsEmpty(YamlScalarNode scalar) =>
        string.IsNullOrWhiteSpace(scalar.Value) || (scalar.Style == ScalarStyle.Plain && scalar.Value is "~" or "null");

    private string Path(string key) => path.Length == 0 ? key : $"{path}.{key}";

    private static string Range(double minimum, double maximum) =>
        maximum == double.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"at least {minimum}")
            : string.Create(CultureInfo.InvariantCulture, $"from {minimum} to {maximum}");
}
