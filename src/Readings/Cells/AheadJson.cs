using System.Text.Json;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Readings.Cells;

/// <summary>The wire form of what is dated ahead of a reading: <c>"ahead":{"signals","newest"}</c>, or null.</summary>
internal static class AheadJson
{
    public static void Write(Utf8JsonWriter json, Ahead? ahead)
    {
        if (ahead is not { } some)
        {
            json.WriteNull("ahead");
            return;
        }

        json.WriteStartObject("ahead");
        json.WriteNumber("signals", some.Signals);
        json.WriteString("newest", LocalDatePattern.Iso.Format(some.Newest));
        json.WriteEndObject();
    }
}
