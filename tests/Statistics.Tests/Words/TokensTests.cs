namespace CustomerPerformanceTracker.Statistics.Tests.Words;

public sealed class TokensTests
{
    [Theory]
    [InlineData("I was charged without asking", "charged without asking")]
    [InlineData("CANNOT cancel!!", "cannot cancel |")]
    [InlineData("Don't, can’t and won't", "don't can't won't")]
    [InlineData("Amazon's price - the shop’s own", "amazon price shop")]
    [InlineData("it's 'quoted' rock'n'roll", "quoted rock'n'roll")]
    [InlineData("paid 20 for 2nd", "paid 2nd")]
    [InlineData("Late. Again late? Yes; no: bad\nworse", "late | late | yes | no | bad | worse")]
    [InlineData("Kündigung nicht möglich", "kündigung nicht möglich")]
    [InlineData("ÉTÉ naïve", "été naïve")]
    [InlineData("", "")]
    [InlineData("a I ! 3 ' ''", "")]
    public void Words_are_read_in_lower_case_without_stop_words(string text, string expected)
    {
        var read = new List<string>();

        Tokens.Read(text, word => read.Add(word.ToString()), () => read.Add("|"));

        string.Join(' ', read).Trim(' ', '|').ShouldBe(expected.Trim(' ', '|'));
    }

    [Fact]
    public void Word_of_any_length_is_cut_to_sixty_four_characters()
    {
        var read = new List<string>();

        Tokens.Read(new string('x', 10_000), word => read.Add(word.ToString()), () => { });

        read.ShouldHaveSingleItem().Length.ShouldBe(64);
    }

    [Fact]
    public void Pairs_do_not_cross_the_end_of_a_sentence_or_of_a_comment()
    {
        var index = new TermIndex(["late parcel. rude driver", "slow", "site"]);

        Enumerable.Range(0, index.Count).Select(index.Text).ShouldBe(["late", "parcel", "late parcel", "rude", "driver", "rude driver", "slow", "site"]);
    }
}
