namespace CustomerPerformanceTracker.Journal;

/// <summary>
/// What an entry of the journal may hold at most, whoever makes it and however: what is written there stays for ever, and is read by everybody who audits.
/// Characters are UTF-16 code units. Entries of before that are longer are read as ever.
/// </summary>
public static class JournalLimits
{
    /// <summary>Characters of one text, such as a reason, a comment or a hypothesis: 4,000.</summary>
    public const int TextCharacters = 4_000;

    /// <summary>Characters of a document that is kept as it was written (member <c>yaml</c>): 65,536.</summary>
    public const int DocumentCharacters = 64 << 10;

    private const string Document = "yaml";

    /// <exception cref="TextTooLongException">A text of the entry is too long.</exception>
    internal static void Check(Authorship by, IEnumerable<JournalEvent> events)
    {
        Check(by.Actor, "actor", TextCharacters);
        Check(by.Reason, "reason", TextCharacters);
        foreach (var made in events)
            Check(made.Data, "", TextCharacters);
    }

    private static void Check(JsonElement value, string place, int most)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                Check(value.GetString()!, place, most);
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    Check(item, place, most);
                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                    Check(
                        member.Value,
                        place.Length == 0 ? member.Name : $"{place}/{member.Name}",
                        member.Name == Document ? DocumentCharacters : TextCharacters
                    );
                break;
        }
    }

    private static void Check(string text, string place, int most)
    {
        if (text.Length > most)
            throw new TextTooLongException(place, text.Length, most);
    }
}

/// <summary>A text is longer than the journal takes. <see cref="Place"/> names it, as <c>reason</c> or <c>success/guardKpi</c>.</summary>
public sealed class TextTooLongException(string place, int length, int most)
    : ArgumentException(
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"'{place}' has {length:N0} characters; the journal takes {most:N0} at most. Say it shorter, and link what is longer."
        )
    )
{
    public string Place { get; } = place;
}
