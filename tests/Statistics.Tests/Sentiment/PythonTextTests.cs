namespace CustomerPerformanceTracker.Statistics.Tests.Sentiment;

public sealed class PythonTextTests
{
    [Theory]
    [InlineData("GOOD", true)]
    [InlineData("A1!", true)]
    [InlineData("Good", false)]
    [InlineData("1!", false)]
    [InlineData("", false)]
    [InlineData("ÉTÉ", true)]
    [InlineData("N\u00BA", false)] // masculine ordinal: lower case by use
    [InlineData("\u2163", true)] // roman numeral four
    [InlineData("\u01C5", false)] // title case
    [InlineData("\U0001D400", true)] // mathematical bold capital a
    [InlineData("\u3042", false)]
    public void A_word_is_upper_case_if_it_has_a_capital_and_no_small_letter(string word, bool upper) => PythonText.IsUpper(word).ShouldBe(upper);

    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("\U0001D400b")]
    [InlineData("\U0001D400\U0001D400")]
    public void Two_characters_are_not_more_than_two(string text)
    {
        PythonText.HasMoreThanTwo(text).ShouldBeFalse();
        PythonText.HasMoreThanTwo(text + "abc").ShouldBeTrue();
    }

    [Fact]
    public void White_space_has_four_separators_more_than_it_has_in_Unicode()
    {
        char[] all = [.. Enumerable.Range(0, 0x10000).Select(c => (char)c)];

        all.Where(c => PythonText.IsSpace(c) != char.IsWhiteSpace(c)).ShouldBe(['\x1c', '\x1d', '\x1e', '\x1f']);
        all.Count(PythonText.IsPunctuation).ShouldBe(32);
        all.Where(PythonText.IsPunctuation).ShouldAllBe(c => char.IsPunctuation(c) || char.IsSymbol(c));
    }
}
