using System.IO.Compression;

namespace CustomerPerformanceTracker.Statistics.Tests.Words;

/// <summary>Sentences that people wrote of products and of films, from the reference data of the sentiment scores.</summary>
internal sealed class Snippets
{
    private readonly string[][] texts =
    [
        Read("amazonReviewSnippets_GroundTruth.txt.gz", column: 2),
        Read("movieReviewSnippets_GroundTruth_vader-3.3.2.tsv.gz", column: 5),
    ];

    /// <summary>Comments of so many respondents, each text drawn anew whatever the period, so that no word rises within a stratum.</summary>
    /// <param name="productsBefore">The share of comments on products before, 0 to 1; the others are on films, which is another stratum.</param>
    /// <param name="productsAfter">The share after.</param>
    public Comment[] Quiet(int before, int after, double productsBefore, double productsAfter, int seed)
    {
        var random = new Random(seed);
        Comment One(int respondent)
        {
            var late = respondent >= before;
            var stratum = random.NextDouble() < (late ? productsAfter : productsBefore) ? 0 : 1;
            return new(respondent, late, stratum, texts[stratum][random.Next(texts[stratum].Length)]);
        }

        return [.. Enumerable.Range(0, before + after).Select(One)];
    }

    private static string[] Read(string file, int column)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Reference.Path("data", "vader", file)), CompressionMode.Decompress));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[column])];
    }
}
