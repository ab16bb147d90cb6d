using System.Text.Json;

namespace CustomerPerformanceTracker.Journal;

/// <summary>What an entry of the journal holds, written like any other JSON.</summary>
public static class JsonData
{
    /// <summary>An object with what is written into it.</summary>
    public static JsonElement Of(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return JsonElement.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length).Span);
    }
}
