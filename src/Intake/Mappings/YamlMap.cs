using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace CustomerPerformanceTracker.Intake.Mappings;

/// <summary>One mapping of a YAML file, read strictly: every key is asked for, and one that nobody asked for is an error with its line.</summary>
internal sealed class YamlMap
{
    private readonly Dictionary<string, YamlNode> values = new(StringComparer.Ordinal);
    private readonly long line;

    public YamlMap(YamlNode node, string what, params ReadOnlySpan<string> keys)
    {
        if (node is not YamlMappingNode map)
            throw At(node, $"{what} is a list of keys and values");

        this.line = node.Start.Line;
        foreach (var (key, value) in map.Children)
        {
            var name = TextOf(key, "a key");
            if (!keys.IsEmpty && !keys.Contains(name))
                throw At(key, $"unknown key '{name}' in {what}; known are {string.Join(", ", keys.ToArray())}");
            values[name] = value;
        }
    }

    public IEnumerable<string> Keys => values.Keys;

    public bool Has(string key) => values.ContainsKey(key);

    public YamlNode Node(string key) => values[key];

    public YamlNode? Find(string key) => values.GetValueOrDefault(key);

    public string? Text(string key) => values.TryGetValue(key, out var node) ? TextOf(node, key) : null;

    public string Required(string key) => Text(key) ?? throw At(this.line, $"'{key}' is missing");

    /// <summary>A list of texts; a single text is a list of one.</summary>
    public IReadOnlyList<string> Texts(string key) =>
        values.GetValueOrDefault(key) switch
        {
            null => [],
            YamlSequenceNode list => [.. list.Children.Select(child => TextOf(child, key))],
            var node => [TextOf(node, key)],
        };

    /// <summary>Reads what stands under a key, adding its line to whatever is wrong with it.</summary>
    public T Parse<T>(string key, Func<string, T> parse)
    {
        try
        {
            return parse(Required(key));
        }
        catch (FormatException e)
        {
            throw At(values[key], e.Message);
        }
    }

    public static YamlNode Load(string yaml)
    {
        var parser = new Parser(new StringReader(yaml));
        try
        {
            var stream = new YamlStream();
            stream.Load(parser);
            return stream.Documents.Count == 1 ? stream.Documents[0].RootNode : throw At(1, "a mapping file is one YAML document");
        }
        catch (YamlException e)
        {
            throw At(e.Start.Line, e.InnerException?.Message ?? e.Message);
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet's scanner loses its place in some flow lists that are not closed, and says only that.
            throw At(parser.Current?.End.Line ?? 1, "this is no YAML, as where a bracket or a brace is not closed");
        }
    }

    public static IntakeException At(YamlNode node, string what) => At(node.Start.Line, what);

    private static IntakeException At(long line, string what) => new("invalid_mapping", $"Mapping file, line {line}: {what.TrimEnd('.')}.");

    private static string TextOf(YamlNode node, string key) =>
        node is YamlScalarNode { Value: { } text }
            ? Storable(text, node)
            : throw At(node, $"'{key}' is one value, not a list of values or keys; a text that begins with a brace goes in quotes");

    // YAML can escape what neither UTF-8 nor PostgreSQL can hold, and what stands in a mapping ends up in signals.
    private static string Storable(string text, YamlNode node)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || !Rune.TryGetRuneAt(text, i, out var rune))
                throw At(node, "a text here holds U+0000 or half of a surrogate pair");
            i += rune.Utf16SequenceLength - 1;
        }

        return text;
    }
}
