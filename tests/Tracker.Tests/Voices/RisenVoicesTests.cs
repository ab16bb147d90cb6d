using CustomerPerformanceTracker.Statistics.Words;
using CustomerPerformanceTracker.Voices;
using CustomerPerformanceTracker.Voices.Rising;

namespace CustomerPerformanceTracker.Tracker.Tests.Voices;

/// <summary>Customers who praise, and from 20 May on some who write of a renewal nobody asked for.</summary>
public sealed class RisenVoicesTests(Workspaces workspaces) : IClassFixture<Workspaces>
{
    private static readonly string[] Praise = ["love the coffee", "great service", "fast delivery", "clear prices"];

    private readonly SetClock clock = new(new DateTimeOffset(2025, 8, 1, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Words_that_rose_are_told_with_quotes_of_those_who_said_them_after()
    {
        var engine = await Written.OfAsync(workspaces, clock, [.. Days(from: 1, to: 19, hidden: 0), .. Days(from: 20, to: 31, hidden: 3)]);

        var reading = await ReadAsync(engine, new RisenQuestion("spring", new LocalDate(2025, 5, 20)));

        var group = reading.Groups.ShouldHaveSingleItem();
        group.Terms.Terms.Select(term => term.Text).ShouldContain("hidden renewal");
        (group.Terms.Before, group.Terms.After).ShouldBe((0, 36));
        group.Quotes.Count.ShouldBe(3);
        group.Quotes.ShouldAllBe(quote => quote.Text == "a hidden renewal" && quote.Day >= reading.Since);
    }

    [Fact]
    public async Task Where_nothing_rose_the_reading_says_what_it_looked_at_and_what_it_would_have_found()
    {
        var engine = await Written.OfAsync(workspaces, clock, Days(from: 1, to: 31, hidden: 1));

        var reading = await ReadAsync(engine, new RisenQuestion("spring", new LocalDate(2025, 5, 20)));

        reading.Groups.ShouldBeEmpty();
        (reading.CommentsBefore, reading.CommentsAfter).ShouldBe((19 * 8, 12 * 8));
        reading.Outcome.ShouldBeOfType<WordOutcome.Found>().FewestFound.ShouldNotBeNull();
    }

    [Fact]
    public async Task Words_of_a_segment_that_only_grew_did_not_rise()
    {
        string[] lines =
        [
            .. Days(from: 1, to: 19, hidden: 0, of: "old"),
            .. Days(from: 1, to: 19, hidden: 8, of: "new", every: 6),
            .. Days(from: 20, to: 31, hidden: 0, of: "old", every: 6),
            .. Days(from: 20, to: 31, hidden: 8, of: "new"),
        ];
        var engine = await Written.OfAsync(workspaces, clock, lines);

        var reading = await ReadAsync(engine, new RisenQuestion("spring", new LocalDate(2025, 5, 20)));

        reading.Moved.ShouldContain(Dimension.Segment);
        reading.Strata.ShouldBe(Dimension.Segment);
        reading.Groups.ShouldBeEmpty();
    }

    [Fact]
    public async Task Counts_are_read_once_until_something_is_recorded_or_erased()
    {
        var engine = await Written.OfAsync(workspaces, clock, [.. Days(from: 1, to: 19, hidden: 0), .. Days(from: 20, to: 31, hidden: 3)]);
        var whole = new RisenQuestion("spring", new LocalDate(2025, 5, 20));
        Task<RisenReading?> CountAsync(RisenQuestion question) => engine.RisenVoices.CountAsync(question, CancellationToken.None);

        var first = (await CountAsync(whole))!;
        var again = (await CountAsync(whole with { Only = [] }))!;
        var part = await CountAsync(whole with { Only = [new(Dimension.Segment, "none")] });
        await engine.ImportAsync([Written.Answer("further", "a hidden renewal", day: "2025-05-30")]);
        await engine.CatchUpAsync(progress: null, CancellationToken.None);
        var more = (await CountAsync(whole))!;
        await engine.ErasureUnder(Directory.CreateTempSubdirectory().FullName).EraseAsync("customer-further", Written.Ada, CancellationToken.None);
        var erased = (await CountAsync(whole))!;

        again.Groups.ShouldBeSameAs(first.Groups);
        (part?.CommentsAfter ?? 0).ShouldBe(0);
        more.CommentsAfter.ShouldBe(first.CommentsAfter + 1);
        (erased.CommentsAfter, erased.Erased).ShouldBe((first.CommentsAfter, 1));
    }

    [Fact]
    public async Task The_last_break_of_trust_begins_the_second_period()
    {
        var engine = await Written.OfAsync(workspaces, clock, [.. Days(from: 1, to: 19, hidden: 0), .. Days(from: 20, to: 31, hidden: 5)]);

        var reading = await ReadAsync(engine, new RisenQuestion("spring"));

        reading.Break.ShouldNotBeNull().Kpi.ShouldBe("trust");
        reading.Since.ShouldBe(new LocalDate(2025, 5, 20));
        reading.Groups.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Without_a_break_a_day_is_asked_for()
    {
        var engine = await Written.OfAsync(workspaces, clock, Days(from: 1, to: 31, hidden: 0));

        var refused = await Should.ThrowAsync<RefusedException>(() => ReadAsync(engine, new RisenQuestion("spring")));

        refused.Code.ShouldBe("no_break");
        refused.Message.ShouldContain("31 days from 2025-05-01 to 2025-05-31");
    }

    [Fact]
    public async Task Where_nobody_was_asked_for_trust_the_question_whose_line_breaks_is_taken()
    {
        string[] lines =
        [
            .. Days(from: 1, to: 19, hidden: 0)
                .Concat(Days(from: 20, to: 31, hidden: 5))
                .Select(line => line.Replace("trust", "clarity", StringComparison.Ordinal)),
            .. Days(from: 1, to: 31, hidden: 0, of: "more")
                .Concat(Days(from: 1, to: 31, hidden: 0, of: "most"))
                .Select(line => line.Replace("trust", "effort", StringComparison.Ordinal)),
        ];
        var engine = await Written.OfAsync(workspaces, clock, lines);

        var reading = await ReadAsync(engine, new RisenQuestion("spring"));

        reading.Break.ShouldNotBeNull().Kpi.ShouldBe("clarity");
    }

    [Fact]
    public async Task A_reading_with_quotes_is_recorded_and_one_of_counts_alone_is_not()
    {
        var engine = await Written.OfAsync(workspaces, clock, [.. Days(from: 1, to: 19, hidden: 0), .. Days(from: 20, to: 31, hidden: 3)]);
        var question = new RisenQuestion("spring", new LocalDate(2025, 5, 20));

        var counts = await engine.RisenVoices.CountAsync(question, CancellationToken.None);
        (await engine.ReadingsAsync()).ShouldBeEmpty();
        await ReadAsync(engine, question);

        counts!.Groups.ShouldAllBe(group => group.Quotes.Count == 0);
        var entry = (await engine.ReadingsAsync()).ShouldHaveSingleItem();
        (entry.Data.GetProperty("read").GetString(), entry.Data.GetProperty("shown").GetInt32()).ShouldBe(("rose", 3));
        entry.Data.GetRawText().ShouldNotContain("renewal");
    }

    [Fact]
    public async Task A_period_is_counted_from_its_break_and_one_without_a_comment_is_not_counted_at_all()
    {
        var engine = await Written.OfAsync(workspaces, clock, [.. Days(from: 1, to: 19, hidden: 0), .. Days(from: 20, to: 31, hidden: 5)]);

        var broken = await engine.RisenVoices.CountWithinAsync("spring", new(2025, 5, 2), new(2025, 5, 31), Cursors.Now, CancellationToken.None);
        var after = await engine.RisenVoices.CountWithinAsync("spring", new(2025, 5, 25), new(2025, 5, 31), Cursors.Now, CancellationToken.None);
        var before = await engine.RisenVoices.CountWithinAsync("spring", new(2025, 4, 1), new(2025, 4, 30), Cursors.Now, CancellationToken.None);

        broken.ShouldNotBeNull().Since.ShouldBe(new LocalDate(2025, 5, 20));
        broken.Groups.ShouldHaveSingleItem().Quotes.ShouldBeEmpty();
        after.ShouldNotBeNull().Since.ShouldBe(new LocalDate(2025, 5, 25));
        before.ShouldBeNull();
        (await engine.ReadingsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(3, new[] { 2, 1 })]
    [InlineData(1, new[] { 1, 0 })]
    [InlineData(9, new[] { 3, 3 })]
    public async Task Quotes_of_all_groups_together_are_shared_out_from_the_surest_on(int most, int[] shares)
    {
        string[] lines =
        [
            .. Days(from: 1, to: 19, hidden: 0),
            .. Days(from: 20, to: 31, hidden: 1).Select(line => line.Replace("great service", "broken parcel", StringComparison.Ordinal)),
        ];
        var engine = await Written.OfAsync(workspaces, clock, lines);

        var reading = await ReadAsync(engine, new RisenQuestion("spring", new LocalDate(2025, 5, 20)) { QuotesInAll = most });

        reading.Groups.Select(group => group.Quotes.Count).ShouldBe(shares);
        (await engine.ReadingsAsync()).ShouldHaveSingleItem().Data.GetProperty("shown").GetInt32().ShouldBe(shares.Sum());
    }

    private static async Task<RisenReading> ReadAsync(Engine engine, RisenQuestion question) =>
        (await engine.RisenVoices.ReadAsync(question, Written.Ada, CancellationToken.None)).ShouldNotBeNull();

    /// <summary>Eight comments a day of May, so many of them about the renewal, with the lowest score.</summary>
    private static IEnumerable<string> Days(int from, int to, int hidden, string of = "all", int every = 1)
    {
        for (var day = from; day <= to; day += every)
        {
            for (var i = 0; i < 8; i++)
            {
                var line = Written.Answer(
                    $"{of}-{day}-{i}",
                    i < hidden ? "a hidden renewal" : Praise[i % 4],
                    day: $"2025-05-{day:00}",
                    more: $"\"segment\":\"{of}\","
                );
                yield return line.Replace("\"score\":2", i < hidden ? "\"score\":1" : "\"score\":5", StringComparison.Ordinal);
            }
        }
    }
}
