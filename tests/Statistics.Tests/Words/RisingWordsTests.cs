namespace CustomerPerformanceTracker.Statistics.Tests.Words;

public sealed class RisingWordsTests
{
    private const string Calm = "good coffee";

    [Fact]
    public void A_term_comes_with_its_respondents_and_its_comments()
    {
        var comments = Answers((100, false, Calm), (3, false, "late parcel"), (40, true, Calm), (20, true, "Late parcel!"));

        var group = Found(comments).Groups.ShouldHaveSingleItem();

        group.Terms.Select(term => term.Text).ShouldBe(["late", "late parcel", "parcel"]);
        group.Terms.ShouldAllBe(term => term.Before == 3 && term.After == 20);
        (group.Before, group.After).ShouldBe((3, 20));
        group.Comments.ShouldBe([100, 101, 102, .. Enumerable.Range(143, 20)]);
        group.Terms.ShouldAllBe(term => term.Comments.SequenceEqual(group.Comments));
    }

    [Fact]
    public void A_respondent_counts_once_however_often_a_term_is_said()
    {
        var calm = Answers((100, false, Calm), (40, true, Calm));
        Comment[] one = [.. Enumerable.Range(0, 30).Select(_ => new Comment(1_000, After: true, Stratum: 0, "parcel parcel parcel"))];

        var found = Found([.. calm, .. one]);

        found.Groups.ShouldBeEmpty();
        (found.Before, found.After).ShouldBe((100, 41));
    }

    [Fact]
    public void Who_left_the_comment_blank_is_not_asked()
    {
        var found = Found(Answers((100, false, Calm), (500, false, " "), (40, true, Calm), (300, true, "")));

        (found.Before, found.After).ShouldBe((100, 40));
    }

    [Fact]
    public void A_respondent_of_both_periods_is_one_of_each()
    {
        Comment[] comments =
        [
            .. Enumerable.Range(0, 50).Select(i => new Comment(i, After: false, Stratum: 0, Calm)),
            .. Enumerable.Range(0, 50).Select(i => new Comment(i, After: true, Stratum: 0, i < 20 ? "late" : Calm)),
        ];

        var found = Found(comments);

        (found.Before, found.After).ShouldBe((50, 50));
        found.Groups.ShouldHaveSingleItem().Terms.ShouldHaveSingleItem().After.ShouldBe(20);
    }

    [Fact]
    public void Terms_that_different_respondents_say_are_groups_of_their_own_and_there_are_at_most_five()
    {
        string[] themes = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot"];
        var comments = Answers([(300, false, Calm), (100, true, Calm), .. themes.Select((theme, i) => (20 + i, true, theme))]);

        var found = Found(comments);

        found.Groups.SelectMany(group => group.Terms).Select(term => term.Text).ShouldBe(["foxtrot", "echo", "delta", "charlie", "bravo"]);
        found.LeftOut.ShouldBe(1);
    }

    [Fact]
    public void The_order_of_the_comments_changes_nothing_but_their_places()
    {
        var comments = Answers((100, false, Calm), (40, true, Calm), (20, true, "late parcel"));

        var backwards = Found([.. comments.Reverse()]).Groups.ShouldHaveSingleItem();

        var group = Found(comments).Groups.ShouldHaveSingleItem();
        backwards.Terms.Select(term => (term.Text, term.After, term.P)).ShouldBe(group.Terms.Select(term => (term.Text, term.After, term.P)));
        backwards.Comments.ShouldBe(group.Comments.Select(place => comments.Length - 1 - place).Order());
    }

    [Fact]
    public void What_fell_has_not_risen() =>
        Found(Answers((100, false, "late parcel"), (100, false, Calm), (10, true, "late parcel"), (190, true, Calm)))
            .Groups.SelectMany(group => group.Terms)
            .ShouldAllBe(term => !term.Text.Contains("late", StringComparison.Ordinal));

    [Theory]
    [InlineData(9, 50, false, 1)]
    [InlineData(50, 4, true, 6)]
    [InlineData(0, 0, false, 10)]
    public void A_period_with_too_few_respondents_is_refused(int before, int after, bool ofAfter, int missing)
    {
        var refused = RisingWords.Of(Answers((before, false, Calm), (after, true, Calm))).ShouldBeOfType<WordOutcome.Refused>();

        (refused.After, refused.Missing).ShouldBe((ofAfter, missing));
        refused.Reason.ShouldContain(ofAfter ? "after" : "before");
    }

    [Fact]
    public void As_many_respondents_as_are_said_to_be_enough_are_enough_and_one_fewer_are_not()
    {
        (int, bool, string)[] calm = [(200, false, "good coffee fast delivery"), (100, true, "good coffee fast delivery")];
        var fewest = (int)Found(Answers([.. calm, (5, true, "late")])).FewestFound!.Value;

        var enough = Found(Answers([.. calm, (fewest, true, "late")]));
        var fewer = Found(Answers([.. calm, (fewest - 1, true, "late")]));

        enough.Groups.ShouldHaveSingleItem();
        fewer.Groups.ShouldBeEmpty();
    }

    [Fact]
    public void A_mix_that_moved_is_seen_and_looked_through()
    {
        // Guests of one service speak of beds, those of the other of queues; each as before, but twice as many of the second came.
        Comment[] comments =
        [
            .. Enumerable.Range(0, 400).Select(i => Guest(i, after: false, queue: i % 4 == 0)),
            .. Enumerable.Range(400, 400).Select(i => Guest(i, after: true, queue: i % 4 < 2)),
        ];

        var found = Found(comments);
        var blind = RisingWords.Of(comments, mixMoved: false).ShouldBeOfType<WordOutcome.Found>();

        found.Stratified.ShouldBeTrue();
        found.MixProbability.ShouldBeLessThan(0.001);
        found.Groups.ShouldBeEmpty();
        blind.Groups.ShouldHaveSingleItem().Terms.ShouldContain(term => term.Text == "queue");
    }

    [Fact]
    public void A_stratum_that_came_anew_is_held_against_nothing()
    {
        Comment[] comments =
        [
            .. Enumerable.Range(0, 200).Select(i => Guest(i, after: false, queue: false)),
            .. Enumerable.Range(200, 200).Select(i => Guest(i, after: true, queue: i % 2 == 0)),
        ];

        var found = Found(comments);
        var refused = RisingWords.Of([.. comments.Where(comment => !comment.After || comment.Stratum == 1)]).ShouldBeOfType<WordOutcome.Refused>();

        found.Groups.ShouldBeEmpty();
        (found.Before, found.After, found.Compared).ShouldBe((200, 200, 300));
        (refused.Stratified, refused.There).ShouldBe((true, 0));
        refused.Reason.ShouldContain("strata that both periods have");
    }

    private static Comment Guest(int respondent, bool after, bool queue) => new(respondent, after, queue ? 1 : 0, queue ? "long queue" : "clean bed");

    private static Comment[] Answers(params (int Count, bool After, string Text)[] parts) =>
        [.. parts.SelectMany(part => Enumerable.Repeat(part, part.Count)).Select((part, i) => new Comment(i, part.After, Stratum: 0, part.Text))];

    private static WordOutcome.Found Found(IReadOnlyList<Comment> comments) => RisingWords.Of(comments).ShouldBeOfType<WordOutcome.Found>();
}
