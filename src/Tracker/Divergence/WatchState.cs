using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace CustomerPerformanceTracker.Tracker.Divergence;

/// <summary>
/// The stored form of a <see cref="DivergenceWatch"/>: UTF-8 JSON, in which every double is written so that it reads back to the same bits.
/// </summary>
internal sealed record WatchState(
    int Version, LocalDate? NextNull, IReadOnlyList<DayBatch> Days, IReadOnlyList<GenerationState> Generations, Episode? Episode, Alarm.Silence? Silence)
{
    public const int CurrentVersion = 1;

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

internal sealed record GenerationState(DeclaredNull Null, LogicLevel Level, RisingTest? Rising, bool Muted, byte[] Trust, byte[]? Logic)
{
    public static GenerationState Of(Generation generation) =>
        new(generation.Null, generation.Level, generation.Rising, generation.Muted, generation.Trust.Save(), generation.Logic?.Save());

    public Generation ToGeneration() => new Generation(Null, Level, Rising, Muted).Resume(Trust, Logic);
}

/// <summary>A fall that has been told and is not yet over.</summary>
/// <param name="Null">The level that trust must reach again, 0 to 1.</param>
internal sealed record Episode(LocalDate On, LocalDate Onset, double Null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(IsoDay)])]
[JsonSerializable(typeof(WatchState))]
internal sealed partial class WatchJson : JsonSerializerContext;

internal sealed class IsoDay : JsonConverter<LocalDate>
{
    public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        LocalDatePattern.Iso.Parse(reader.GetString() ?? "").GetValueOrThrow();

    public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) =>
        writer.WriteStringValue(LocalDatePattern.Iso.Format(value));
}
