using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace CustomerPerformanceTracker.Intake;

/// <summary>
/// Writes rejected rows as NDJSON, one object a line: <c>{"line":7,"field":"score","code":"score_off_scale","reason":"...","raw":"..."}</c>,
/// with <c>"header"</c> besides for a row of CSV. Mend the text in <c>raw</c> and give the file to the import again: rows keep their line,
/// so an id derived from it is the one the mended row would have had in its own file.
/// </summary>
/// <remarks>The stream stays open. Nothing is written before the first reject.</remarks>
public sealed class RejectedFile(Stream target) : IAsyncDisposable
{
    /// <summary>A raw row can grow sixfold when JSON escapes every character of it; the header of a CSV row comes on top.</summary>
    internal const int LineBytes = 14 * IntakeLimits.LineBytes;

    private static readonly JsonTypeInfo<RejectedLine> Readable =
        (JsonTypeInfo<RejectedLine>)
            new JsonSerializerOptions(RejectedTypes.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }.GetTypeInfo(
                typeof(RejectedLine)
            );

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private readonly MemoryStream line = new();

    /// <summary>How many were written.</summary>
    public long Count { get; private set; }

    public async ValueTask WriteAsync(Reject reject, CancellationToken cancellation = default)
    {
        this.line.SetLength(0);
        JsonSerializer.Serialize(this.line, new RejectedLine(reject.Line, reject.Field, reject.Code, reject.Reason, reject.Raw, reject.Header), Readable);
        this.line.WriteByte((byte)'\n');
        await target.WriteAsync(this.line.GetBuffer().AsMemory(0, (int)this.line.Length), cancellation);
        Count++;
    }

    public async ValueTask DisposeAsync()
    {
        await target.FlushAsync();
        await this.line.DisposeAsync();
    }

    /// <summary>The row a line of a rejected file holds, or null when the line is anything else.</summary>
    internal static MendedRow? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line.ToArray(), Strict);
            var row = document.RootElement;
            return
                row.ValueKind == JsonValueKind.Object
                && HasExactKeys(row)
                && row.GetProperty("line"u8) is { ValueKind: JsonValueKind.Number } number
                && number.TryGetInt64(out var at)
                && at > 0
                && Text(row, "raw"u8) is { } raw
                ? new MendedRow(at, raw, Text(row, "header"u8))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            // The text has an escaped half of a surrogate pair, which has no string form.
            return null;
        }
    }

    private static bool HasExactKeys(JsonElement row)
    {
        var known = 0;
        foreach (var property in row.EnumerateObject())
        {
            if (property.Name is "line" or "field" or "code" or "reason" or "raw")
                known++;
            else if (property.Name is not "header")
                return false;
        }

        return known == 5;
    }

    private static string? Text(JsonElement row, ReadOnlySpan<byte> name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>A row of a rejected file: the line it had in its first source, its text, and the CSV header it stood under.</summary>
internal sealed record MendedRow(long Line, string Raw, string? Header)
{
    public byte[] Content { get; } = Encoding.UTF8.GetBytes(Raw);
}

/// <summary>A line of a rejected file.</summary>
internal sealed record RejectedLine(
    long Line,
    string? Field,
    string Code,
    string Reason,
    string Raw,
    [property: JsonIgnore(Condition = WhenWritingNull)] string? Header
);

/// <summary>How the lines of a rejected file are written: as a person reads them, without more escapes than JSON needs.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RejectedLine))]
internal sealed partial class RejectedTypes : JsonSerializerContext;
