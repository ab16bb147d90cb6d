using CustomerPerformanceTracker.Voices.Comments;
using CustomerPerformanceTracker.Voices.Samples;

namespace CustomerPerformanceTracker.Tracker.Tests.Voices;

public sealed class FairSampleTests
{
    /// <summary>Ten respondents, of whom the first wrote 91 of the 100 comments.</summary>
    private static readonly WrittenComment[] Comments = [.. Enumerable.Range(0, 100).Select(i => Comment(i, person: Math.Max(0, i - 90)))];

    [Fact]
    public void Who_wrote_much_is_drawn_as_often_as_who_wrote_once()
    {
        const int Draws = 2_000;
        var drawn = Enumerable.Range(0, Draws).Select(seed => FairSample.Draw(Comments, 1, seed).ShouldHaveSingleItem()).ToArray();

        var much = drawn.Count(place => place <= 90);

        // A tenth of the draws, by a binomial law with a standard deviation of 13.4.
        much.ShouldBeInRange(200 - 54, 200 + 54);
        drawn.Where(place => place <= 90).Distinct().Count().ShouldBeGreaterThan(60);
    }

    [Fact]
    public void The_order_of_the_comments_does_not_matter()
    {
        WrittenComment[] turned = [.. Comments.Reverse()];

        var drawn = FairSample.Draw(turned, 5, seed: 3).Select(place => turned[place].Signal);

        drawn.ShouldBe(FairSample.Draw(Comments, 5, seed: 3).Select(place => Comments[place].Signal), ignoreOrder: true);
    }

    [Fact]
    public void Of_two_draws_that_differ_by_one_comment_the_others_stay()
    {
        var drawn = FairSample.Draw(Comments, 5, seed: 3).Select(place => Comments[place]).ToArray();
        WrittenComment[] without = [.. Comments.Where(comment => comment.Person != drawn[0].Person)];

        var again = FairSample.Draw(without, 5, seed: 3).Select(place => without[place]);

        again.Intersect(drawn).ShouldBe(drawn[1..], ignoreOrder: true);
    }

    private static WrittenComment Comment(int number, int person) =>
        new(
            new Guid(number, 0, 0, new byte[8]),
            Instant.FromUnixTimeSeconds(number),
            new LocalDate(2025, 5, 1),
            SignalKind.SurveyAnswer,
            "trust",
            5_000,
            AnswerScale.ZeroToTen,
            person,
            Scope.All,
            CommentState.Stands,
            $"comment {number}"
        );
}
