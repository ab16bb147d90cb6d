namespace CustomerPerformanceTracker.Statistics.Tests.Sentiment;

/// <summary>Each rule alone, by words whose valence in the lexicon stands below; it does not have the other words of these sentences.</summary>
public sealed class VaderRuleTests
{
    private const double Good = 1.9;
    private const double Bad = -2.5;
    private const double Great = 3.1;
    private const double No = -1.2;
    private const double Stop = -1.2;
    private const double Die = -2.9;
    private const double Boost = 0.293;
    private const double Capitals = 0.733;
    private const double Negation = -0.74;

    [Theory]
    [InlineData("the parcel was good", Good)]
    [InlineData("the parcel was bad", Bad)]
    [InlineData("the parcel was good and the box was great", Good + Great)]
    [InlineData("the parcel was (good).", Good)]
    [InlineData("the parcel was Good", Good)]
    [InlineData("the parcel was brown", 0)]
    public void Valences_of_the_lexicon_are_added_up(string text, double sum) => Sums(text, sum);

    [Theory]
    [InlineData("the parcel was :)", 2.0)]
    [InlineData("the parcel was :(", -1.9)]
    public void An_emoticon_keeps_its_punctuation(string text, double sum) => Sums(text, sum);

    [Theory]
    [InlineData("a parcel \U0001F600", "a parcel grinning face")]
    [InlineData("a parcel\U0001F600", "a parcel grinning face")]
    [InlineData("a parcel \U0001F600\U0001F622", "a parcel grinning face crying face")]
    [InlineData("\U0001F622s", "crying faces")]
    public void An_emoji_is_read_as_its_words(string text, string words)
    {
        Score(text).ShouldBe(Score(words));
        Score(text).Compound.ShouldNotBe(0);
    }

    [Theory]
    [InlineData("the parcel was GOOD", Good + Capitals)]
    [InlineData("the parcel was BAD", Bad - Capitals)]
    [InlineData("THE PARCEL WAS GOOD", Good)]
    [InlineData("the PARCEL was good", Good)]
    public void Capitals_strengthen_where_not_all_is_in_capitals(string text, double sum) => Sums(text, sum);

    [Theory]
    [InlineData("it was very good", Good + Boost)]
    [InlineData("it was very bad", Bad - Boost)]
    [InlineData("it was slightly good", Good - Boost)]
    [InlineData("it was slightly bad", Bad + Boost)]
    [InlineData("it was very brown good", Good + (0.95 * Boost))]
    [InlineData("it was very brown box good", Good + (0.9 * Boost))]
    [InlineData("it was very brown box here good", Good)]
    [InlineData("it was VERY good", Good + Boost + Capitals)]
    [InlineData("it was very", 0)]
    public void An_adverb_of_degree_adds_less_with_each_word_between(string text, double sum) => Sums(text, sum);

    [Theory]
    [InlineData("it was a kind of good box", Good - Boost)]
    [InlineData("it was a sort of bad box", Bad - Boost)]
    [InlineData("a kind of box", 0)]
    public void An_adverb_of_two_words_takes_three_words_before_it(string text, double sum) => Sums(text, sum);

    [Theory]
    [InlineData("it was not good", Good * Negation)]
    [InlineData("it was not a good box", Good * Negation)]
    [InlineData("it was not in a good box", Good * Negation)]
    [InlineData("it was not found in a good box", Good)]
    [InlineData("it wasn't bad", Bad * Negation)]
    [InlineData("it mayn't be bad", Bad * Negation)]
    [InlineData("WITHOUT a bad box", Bad * Negation)]
    public void A_negation_within_three_words_turns_and_weakens(string text, double sum) => Sums(text, sum);

    [Theory]
    [InlineData("never so good", (Good + Boost) * 1.25)]
    [InlineData("never this good", Good * 1.25)]
    [InlineData("it was never so good", (Good + Boost) * 1.25 * 1.25)]
    [InlineData("it was never this brown good", Good * 1.25)]
    [InlineData("one box is so good", (Good + Boost) * 1.25)]
    [InlineData("so good", Good + Boost)]
    public void Never_so_and_never_this_strengthen_and_so_does_so_behind_two_words(string text, double sum) => Sums(text, sum);

