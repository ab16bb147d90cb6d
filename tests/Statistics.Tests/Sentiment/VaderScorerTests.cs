namespace CustomerPerformanceTracker.Statistics.Tests.Sentiment;

public sealed class VaderScorerTests
{
    private const string Comment = "The driver was very friendly, but the parcel was NOT in good shape!";

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n")]
    public void A_text_without_a_word_scores_0_on_every_side(string text) => VaderScorer.English.Score(text).ShouldBe(default);

    [Fact]
    public void A_scorer_names_its_method_version_and_language() => (VaderScorer.English.Name, VaderScorer.English.Language).ShouldBe(("vader 3.3.2", "en"));

    [Theory]
    [InlineData(0.05, SentimentClass.Positive)]
    [InlineData(0.0499, SentimentClass.Neutral)]
    [InlineData(-0.0499, SentimentClass.Neutral)]
    [InlineData(-0.05, SentimentClass.Negative)]
    public void A_compound_of_05_either_way_has_a_feeling(double compound, SentimentClass expected) =>
        new SentimentScore(compound, 0, 1, 0).Class.ShouldBe(expected);

    [Fact]
    public void Compound_lies_between_minus_1_and_1_and_the_shares_add_up_to_1()
    {
        var random = new Random(7);
        string[] words = ["good", "BAD", "not", "very", "but", "no", "least", "at", "kind", "of", "so", "never", ":)", "great!", "\U0001F600", "box", "\uD83D"];
        for (var i = 0; i < 2_000; i++)
        {
            var text = string.Join(' ', random.GetItems(words, random.Next(1, 60)));

            var score = VaderScorer.English.Score(text);

            Math.Abs(score.Compound).ShouldBeLessThanOrEqualTo(1, text);
            (score.Negative + score.Neutral + score.Positive).ShouldBe(1, 0.0021, text);
        }
    }

    [Fact]
    public void A_text_without_emoji_is_scored_without_an_allocation()
    {
        VaderScorer.English.Score(Comment);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1_000; i++)
            VaderScorer.English.Score(Comment);

        // The runtime may compile anew meanwhile; a single object a text would be 24,000 bytes.
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(24_000);
    }

    [Fact]
    public void A_text_of_a_hundred_thousand_words_with_but_is_scored()
    {
        var text = string.Join(' ', Enumerable.Repeat("good", 50_000)) + " but " + string.Join(' ', Enumerable.Repeat("bad", 50_000));

        VaderScorer.English.Score(text).Compound.ShouldBe(-1);
    }

    [Fact]
    public void Several_threads_score_alike()
    {
        var alone = VaderScorer.English.Score(Comment);

        ParallelEnumerable.Range(0, 10_000).Select(_ => VaderScorer.English.Score(Comment)).Distinct().ShouldBe([alone]);
    }
}
