namespace CustomerPerformanceTracker.Journal.Entries;

/// <summary>The texts of journal entries that may name a customer. Who acts, and whom they set to work, is meant to be named, and is no customer.</summary>
internal static class EntryTexts
{
    /// <summary>Properties of an event's data that a person writes in words of their own. A closed set: a new one of that kind is added here.</summary>
    private static readonly string[] Written = ["text", "what", "hypothesis", "lever", "label", "yaml", "search", "only", "ref"];

    /// <summary>Properties that name the organisation's own people, or where it wants to be told.</summary>
    private static readonly string[] Staff = ["person", "assignee", "proposer", "decidedBy", "sink"];

    /// <summary>What a person has just written: their reason, and what they say.</summary>
    public static IEnumerable<FieldText> WrittenIn(Authorship by, IEnumerable<JournalEvent> events) =>
        events
            .Where(e => e.Data.ValueKind == JsonValueKind.Object)
            .SelectMany(e =>
                e.Data.EnumerateObject()
                    .Where(property => property.Value.ValueKind == JsonValueKind.String && Written.Contains(property.Name, StringComparer.Ordinal))
            )
            .Select(property => new FieldText(property.Name, property.Value.GetString()!))
            .Prepend(new FieldText("reason", by.Reason));

    /// <summary>Every text of an entry, names out of the data too.</summary>
    public static IReadOnlyList<FieldText> AllOf(JournalEntry entry)
    {
        var texts = new List<FieldText> { new("reason", entry.Reason) };
        Add(entry.Data, entry.Type == "alert_assigned" ? [.. Staff, "to"] : Staff, "data", texts);
        return texts;
    }

    private static void Add(JsonElement value, string[] left, string field, List<FieldText> texts)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject().Where(property => !left.Contains(property.Name, StringComparer.Ordinal)))
                    Add(property.Value, left, property.Name, texts);
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    Add(item, left, field, texts);
                break;
            case JsonValueKind.String:
                texts.Add(new FieldText(field, value.GetString()!));
                break;
            default:
                break;
        }
    }
}
