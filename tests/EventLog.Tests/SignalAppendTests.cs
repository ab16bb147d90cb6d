namespace CustomerPerformanceTracker.EventLog.Tests;

public sealed class SignalAppendTests : IAsyncLifetime
{
    private Space space = null!;

    public async ValueTask InitializeAsync() => space = await Space.OpenAsync();

    public ValueTask DisposeAsync() => space.DisposeAsync();

    [Fact]
    public async Task Positions_and_seals_are_dense_over_appends_of_any_size()
    {
        var first = await space.AppendAsync(Make.Click("a"), Make.Click("b"), Make.Click("c"));
        var second = await space.AppendAsync(Make.Click("d"));

        (first.Seal!.Number.Value, first.Seal.FirstPosition.Value, first.Seal.LastPosition.Value).ShouldBe((1, 1L, 3L));
        (second.Seal!.Number.Value, second.Seal.FirstPosition.Value, second.Seal.LastPosition.Value).ShouldBe((2, 4L, 4L));
        (await space.ReadAsync<long>("select position from log.signal order by position")).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task An_append_of_nothing_takes_no_seal()
    {
        var append = await space.AppendAsync();

        append.Seal.ShouldBeNull();
        (await space.HeadAsync()).Seal.ShouldBe(new SealNumber(0));
    }

    [Fact]
    public async Task Recorded_time_does_not_go_back_with_a_clock_that_does()
    {
        var first = await space.AppendAsync(Make.Click("a"));
        space.Clock.Now -= TimeSpan.FromHours(3);
        var second = await space.AppendAsync(Make.Click("b"));
        var third = await space.Journal.AppendAsync([Make.To("s", ExpectedVersion.Any)], Space.Somebody, CancellationToken.None);
        space.Clock.Now += TimeSpan.FromHours(4);
        var fourth = await space.AppendAsync(Make.Click("c"));

        second.Seal!.RecordedAt.ShouldBe(first.Seal!.RecordedAt);
        third.Seal!.RecordedAt.ShouldBe(first.Seal.RecordedAt);
        fourth.Seal!.RecordedAt.ShouldBe(first.Seal.RecordedAt + 3_600_000_000);
        (await space.VerifyAsync()).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_signal_that_is_there_with_the_same_content_is_a_duplicate_for_ever()
    {
        await space.AppendAsync(Make.Answer("a"), Make.Click("b"));

        var again = await space.AppendAsync(Make.Click("c"), Make.Answer("a"), Make.Click("b"));
        var elsewhere = await space.AnotherLog().AppendAsync([Make.Click("b"), Make.Answer("a"), Make.Click("c")], history: true, CancellationToken.None);

        again.Outcomes.ShouldBe([Outcome.Accepted, Outcome.Duplicate, Outcome.Duplicate]);
        (again.Seal!.FirstPosition.Value, again.Seal.Count).ShouldBe((3L, 1));
        elsewhere.Outcomes.ShouldAllBe(outcome => outcome == Outcome.Duplicate);
        elsewhere.Seal.ShouldBeNull();
    }

    [Fact]
    public async Task When_a_signal_was_received_is_not_what_it_says()
    {
        await space.AppendAsync(Make.Answer("a"));

        var again = await space.AppendAsync(Make.Answer("a") with { ReceivedAt = null }, Make.Answer("a") with { ReceivedAt = Make.March });

        again.Outcomes.ShouldBe([Outcome.Duplicate, Outcome.Duplicate]);
    }

    public static TheoryData<string> Members => [.. Changes.Keys];

    private static readonly Dictionary<string, Func<Signal, Signal>> Changes = new(StringComparer.Ordinal)
    {
        ["kind"] = s => s with { Kind = SignalKind.Sentiment },
        ["occurred at"] = s => s with { OccurredAt = s.OccurredAt + 1 },
        ["message"] = s => s with { Message = "hero@9" },
        ["touchpoint"] = s => s with { Touchpoint = null },
        ["channel"] = s => s with { Channel = "search" },
        ["segment"] = s => s with { Segment = "old" },
        ["customer"] = s => s with { Customer = "c-18", Comment = null },
        ["count"] = s => s with { Count = 4 },
        ["kpi"] = s => s with { Kpi = "clarity" },
        ["score"] = s => s with { Score = 7_501 },
        ["amount"] = s => s with { Amount = 4_991 },
        ["currency"] = s => s with { Currency = "USD" },
        ["corrects"] = s => s with { Corrects = null },
        ["comment"] = s => s with { Comment = "could not find the prize" },
        ["attributes"] = s => s with { Attributes = "{}"u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(Members))]
    public async Task A_known_id_with_another_content_is_a_conflict_and_the_first_stays(string member)
    {
        await space.AppendAsync(Make.Answer("a"));

        var other = await space.AppendAsync(Changes[member](Make.Answer("a")), Make.Click("b"));

        other.Outcomes.ShouldBe([Outcome.Conflict, Outcome.Accepted]);
        (await space.ReadAsync<Guid>("select id from log.signal order by position")).ShouldBe([SignalId.From("a"), SignalId.From("b")]);
        (await space.VerifyAsync()).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_id_in_another_campaign_is_another_signal()
    {
        await space.AppendAsync(Make.Click("a", "spring"));

        var other = await space.AppendAsync(Make.Click("a", "autumn"));

        other.Outcomes.ShouldBe([Outcome.Accepted]);
    }

    [Fact]
    public async Task Within_one_batch_the_first_of_an_id_is_kept()
    {
        var append = await space.AppendAsync(Make.Click("a"), Make.Click("a"), Make.Click("a") with { Count = 2 }, Make.Click("b"));

        append.Outcomes.ShouldBe([Outcome.Accepted, Outcome.Duplicate, Outcome.Conflict, Outcome.Accepted]);
        (await space.ReadAsync<int>("select count from log.signal order by position")).ShouldBe([1, 1]);
    }

    [Fact]
    public async Task A_second_correction_of_a_signal_is_a_conflict()
    {
        await space.AppendAsync(Make.Conversion("a", 100), Make.Correction("b", "a", 90));

        var second = await space.AppendAsync(Make.Correction("c", "a", 80), Make.Correction("b", "a", 90), Make.Correction("d", "b", 70));

        second.Outcomes.ShouldBe([Outcome.Conflict, Outcome.Duplicate, Outcome.Accepted]);
    }

    [Fact]
    public async Task Within_one_batch_a_second_correction_is_a_conflict_and_its_id_stays_free()
    {
        var append = await space.AppendAsync(Make.Correction("b", "a", 90), Make.Correction("c", "a", 80), Make.Correction("c", "z", 80));

        append.Outcomes.ShouldBe([Outcome.Accepted, Outcome.Conflict, Outcome.Accepted]);
    }

    [Fact]
    public async Task A_correction_may_come_before_what_it_corrects()
    {
        await space.AppendAsync(Make.Correction("b", "a", 90));
        await space.AppendAsync(Make.Conversion("a", 100));

        var standing = await space.OneAsync<long>("select sum(sign * amount)::bigint from log.contribution(1, 0, 2)");

        standing.ShouldBe(90);
        (await space.OneAsync<long>("select corrections from log.workspace")).ShouldBe(1);
    }

    [Fact]
    public async Task A_failed_append_leaves_nothing()
    {
        await space.AppendAsync(Make.Click("a"));
        var before = await space.HeadAsync();

        await Should.ThrowAsync<Exception>(() => space.AppendAsync(Make.Click("b"), Make.Click("c") with { Score = 40_000 }));

        var after = await space.HeadAsync();
        (after.Signals, after.Seal).ShouldBe((before.Signals, before.Seal));
        after.Edge.ShouldBe(before.Edge);
        (await space.AppendAsync(Make.Click("b"))).Seal!.FirstPosition.ShouldBe(new Position(2));
        (await space.VerifyAsync()).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rehearsed_append_leaves_nothing()
    {
        await space.AppendAsync(Make.Click("a"));
        var before = await space.HeadAsync();
        Signal[] signals = [Make.Click("b"), Make.Answer("c") with { Customer = "somebody", Comment = "too slow" }];

        await space.Log.RehearseAsync(signals, CancellationToken.None);
        await space.Log.RehearseAsync(signals, CancellationToken.None);

        (await space.HeadAsync()).ShouldBeEquivalentTo(before);
        (await space.OneAsync<long>("select count(*) from log.customer")).ShouldBe(0);
        (await space.AppendAsync(signals)).Outcomes.ShouldAllBe(outcome => outcome == Outcome.Accepted);
        (await space.OneAsync<long>("select count(*) from log.customer")).ShouldBe(1);
        (await space.VerifyAsync()).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_append_can_be_rehearsed_after_somebody_was_erased()
    {
        await space.AppendAsync(Make.Answer("a") with { Customer = "somebody" });
        await space.Erasure.EraseAsync("somebody", Space.Somebody, CancellationToken.None);

        await space.AnotherLog().RehearseAsync([Make.Answer("b") with { Customer = "another" }], CancellationToken.None).WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task Workspaces_do_not_see_one_another()
    {
        await space.AppendAsync(Make.Answer("a"));
        var other = await Workspace.OpenAsync(space.Database, "beta", "UTC", CancellationToken.None);

        var append = await new SignalLog(space.Database, other, space.Clock).AppendAsync([Make.Answer("a")], history: false, CancellationToken.None);

        append.Outcomes.ShouldBe([Outcome.Accepted]);
        (append.Seal!.Number.Value, append.Seal.FirstPosition.Value).ShouldBe((1, 1L));
        (await LogVerification.RunAsync(space.Database, other, [], progress: null, CancellationToken.None)).Problems.ShouldBeEmpty();
    }
}
