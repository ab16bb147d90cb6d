namespace CustomerPerformanceTracker.EventLog.Tests;

public sealed class JournalTests : IAsyncLifetime
{
    private Space space = null!;

    public async ValueTask InitializeAsync() => space = await Space.OpenAsync();

    public ValueTask DisposeAsync() => space.DisposeAsync();

    [Fact]
    public async Task Versions_count_from_1_in_a_stream_and_positions_over_all()
    {
        await AppendAsync(Make.To("a", ExpectedVersion.NoStream, 2), Make.To("b", ExpectedVersion.Any, 1));
        await AppendAsync(Make.To("a", ExpectedVersion.Exactly(new StreamVersion(2)), 1));

        var entries = await space.Journal.ReadAsync("", CancellationToken.None);

        entries
            .Select(e => (e.Position.Value, e.Stream, e.Version.Value, e.Seal.Value))
            .ShouldBe([(1, "a", 1, 1), (2, "a", 2, 1), (3, "b", 1, 1), (4, "a", 3, 2)]);
    }

    [Fact]
    public async Task What_is_read_is_what_was_appended()
    {
        var by = new Authorship("ada", "budget moved", "correlation-1", "causation-1");
        await space.Journal.AppendAsync(
            [new StreamAppend("campaign-spring", ExpectedVersion.NoStream, [Make.Event("campaign_named", """{"b":[1,2.50,"ü"],"a":null}""")])],
            by,
            CancellationToken.None
        );

        var entry = (await space.Journal.ReadAsync("campaign-", CancellationToken.None)).ShouldHaveSingleItem();

        JsonElement.DeepEquals(entry.Data, JsonElement.Parse("""{"a":null,"b":[1,2.50,"ü"]}""")).ShouldBeTrue();
        (entry.Stream, entry.Type, entry.Actor, entry.Reason, entry.Correlation, entry.Causation).ShouldBe(
            ("campaign-spring", "campaign_named", "ada", "budget moved", "correlation-1", "causation-1")
        );
        entry.RecordedAt.ShouldBe(space.Clock.Now.ToUnixTimeMilliseconds() * 1_000);
    }

