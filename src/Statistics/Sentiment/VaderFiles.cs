using System.Globalization;
using System.Reflection;
using System.Text;

namespace CustomerPerformanceTracker.Statistics.Sentiment;

/// <summary>VADER's data, as the folder <c>Lexicon</c> holds it with its source and licence.</summary>
internal static class VaderFiles
{
    /// <summary>Words in lower case, each with the mean valence that its raters gave it.</summary>
    public static IReadOnlyDictionary<string, double> Words() =>
        Lines("words.tsv").ToDictionary(line => line.Key, line => double.Parse(line.Value, CultureInfo.InvariantCulture), StringComparer.Ordinal);

    /// <summary>Emoji of one character, each with the words that stand for it.</summary>
    public static IReadOnlyDictionary<Rune, string> Emoji() => Lines("emoji.tsv").ToDictionary(line => line.Key.EnumerateRunes().Single(), line => line.Value);

    private static IEnumerable<(string Key, string Value)> Lines(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(typeof(VaderFiles), $"Lexicon.{file}")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            yield return (line[..tab], line[(tab + 1)..]);
        }
    }
}
