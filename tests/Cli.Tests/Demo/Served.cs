using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CustomerPerformanceTracker.Cli.Tests.Demo;

/// <summary>
/// What of a document does not change from one run of the demo to the next: its members in their order, the first item of each list with the list's length, and
/// values, numbers to nine digits. Times of the run, ids that chance gave, hashes and paths are masked.
/// </summary>
internal static partial class Served
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(string document) => Of(JsonNode.Parse(document))!.ToJsonString(Readable) + "\n";

    private static JsonNode? Of(JsonNode? node) =>
        node switch
        {
            JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(Masked(member.Key), Of(member.Value)))),
            JsonArray { Count: 0 } => new JsonArray(),
            JsonArray items => new JsonArray(Of(items[0]), $"{items.Count} in all"),
            JsonValue value when value.GetValueKind() == JsonValueKind.String => Masked(value.GetValue<string>()),
            JsonValue value when value.GetValueKind() == JsonValueKind.Number => Rounded(value.ToJsonString()),
            _ => node?.DeepClone(),
        };

    private static JsonValue Rounded(string number) =>
        number.AsSpan().IndexOfAny('.', 'E') < 0
            ? JsonValue.Create(long.Parse(number, CultureInfo.InvariantCulture))
            : JsonValue.Create(
                double.Parse(double.Parse(number, CultureInfo.InvariantCulture).ToString("G9", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            );

    private static string Masked(string text) => Base64().Replace(Chance().Replace(Time().Replace(text, "TIME"), "ID"), "HASH");

    /// <summary>The campaign is of 2025; what is later is the time of the run.</summary>
    [GeneratedRegex(@"20(2[6-9]|[3-9]\d)-\d\d-\d\dT[0-9:.]+Z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Time();

    /// <summary>Twelve hexadecimal digits by themselves.</summary>
    [GeneratedRegex(@"(?<![0-9a-f])[0-9a-f]{12}(?![0-9a-f])", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Chance();

    [GeneratedRegex(@"[A-Za-z0-9+/]{43}=", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Base64();
}
