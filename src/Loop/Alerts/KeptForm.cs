using System.IO.Compression;
using CustomerPerformanceTracker.Readings.Divergence;
using CustomerPerformanceTracker.Readings.Levels;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Loop.Alerts;

/// <summary>The stored form of a campaign's detectors: everything that folding on depends on, deflated. What is read back folds on to the same bits.</summary>
internal static class KeptForm
{
    /// <summary>Rises with the form of a watch's state. The last digits are this form's, and rise too when days come to be read otherwise.</summary>
    public const int Shape = (WatchState.CurrentVersion * 1_000) + 4;

    private const short NoTrials = -1;

    public static byte[] Save(CampaignDetectors detectors)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(new DeflateStream(bytes, CompressionLevel.Fastest, leaveOpen: true)))
        {
            WriteReading(writer, detectors.Totals, detectors.Choices!.Value);
            writer.Write(detectors.Accepted.Count);
            foreach (var level in detectors.Accepted)
            {
                WriteDay(writer, level.On);
                WriteDay(writer, level.Since);
            }

            writer.Write(detectors.Detectors.Count);
            foreach (var (scope, detector) in detectors.Detectors)
                Write(writer, scope, detector);
        }

        return bytes.ToArray();
    }

    public static CampaignDetectors Restore(Policy policy, LocalDate through, byte[] state)
    {
        using var reader = new BinaryReader(new DeflateStream(new MemoryStream(state), CompressionMode.Decompress));
        var (totals, choices) = ReadReading(reader);
        var accepted = new LevelInForce[reader.ReadInt32()];
        for (var i = 0; i < accepted.Length; i++)
            accepted[i] = new(ReadDay(reader), ReadDay(reader));
        var detectors = new KeyValuePair<Scope, Detector>[reader.ReadInt32()];
        for (var i = 0; i < detectors.Length; i++)
            detectors[i] = Read(reader, policy, accepted);
        return new CampaignDetectors(through, totals, choices, accepted, detectors);
    }

    private static void WriteReading(BinaryWriter writer, ReceivedTotals totals, DayChoices choices)
    {
        writer.Write(choices.Trials is { } trials ? (short)trials : NoTrials);
        WriteText(writer, choices.Currency);
        writer.Write(choices.HasStrata);
        WriteText(writer, choices.StackCurrency);
        writer.Write(totals.HasVisits);
        writer.Write(totals.Stratum is not null);
        writer.Write(totals.Stratum ?? 0);
        writer.Write(totals.HasStrata);
        WriteText(writer, totals.StackCurrency);
        writer.Write(totals.Currencies.Count);
        foreach (var (currency, signals) in totals.Currencies)
        {
            writer.Write(currency);
            writer.Write((long)(signals >> 64));
            writer.Write(unchecked((ulong)signals));
        }
    }

    private static (ReceivedTotals Totals, DayChoices Choices) ReadReading(BinaryReader reader)
    {
        var trials = reader.ReadInt16();
        var choices = new DayChoices(trials == NoTrials ? null : (SignalKind)trials, ReadText(reader), reader.ReadBoolean(), ReadText(reader));
        var hasVisits = reader.ReadBoolean();
        var (hasStratum, stratum, hasStrata) = (reader.ReadBoolean(), reader.ReadInt32(), reader.ReadBoolean());
        var stack = ReadText(reader);
        var currencies = new KeyValuePair<string, Int128>[reader.ReadInt32()];
        for (var i = 0; i < currencies.Length; i++)
            currencies[i] = new(reader.ReadString(), ((Int128)reader.ReadInt64() << 64) | reader.ReadUInt64());
        return (ReceivedTotals.Of(hasVisits, hasStratum ? stratum : null, hasStrata, currencies, stack), choices);
    }

    private static void Write(BinaryWriter writer, Scope scope, Detector detector)
    {
        foreach (var part in new[] { scope.Message, scope.Touchpoint, scope.Channel, scope.Segment })
            WriteText(writer, part);
        WriteOwn(writer, scope.Own);
        writer.Write(detector.Closed);
        WriteBytes(writer, JsonSerializer.SerializeToUtf8Bytes([.. detector.Findings.Select(KeptFinding.Of)], KeptJson.Default.KeptFindingArray));
        WriteBytes(writer, detector.Watch.Save());
    }

    private static KeyValuePair<Scope, Detector> Read(BinaryReader reader, Policy policy, IReadOnlyList<LevelInForce> accepted)
    {
        var scope = new Scope(ReadText(reader), ReadText(reader), ReadText(reader), ReadText(reader), ReadOwn(reader));
        var closed = reader.ReadInt32();
        var findings = JsonSerializer.Deserialize(ReadBytes(reader), KeptJson.Default.KeptFindingArray)!;
        return new(scope, new Detector(DivergenceWatch.Restore(policy, ReadBytes(reader), accepted), findings.Select(finding => finding.ToFinding()), closed));
    }

    private static void WriteDay(BinaryWriter writer, LocalDate day) => writer.Write(day.ToDateOnly().DayNumber);

    private static LocalDate ReadDay(BinaryReader reader) => LocalDate.FromDateOnly(DateOnly.FromDayNumber(reader.ReadInt32()));

    private static void WriteText(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null)
            writer.Write(text);
    }

    private static string? ReadText(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;

    private static void WriteOwn(BinaryWriter writer, OwnValues? own)
    {
        writer.Write(own?.Parts.Count ?? 0);
        foreach (var (dimension, value) in own?.Parts ?? [])
        {
            writer.Write(dimension);
            writer.Write(value);
        }
    }

    private static OwnValues? ReadOwn(BinaryReader reader)
    {
        var values = new KeyValuePair<string, string>[reader.ReadInt32()];
        for (var i = 0; i < values.Length; i++)
            values[i] = new(reader.ReadString(), reader.ReadString());
        return OwnValues.Of(values);
    }

    private static void WriteBytes(BinaryWriter writer, byte[] bytes)
    {
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static byte[] ReadBytes(BinaryReader reader) => reader.ReadBytes(reader.ReadInt32());
}

/// <summary>A finding as it is kept; one of the alarms is there.</summary>
internal sealed record KeptFinding(Alarm.Divergence? Divergence, Alarm.Silence? Silence, LocalDate? EndedOn)
{
    public static KeptFinding Of(Finding finding) => new(finding.Alarm as Alarm.Divergence, finding.Alarm as Alarm.Silence, finding.EndedOn);

    public Finding ToFinding() => new((Alarm?)Divergence ?? Silence!, EndedOn);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    Converters = [typeof(IsoDay)]
)]
[JsonSerializable(typeof(KeptFinding[]))]
internal sealed partial class KeptJson : JsonSerializerContext;
