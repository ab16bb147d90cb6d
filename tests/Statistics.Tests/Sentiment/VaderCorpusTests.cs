using System.IO.Compression;

namespace CustomerPerformanceTracker.Statistics.Tests.Sentiment;

/// <summary>
/// The scores of the published program, version 3.3.2, of every corpus that CPT_REFERENCE has in data/vader: files *_vader-3.3.2.tsv.gz with
/// id, negative, neutral, positive, compound and text, parted by tabs, in which a quotation mark is a character like any other.
/// </summary>
public sealed class VaderCorpusTests(ITestOutputHelper output)
{
    private const string Suffix = "_GroundTruth_vader-3.3.2.tsv.gz";

    [Fact]
    public void Every_line_of_every_corpus_scores_as_the_published_program_scored_it()
    {
        var files = Directory.GetFiles(Reference.Path("data", "vader"), "*" + Suffix);
        files.Length.ShouldBeGreaterThanOrEqualTo(2);
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var lines = Lines(file).ToArray();
            var others = lines.Where(line => VaderScorer.English.Score(line[5]) != Published(line)).Select(line => line[0]).ToArray();

            output.WriteLine($"{Path.GetFileName(file)}: {lines.Length - others.Length} of {lines.Length} equal");
            lines.Length.ShouldBeGreaterThan(3_000);
            others.ShouldBeEmpty(file);
        }
    }

    [Fact]
    public void Scores_of_reviews_agree_with_people_as_published()
    {
        var people = Lines(Reference.Path("data", "vader", "amazonReviewSnippets_GroundTruth.txt.gz"))
            .Select(line => (Mean: Number(line[1]), Score: VaderScorer.English.Score(line[2])))
            .ToArray();

        var r = Correlation([.. people.Select(one => one.Mean)], [.. people.Select(one => one.Score.Compound)]);
        output.WriteLine($"r {r:F4}, n {people.Length}");
        r.ShouldBe(0.5896, 0.00005);
    }

    private static IEnumerable<string[]> Lines(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            yield return line.Split('\t');
    }

    private static SentimentScore Published(string[] line) => new(Number(line[4]), Number(line[1]), Number(line[2]), Number(line[3]));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double Correlation(double[] x, double[] y)
    {
        var (meanX, meanY) = (x.Average(), y.Average());
        var products = x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum();
        return products / Math.Sqrt(x.Sum(a => (a - meanX) * (a - meanX)) * y.Sum(b => (b - meanY) * (b - meanY)));
    }
}