    [Theory]
    [InlineData("without doubt good", Good)]
    [InlineData("without a doubt good", Good)]
    [InlineData("without a box good", Good * Negation)]
    public void Without_doubt_does_not_negate(string text, double sum)
    {
        // "doubt" has a valence of its own, which "without" turns; it stands beside the one in question.
        var doubt = text.Contains("doubt", StringComparison.Ordinal) ? -1.5 * Negation : 0;
        Sums(text, sum + doubt);
    }

    [Theory]
    [InlineData("no good", Good * Negation)]
    [InlineData("it said no", No)]
    [InlineData("no brown good", No + (Good * Negation))]
    [InlineData("no brown or good", No + (Good * Negation))]
    [InlineData("no brown nor good", No + (Good * Negation * Negation))]
    [InlineData("no brown and good", No + Good)]
    [InlineData("it said NO good", -Capitals + (Good * Negation))]
    public void No_negates_a_word_of_the_lexicon_and_is_one_where_no_other_follows_at_once(string text, double sum) => Sums(text, sum);

    [Theory]
    [InlineData("the least good", Good * Negation)]
    [InlineData("least good", Good * Negation)]
    [InlineData("at least good", Good)]
    [InlineData("very least good", Good + (0.95 * Boost))]
    public void Least_negates_but_for_at_least_and_very_least(string text, double sum) => Sums(text, sum);

    [Theory]
    [InlineData("it is good but the box is bad", (0.5 * Good) + (1.5 * Bad))]
    [InlineData("it is bad, BUT the box is good", (0.5 * Bad) + (1.5 * Good))]
    [InlineData("but it is good", 1.5 * Good)]
    public void What_stands_behind_but_counts_more_than_what_stands_before(string text, double sum) => Sums(text, sum);

    [Fact]
    public void At_but_a_valence_is_looked_up_by_its_value()
    {
        Sums("good good but good", (0.5 * Good) + (0.5 * Good) + (1.5 * Good));
        // Halved, the first valence equals the second, is found in the second's turn, and is halved again.
        Span<double> valences = [Good, Good / 2, 0];
        VaderRules.TurnAtBut([Unknown, Unknown, new(new VaderWord("but"), false, false)], valences);
        valences.ToArray().ShouldBe([Good / 4, Good / 2, 0]);
    }

    [Theory]
    [InlineData("it is not that bus stop", 0.0)]
    [InlineData("all of it is the bomb", 3.0)]
    [InlineData("it is to die for good", 3 + Die)]
    [InlineData("that is one beating heart", 2 * 3.5)]
    [InlineData("a bus stop", Stop)]
    public void An_idiom_replaces_the_valence_of_a_word_behind_three_others(string text, double valence) => Sums(text, valence);

    [Theory]
    [InlineData("it was good!", 1)]
    [InlineData("it was good!!!", 3)]
    [InlineData("it was good!!!!!!!", 4)]
    public void An_exclamation_mark_strengthens_up_to_four_times(string text, int marks)
    {
        Sums(text, Good + (marks * 0.292));
        Sums(text.Replace("good", "bad", StringComparison.Ordinal), Bad - (marks * 0.292));
    }

    [Theory]
    [InlineData("it was good?", 0)]
    [InlineData("it was good??", 0.36)]
    [InlineData("it was good???", 0.54)]
    [InlineData("it was good????", 0.96)]
    public void Question_marks_strengthen_from_the_second_on(string text, double emphasis) => Sums(text, Good + emphasis);

    [Fact]
    public void Marks_add_nothing_to_a_text_without_feeling() => Score("it was brown!!!").ShouldBe(new(0, 0, 1, 0));

    [Fact]
    public void Shares_count_one_more_than_the_valence_for_a_word_with_feeling_and_one_for_any_other()
    {
        // good 2.9, bad 3.5, and six words; the stronger side has the mark.
        var all = 2.9 + 3.5 + 0.292 + 6;
        Score("it was good and the box was bad!")
            .ShouldBe(new(Compound(Good + Bad - 0.292), Math.Round((3.5 + 0.292) / all, 3), Math.Round(6 / all, 3), Math.Round(2.9 / all, 3)));
    }

    private static VaderToken Unknown => new(VaderWord.Unknown, false, false);

    private static void Sums(string text, double sum) => Score(text).Compound.ShouldBe(Compound(sum), 1e-9, text);

    private static double Compound(double sum) => Math.Round(sum / Math.Sqrt((sum * sum) + 15), 4);

    private static SentimentScore Score(string text) => VaderScorer.English.Score(text);
}
