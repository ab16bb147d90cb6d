using CustomerPerformanceTracker.Readings.Scorecards;
using CustomerPerformanceTracker.Server.Pages.Frame;
using CustomerPerformanceTracker.Wire;

namespace CustomerPerformanceTracker.Server.Tests.Pages;

/// <summary>The overview's first sentence answers whether anything is wrong, and where.</summary>
public sealed class OverviewTests
{
    [Theory]
    [InlineData("", "Nothing has been received yet.")]
    [InlineData("a:misleading", "The one campaign is misleading: a.")]
    [InlineData("a:sustainable b:misleading c:declining", "One of three campaigns is misleading: b.")]
    [InlineData("a:misleading b:misleading c:misleading d:misleading e:misleading", "Five of five campaigns are misleading: a, b, c and two others.")]
    [InlineData("a:sustainable b:declining", "One of two campaigns is declining: b.")]
    [InlineData("a:sustainable b:sustainable", "No campaign is surely worse than it was.")]
    [InlineData("a:sustainable b:unknown", "No campaign is surely worse; one of two campaigns has too few answers to say that nothing is.")]
    [InlineData("a:unknown b:unknown", "No campaign is surely worse, and none has enough answers to say that nothing is.")]
    public void The_headline_says_how_many_are_wrong_and_which(string campaigns, string headline) =>
        BoardWords
            .Headline([.. campaigns.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => (one.Split(':')[0], Card(one.Split(':')[1])))])
            .ShouldBe(headline);

    [Theory]
    [InlineData(0, "No alert waits for somebody.")]
    [InlineData(1, "One alert waits for somebody.")]
    [InlineData(40, "40 alerts wait for somebody.")]
    public void What_waits_is_counted(int alerts, string sentence) => BoardWords.Waiting(alerts).ShouldBe(sentence);

    [Theory]
    [InlineData("misleading", Tone.Bad)]
    [InlineData("declining", Tone.Bad)]
    [InlineData("unknown", Tone.Plain)]
    [InlineData("sustainable", Tone.Good)]
    public void Green_is_for_what_nothing_surely_worse_was_found_in(string reading, Tone tone) => PageText.ToneOf(Card(reading)).ShouldBe(tone);

    private static Scorecard Card(string reading) =>
        new(
            [],
            default,
            reading switch
            {
                "misleading" => Reading.Misleading,
                "declining" => Reading.Declining,
                "sustainable" => Reading.Sustainable,
                _ => Reading.NotEnoughAnswers,
            }
        );
}