    [Fact]
    public async Task Where_nothing_else_is_said_an_entry_is_linked_to_the_stream_as_it_stood()
    {
        await AppendAsync(Make.To("a", ExpectedVersion.NoStream, 2));
        await AppendAsync(Make.To("a", ExpectedVersion.Exactly(new StreamVersion(2)), 1));

        var entries = await space.Journal.ReadStreamAsync("a", CancellationToken.None);

        entries.Select(e => (e.Version.Value, e.Correlation, e.Causation)).ShouldBe([(1, "a", "a@0"), (2, "a", "a@0"), (3, "a", "a@2")]);
        (await space.Journal.ReadStreamAsync("b", CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_several_streams_in_one_append_each_is_linked_to_itself_and_sealed_so()
    {
        await AppendAsync(Make.To("a", ExpectedVersion.NoStream, 2));
        await AppendAsync(
            Make.To("b", ExpectedVersion.NoStream, 2),
            Make.To("a", ExpectedVersion.Exactly(new StreamVersion(2)), 1),
            Make.To("c", ExpectedVersion.Any, 1)
        );

        var entries = (await space.Journal.ReadAsync("", CancellationToken.None)).Where(e => e.Seal.Value == 2);

        entries.Select(e => (e.Stream, e.Correlation, e.Causation)).ShouldBe([("b", "b", "b@0"), ("b", "b", "b@0"), ("a", "a", "a@2"), ("c", "c", "c@0")]);
        (await space.VerifyAsync()).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_said_of_a_whole_append_is_said_of_each_of_its_streams()
    {
        var by = new Authorship("ada", "budget moved", Causation: "key-1");
        await space.Journal.AppendAsync([Make.To("a", ExpectedVersion.NoStream), Make.To("b", ExpectedVersion.NoStream)], by, CancellationToken.None);

        (await space.Journal.ReadAsync("", CancellationToken.None)).Select(e => (e.Correlation, e.Causation)).ShouldBe([("a", "key-1"), ("b", "key-1")]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Append_at_a_stale_version_is_a_conflict(long version)
    {
        await AppendAsync(Make.To("a", ExpectedVersion.NoStream, 2));

        var stale = await AppendAsync(Make.To("a", ExpectedVersion.Exactly(new StreamVersion(version))));

        stale.AllMade.ShouldBeFalse();
        stale.Seal.ShouldBeNull();
        (await space.HeadAsync()).Journal.ShouldBe(new Position(2));
        (await space.OneAsync<long>("select version from journal.mt_streams")).ShouldBe(2);
    }

    [Fact]
    public async Task Append_at_a_version_of_a_stream_that_is_not_there_is_a_conflict()
    {
        var append = await AppendAsync(Make.To("a", ExpectedVersion.Exactly(new StreamVersion(1))));

        append.AllMade.ShouldBeFalse();
        (await space.OneAsync<long>("select count(*) from journal.mt_streams")).ShouldBe(0);
    }

    [Fact]
    public async Task A_conflict_of_one_stream_leaves_the_others_of_the_append_alone()
    {
        await AppendAsync(Make.To("a", ExpectedVersion.NoStream));

        var append = await AppendAsync(
            Make.To("b", ExpectedVersion.NoStream),
            Make.To("a", ExpectedVersion.NoStream),
            Make.To("c", ExpectedVersion.Any, 2),
            Make.To("b", ExpectedVersion.NoStream)
        );

        append.Made.ShouldBe([true, false, true, false]);
        (append.Seal!.FirstPosition.Value, append.Seal.Count).ShouldBe((2L, 3));
        (await space.VerifyAsync()).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_first_appends_to_one_stream_at_the_same_moment_one_wins_and_nothing_else_is_lost()
    {
        for (var round = 0; round < 10; round++)
        {
            var contested = $"contested-{round}";
            var both = await Task.WhenAll(
                Enumerable
                    .Range(0, 2)
                    .Select(side =>
                        Task.Run(() =>
                            AppendAsync(
                                Make.To($"own-{round}-{side}", ExpectedVersion.NoStream),
                                Make.To(contested, ExpectedVersion.NoStream),
                                Make.To($"also-{round}-{side}", ExpectedVersion.NoStream)
                            )
                        )
                    )
            );

            both.Count(append => append.AllMade).ShouldBe(1);
            both.Single(append => !append.AllMade).Made.ShouldBe([true, false, true]);
        }

        (await space.OneAsync<long>("select count(*) from journal.mt_streams")).ShouldBe(50);
        (await space.OneAsync<long>("select count(*) from journal.mt_events")).ShouldBe(50);
        (await space.VerifyAsync()).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_fifty_appends_at_one_version_one_wins()
    {
        await AppendAsync(Make.To("a", ExpectedVersion.NoStream, 3));

        var appends = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => Task.Run(() => AppendAsync(Make.To("a", ExpectedVersion.Exactly(new StreamVersion(3))))))
        );

        appends.Count(append => append.AllMade).ShouldBe(1);
        (await space.Journal.ReadAsync("a", CancellationToken.None)).Select(e => e.Version.Value).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task Of_a_thousand_appends_at_one_version_one_wins_and_none_leaves_a_tombstone()
    {
        await AppendAsync(Make.To("a", ExpectedVersion.NoStream, 3));

        var appends = await Task.WhenAll(
            Enumerable.Range(0, 1_000).Select(_ => Task.Run(() => AppendAsync(Make.To("a", ExpectedVersion.Exactly(new StreamVersion(3))))))
        );

        appends.Count(append => append.AllMade).ShouldBe(1);
        (await space.OneAsync<long>("select count(*) from journal.mt_events")).ShouldBe(4);
        (await space.OneAsync<long>("select count(*) from journal.mt_events where type = 'tombstone'")).ShouldBe(0);
        (await space.VerifyAsync()).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Fifty_appends_at_any_version_follow_one_another()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => AppendAsync(Make.To("a", ExpectedVersion.Any)))));

        (await space.Journal.ReadAsync("a", CancellationToken.None)).Select(e => e.Version.Value).ShouldBe(Enumerable.Range(1, 50).Select(i => (long)i));
    }

    [Theory]
    [InlineData("", "a reason")]
    [InlineData("ada", " ")]
    public async Task An_entry_names_who_made_it_and_why(string actor, string reason)
    {
        await Should.ThrowAsync<ArgumentException>(() =>
            space.Journal.AppendAsync([Make.To("a", ExpectedVersion.Any)], new Authorship(actor, reason), CancellationToken.None)
        );

        (await space.HeadAsync()).Seal.ShouldBe(new SealNumber(0));
    }

    [Fact]
    public async Task Data_that_cannot_be_stored_leaves_nothing_of_its_append()
    {
        await Should.ThrowAsync<PostgresException>(() =>
            AppendAsync(Make.To("a", ExpectedVersion.Any), new StreamAppend("b", ExpectedVersion.Any, [Make.Event(data: """{"text":"\u0000"}""")]))
        );

        (await space.OneAsync<long>("select count(*) from journal.mt_streams")).ShouldBe(0);
        (await space.HeadAsync()).Seal.ShouldBe(new SealNumber(0));
    }

    [Theory]
    [InlineData("""{"z":1,"aa":2,"b":{"y":1e2,"x":-0.0}}""")]
    [InlineData("""{"n":[0.1,1.10,123456789012345678901234567890,5e-324,1e308]}""")]
    [InlineData("""{"t":"é \u2028 \ud83d\ude00 \\ \" \/"}""")]
    public async Task Data_is_sealed_so_that_what_the_database_makes_of_it_still_fits(string data)
    {
        await space.Journal.AppendAsync([new StreamAppend("a", ExpectedVersion.Any, [Make.Event(data: data)])], Space.Somebody, CancellationToken.None);

        (await space.VerifyAsync()).Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reading_through_a_seal_tells_what_stood_there_then()
    {
        await AppendAsync(Make.To("a", ExpectedVersion.Any));
        await AppendAsync(Make.To("a", ExpectedVersion.Any));

        var then = await space.Journal.ReadAsync("", through: new SealNumber(1), CancellationToken.None);

        then.Select(e => e.Version.Value).ShouldBe([1]);
    }

    private Task<JournalAppend> AppendAsync(params StreamAppend[] appends) => space.Journal.AppendAsync(appends, Space.Somebody, CancellationToken.None);
}
