using System.Text.Json;

namespace CustomerPerformanceTracker.Readings.Dimensions;

/// <summary>
/// Values of own dimensions, in the order of the dimensions' names; equal where names and values are. An empty value is that of signals that name
/// none.
/// </summary>
public sealed class OwnValues : IEquatable<OwnValues>
{
    private OwnValues(IEnumerable<KeyValuePair<string, string>> values) =>
        Parts = [.. values.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => (value.Key, value.Value))];

    public IReadOnlyList<(string Dimension, string Value)> Parts { get; }

    /// <summary>Null where there are none.</summary>
    public static OwnValues? Of(IReadOnlyCollection<KeyValuePair<string, string>>? values) => values is { Count: > 0 } ? new(values) : null;

    /// <summary>Reads a JSON object of texts; null for null.</summary>
    public static OwnValues? Parse(string? json)
    {
        if (json is null)
            return null;
        using var document = JsonDocument.Parse(json);
        return Of([.. document.RootElement.EnumerateObject().Select(value => KeyValuePair.Create(value.Name, value.Value.GetString()!))]);
    }

    /// <summary>The values as the members of a JSON object.</summary>
    public Dictionary<string, JsonElement> ToElements() =>
        Parts.ToDictionary(part => part.Dimension, part => JsonElement.Parse($"\"{JsonEncodedText.Encode(part.Value)}\""), StringComparer.Ordinal);

    /// <summary>The value of a dimension; null where it is none of these.</summary>
    public string? Find(string dimension) => Parts.FirstOrDefault(part => part.Dimension == dimension).Value;

    public bool Equals(OwnValues? other) => other is not null && Parts.SequenceEqual(other.Parts);

    public override bool Equals(object? obj) => Equals(obj as OwnValues);

    public override int GetHashCode() => Parts.Aggregate(0, HashCode.Combine);
}
