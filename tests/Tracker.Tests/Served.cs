namespace CustomerPerformanceTracker.Tracker.Tests;

/// <summary>Documents as the outside sees them.</summary>
internal static class Served
{
    public static string Text<T>(T document) => Encoding.UTF8.GetString(Json.Bytes(document));

    public static string Indented<T>(T document) => JsonSerializer.Serialize(document, Json.TypeOf<T>(Json.Indented));

    public static JsonElement Element<T>(T document) => JsonElement.Parse(Json.Bytes(document));
}
