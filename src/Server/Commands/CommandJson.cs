using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Server.Commands;

/// <summary>
/// How the JSON body of a command is read, whichever command it is: every member is known and stands there once, what is needed is there, nothing is null that
/// may not be, and a number is no text.
/// </summary>
internal static class CommandJson
{
    public static void Configure(JsonSerializerOptions options)
    {
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.AllowOutOfOrderMetadataProperties = true;
        options.PropertyNameCaseInsensitive = false;
        options.RespectRequiredConstructorParameters = true;
        options.RespectNullableAnnotations = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new TimeConverter());
    }

    /// <summary>An RFC 3339 instant. Without a zone it could be any of several, so it is none.</summary>
    private sealed class TimeConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && OffsetDateTimePattern.Rfc3339.Parse(reader.GetString()!) is { Success: true } time
                ? time.Value.ToDateTimeOffset()
                : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("O", CultureInfo.InvariantCulture));
    }
}
