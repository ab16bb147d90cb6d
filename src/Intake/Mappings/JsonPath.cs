using System.Globalization;
using System.Text.Json;

namespace CustomerPerformanceTracker.Intake.Mappings;

/// <summary>
/// A dotted path into a JSON object: <c>context.campaign.name</c>; a number picks an element of an array, from 0 (<c>products.0.sku</c>), and
/// <c>answers[field.ref=trust].number</c> the first element whose inner path has that text.
/// </summary>
internal sealed class JsonPath
{
    private readonly Step[] steps;

    private JsonPath(Step[] steps) => this.steps = steps;

    private sealed record Step(string Name, JsonPath? Where = null, string? Text = null);

    /// <exception cref="FormatException">A bracket is not closed, or holds no comparison.</exception>
    public static JsonPath Parse(string path)
    {
        var found = new List<Step>();
        var at = 0;
        while (at <= path.Length)
        {
            var end = path.AsSpan(at).IndexOfAny('.', '[') is >= 0 and var n ? at + n : path.Length;
            var name = path[at..end];
            if (name.Length == 0)
                throw new FormatException($"the path '{path}' has an empty name in it");
            found.Add(new Step(name));
            at = end + 1;
            if (end == path.Length || path[end] == '.')
                continue;

            var close = path.IndexOf(']', end);
            var equals = path.IndexOf('=', end);
            if (close < 0 || equals < 0 || equals > close)
                throw new FormatException($"the path '{path}' needs [name=text]");
            found.Add(new Step("", Parse(path[(end + 1)..equals]), path[(equals + 1)..close]));
            at = close + 2;
            if (close + 1 == path.Length)
                break;
            if (path[close + 1] != '.')
                throw new FormatException($"the path '{path}' needs a dot after its bracket");
        }

        return new JsonPath([.. found]);
    }

    public JsonElement? Find(JsonElement root)
    {
        JsonElement? at = root;
        foreach (var step in this.steps)
        {
            at =
                at is not { } value ? null
                : step.Where is null ? Child(value, step.Name)
                : First(value, step);
        }

        return at;
    }

    private static JsonElement? Child(JsonElement value, string name) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => value.TryGetProperty(name, out var child) ? child : null,
            JsonValueKind.Array => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n < value.GetArrayLength()
                ? value[n]
                : null,
            _ => null,
        };

    private static JsonElement? First(JsonElement value, Step step)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return null;
        foreach (var element in value.EnumerateArray())
        {
            if (step.Where!.Find(element) is { } found && string.Equals(TextOf(found), step.Text, StringComparison.Ordinal))
                return element;
        }

        return null;
    }

    private static string? TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
}
