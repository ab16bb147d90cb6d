namespace CustomerPerformanceTracker.Intake;

/// <summary>Texts of a source as a message may carry them: short, and without what a terminal would take for a command.</summary>
public static class Told
{
    private const int Longest = 40;
    private const int Most = 20;

    /// <summary>The text with control characters replaced by U+FFFD, cut behind 40 characters.</summary>
    public static string Short(string text) => Clean(text, Longest);

    /// <summary>The first twenty texts in quotes, and how many more there are.</summary>
    public static string List(IReadOnlyCollection<string> texts) =>
        string.Join(", ", texts.Take(Most).Select(text => $"'{Short(text)}'")) + (texts.Count > Most ? $" and {texts.Count - Most:N0} more" : "");

    /// <summary>The text with control characters replaced by U+FFFD, cut behind so many characters.</summary>
    public static string Clean(string text, int longest)
    {
        var cut = text.Length > longest;
        var clean = new StringBuilder(cut ? text[..longest] : text);
        for (var i = 0; i < clean.Length; i++)
        {
            if (char.IsControl(clean[i]) && clean[i] is not ('\n' or '\t'))
                clean[i] = '\uFFFD';
        }

        return cut ? clean.Append("...").ToString() : clean.ToString();
    }
}
