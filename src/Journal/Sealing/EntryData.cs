using System.Text.Json.Serialization;

namespace CustomerPerformanceTracker.Journal.Sealing;

/// <summary>What an entry holds, as its stored JSON: Marten writes and reads the text as it is and makes no type of its own of it.</summary>
[JsonConverter(typeof(AsItIs))]
public sealed record EntryData(JsonElement Json)
{
    private sealed class AsItIs : JsonConverter<EntryData>
    {
        public override EntryData Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(JsonElement.ParseValue(ref reader));

        public override void Write(Utf8JsonWriter writer, EntryData value, JsonSerializerOptions options) =>
            writer.WriteRawValue(value.Json.GetRawText(), skipInputValidation: true);
    }
}
