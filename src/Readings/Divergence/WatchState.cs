using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime.Text;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Readings.Divergence;

/// <summary>
/// The stored form of a <see cref="DivergenceWatch"/>: UTF-8 JSON, in which every double is written so that it reads back to the same bits.
/// </summary>
internal sealed record WatchState(
    int Version,
    LocalDate? NextShort,
    LocalDate? NextLong,
    LocalDate? AcceptedSince,
    IReadOnlyList<DayBatch> Days,
    GenerationState? Long,
    IReadOnlyList<GenerationState> Shorts,
    Episode? Episode,
    IReadOnlyList<PastFall> Past,
    Alarm.Silence? Silence
)
{
    public const int CurrentVersion = 3;

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, WatchJson.Default.WatchState);

    /// <exception cref="FormatException">The bytes are not a state of this version.</exception>
    public static WatchState From(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, WatchJson.Default.WatchState) is { Version: CurrentVersion } state
                ? state
                : throw new FormatException($"not a watch state of version {CurrentVersion}");
        }
        catch (JsonException broken)
        {
            throw new FormatException("not a watch state", broken);
        }
    }
}

/// <param name="First">The declaration the tests' sizes of change were chosen for.</param>
/// <param name="Declared">The one in force, where it is another.</param>
internal sealed record GenerationState(Declaration First, Declaration? Declared, bool Muted, byte[] Trust, byte[]? Logic);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = WhenWritingNull,
    Converters = [typeof(IsoDay), typeof(PackedDays)]
)]
[JsonSerializable(typeof(WatchState))]
internal sealed partial class WatchJson : JsonSerializerContext;

internal sealed class IsoDay : JsonConverter<LocalDate>
{
    public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        LocalDatePattern.Iso.Parse(reader.GetString() ?? "").GetValueOrThrow();

    public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) =>
        writer.WriteStringValue(LocalDatePattern.Iso.Format(value));
}
