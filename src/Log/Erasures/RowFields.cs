using System.Text.Json;

namespace CustomerPerformanceTracker.Log.Erasures;

/// <summary>
/// The texts of a row that may be a customer's id: of JSON every name and value; of anything else what stands between quotes, between the separators of a
/// table, and between spaces. Linear in the row, since whoever may send rows may send many.
/// </summary>
internal static class RowFields
{
    private static readonly char[] Separators = [',', ';', '\t', '|', '"', '{', '}', '[', ']', '\n', '\r'];
    private static readonly char[] Around = [' ', ':', '\'', '(', ')', '<', '>'];

    public static IReadOnlySet<string> Of(string text)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        if (!TryJson(text, found))
        {
            foreach (var quoted in text.Split('"'))
                Add(quoted, found);
        }

        foreach (var field in text.Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            Add(field, found);
            foreach (var word in field.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                Add(word, found);
        }

        return found;
    }

    private static void Add(string text, HashSet<string> found)
    {
        found.Add(text);
        found.Add(text.Trim(Around));
        if (text.Contains('\\', StringComparison.Ordinal))
            TryJson($"\"{text}\"", found);
    }

    private static bool TryJson(string text, HashSet<string> found)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            Add(document.RootElement, found);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Broken, or with an escaped half of a surrogate pair, which no id has.
            return false;
        }
    }

    private static void Add(JsonElement value, HashSet<string> found)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    found.Add(property.Name);
                    Add(property.Value, found);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    Add(item, found);
                break;
            case JsonValueKind.String:
                found.Add(value.GetString()!);
                break;
            default:
                found.Add(value.GetRawText());
                break;
        }
    }
}
