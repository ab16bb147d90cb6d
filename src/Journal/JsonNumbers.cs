using System.Text.Json;

namespace CustomerPerformanceTracker.Journal;

/// <summary>Numbers on the wire.</summary>
public static class JsonNumbers
{
    /// <summary>Null for what is no number: JSON has no word for infinity or for nothing.</summary>
    public static void WriteNumberOrNull(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }
}
