namespace CustomerPerformanceTracker.EventLog.Tests;

/// <summary>A campaign that a projection cannot fold is set aside by name, and nothing else waits for it.</summary>
public sealed class SetAsideTests : IAsyncLifetime
{
    private const int Bad = 13;

    private readonly Tally tally = new() { Poison = Bad };
    private Space space = null!;
    private Projector projector = null!;

    public async ValueTask InitializeAsync()
    {
        space = await Space.OpenAsync();
        projector = new Projector(space.Database, space.Workspace);
        await space.TamperAsync(Tally.Table);
    }

    public ValueTask DisposeAsync() => space.DisposeAsync();

    [Fact]
    public async Task Others_go_on_and_the_campaign_is_folded_up_to_the_seal_before_the_first_that_fails()
    {
        await AppendPoisonAsync();
        await CatchUpAsync();

        (await CountsAsync()).ShouldBe(["autumn 2", "spring 1", "summer 3"]);
        var held = (await AsideAsync()).ShouldHaveSingleItem();
        (held.Campaign, held.Folded.Value, held.Signals, held.Error).ShouldBe(("spring", 1, 2, "22012: division by zero"));
        held.Since.ShouldBe((await space.OneAsync<DateTime>("select recorded_at from log.seal where seal = 2")).Ticks / 10 - DateTime.UnixEpoch.Ticks / 10);
        (await projector.StatusAsync(tally, CancellationToken.None)).ShouldBe(new ProjectionStatus("tally", 1, new SealNumber(4), 0, null));
    }

    [Fact]
    public async Task What_comes_later_is_counted_to_it_and_folded_for_the_others()
    {
        await AppendPoisonAsync();
        await CatchUpAsync();
        await space.AppendAsync(Make.Click("5-a", "spring"), Make.Click("5-b", "spring"), Make.Click("5-c", "summer"));
        await CatchUpAsync();

        (await CountsAsync()).ShouldBe(["autumn 2", "spring 1", "summer 4"]);
        (await AsideAsync()).ShouldHaveSingleItem().Signals.ShouldBe(4);
    }

    [Fact]
    public async Task Each_of_several_is_found_among_many()
    {
        var many = Enumerable.Range(0, 9).Select(i => Make.Click($"1-{i}", $"campaign-{i}") with { Count = i is 2 or 3 or 7 ? Bad : 1 });
        await space.AppendAsync([.. many]);
        await CatchUpAsync();

        (await AsideAsync())
            .Select(held => (held.Campaign, held.Folded.Value, held.Signals))
            .ShouldBe([("campaign-2", 0, 1), ("campaign-3", 0, 1), ("campaign-7", 0, 1)]);
        (await CountsAsync()).ShouldBe(["campaign-0 1", "campaign-1 1", "campaign-4 1", "campaign-5 1", "campaign-6 1", "campaign-8 1"]);
    }

    [Fact]
    public async Task A_retry_that_fails_leaves_it_set_aside_and_one_that_works_takes_it_in_exactly_once()
    {
        await AppendPoisonAsync();
        await CatchUpAsync();
        var failed = await projector.RetryAsync(tally, CancellationToken.None);
        (await CountsAsync()).ShouldBe(["autumn 2", "spring 1", "summer 3"]);

        tally.Poison = null;
        var taken = await projector.RetryAsync(tally, CancellationToken.None);
        var again = await projector.RetryAsync(tally, CancellationToken.None);
        await CatchUpAsync();

        failed.ShouldBe([new Retried("spring", 2, "22012: division by zero")]);
        taken.ShouldBe([new Retried("spring", 2, null)]);
        again.ShouldBeEmpty();
        (await AsideAsync()).ShouldBeEmpty();
        (await CountsAsync()).ShouldBe(["autumn 2", $"spring {1 + Bad + 1}", "summer 3"]);
        (await projector.CheckAsync(tally, progress: null, CancellationToken.None)).Differences.ShouldBe(0);
    }

    [Fact]
    public async Task A_rebuild_takes_it_in_too_or_sets_it_aside_again()
    {
        await AppendPoisonAsync();
        await CatchUpAsync();
        await projector.RebuildAsync(tally, progress: null, CancellationToken.None);
        (await AsideAsync()).ShouldHaveSingleItem().Campaign.ShouldBe("spring");
        (await CountsAsync()).ShouldBe(["autumn 2", "spring 1", "summer 3"]);

        tally.Poison = null;
        await projector.RebuildAsync(tally, progress: null, CancellationToken.None);

        (await AsideAsync()).ShouldBeEmpty();
        (await CountsAsync()).ShouldBe(["autumn 2", $"spring {1 + Bad + 1}", "summer 3"]);
        (await space.OneAsync<long>("select count(*) from view.set_aside")).ShouldBe(0);
    }

    [Fact]
    public async Task A_rebuild_and_a_check_do_not_make_appends_wait()
    {
        await AppendPoisonAsync();
        await CatchUpAsync();
        await using var holder = await space.Database.Owner.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await holder.BeginTransactionAsync(TestContext.Current.CancellationToken);
        // Whoever wanted the head row would wait for this transaction, as appends would wait for it.
        await Tally.RunAsync(holder, "select from log.workspace for update");

        await projector.RebuildAsync(tally, progress: null, CancellationToken.None);
        (await projector.CheckAsync(tally, progress: null, CancellationToken.None)).Differences.ShouldBe(0);
    }

    /// <summary>Four seals; the second holds the poison, of spring.</summary>
    private async Task AppendPoisonAsync()
    {
        await space.AppendAsync(Make.Click("1-a", "spring"), Make.Click("1-b", "summer"));
        await space.AppendAsync(Make.Click("2-a", "autumn"), Make.Click("2-b", "spring") with { Count = Bad });
        await space.AppendAsync(Make.Click("3-a", "summer"), Make.Click("3-b", "spring"));
        await space.AppendAsync(Make.Click("4-a", "summer"), Make.Click("4-b", "autumn"));
    }

    private Task CatchUpAsync() => projector.CatchUpAsync(tally, progress: null, CancellationToken.None);

    private Task<IReadOnlyList<SetAside>> AsideAsync() => projector.SetAsideAsync(tally, CancellationToken.None);

    private Task<IReadOnlyList<string>> CountsAsync() =>
        space.ReadAsync<string>(
            """
            select n.text || ' ' || t.count from view.tally t
              join view.projection p on p.name = 'tally' and p.live and p.generation = t.generation
              join log.name n on n.id = t.campaign order by n.text
            """
        );
}
