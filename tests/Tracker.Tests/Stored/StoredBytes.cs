namespace CustomerPerformanceTracker.Tracker.Tests.Stored;

/// <summary>
/// The data of a journal entry as the entry's leaf seals the data: RFC 8785 canonical JSON, one golden file for each event type and shape. A golden file that
/// changes is a new stored form, which needs a new stored name beside the old one.
/// </summary>
internal static class StoredBytes
{
    /// <param name="shape">What is special about the event among those of its type; null where the type has one shape.</param>
    public static void Pin(string type, JsonElement data, string? shape = null, [CallerFilePath] string test = "") =>
        Golden.Matches(Encoding.UTF8.GetString(CanonicalJson.Serialize(data)), shape is null ? $"{type}.json" : $"{type}.{shape}.json", test);
}
