namespace CustomerPerformanceTracker.EventLog.Tests;

/// <summary>Rows that an earlier program folded in another shape are replaced before they are folded on, once, and are read until then.</summary>
public sealed class ProjectionShapeTests : IAsyncLifetime
{
    private const string Live = "select t.count from view.tally t join view.projection p on p.name = 'tally' and p.live and p.generation = t.generation";

    private Space space = null!;

    public async ValueTask InitializeAsync()
    {
        space = await Space.OpenAsync();
        await space.TamperAsync(Tally.Table);
        await space.AppendAsync([Make.Click("a"), Make.Click("b")]);
        await CatchUpAsync(new Tally());
        // As rows that mean something else: what is read after is right only where they were built again.
        await space.TamperAsync("update view.tally set count = 70");
        await space.AppendAsync([Make.Click("c")]);
    }

    public ValueTask DisposeAsync() => space.DisposeAsync();

    [Fact]
    public async Task Catching_up_with_a_later_shape_rebuilds_and_then_goes_on()
    {
        await CatchUpAsync(new Tally { Shape = 2 });

        (await space.ReadAsync<long>(Live)).ShouldBe([3]);
        (await StatusAsync(2)).ShouldBe(new ProjectionStatus("tally", 2, new SealNumber(2), 0, null));
        await space.AppendAsync([Make.Click("d")]);
        await CatchUpAsync(new Tally { Shape = 2 });
        (await space.ReadAsync<long>(Live)).ShouldBe([4]);
        (await StatusAsync(2)).Generation.ShouldBe(2);
    }

    [Fact]
    public async Task Of_two_programs_that_meet_the_earlier_shape_one_rebuilds()
    {
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => CatchUpAsync(new Tally { Shape = 2 }))));

        (await space.ReadAsync<long>(Live)).ShouldBe([3]);
        (await StatusAsync(2)).Generation.ShouldBe(2);
    }

    [Fact]
    public async Task A_program_of_the_earlier_shape_leaves_later_rows_as_they_are()
    {
        await CatchUpAsync(new Tally { Shape = 2 });

        await CatchUpAsync(new Tally());

        (await StatusAsync(1)).Generation.ShouldBe(2);
    }

    [Fact]
    public async Task While_the_next_shape_is_built_the_earlier_rows_are_read()
    {
        var read = new List<long>();
        var next = new Tally { Shape = 2, AfterFold = async _ => read.AddRange(await space.ReadAsync<long>(Live)) };

        await CatchUpAsync(next);

        read.ShouldNotBeEmpty();
        read.ShouldAllBe(count => count == 70);
    }

    private Task CatchUpAsync(Tally tally) => new Projector(space.Database, space.Workspace).CatchUpAsync(tally, progress: null, CancellationToken.None);

    private Task<ProjectionStatus> StatusAsync(int shape) =>
        new Projector(space.Database, space.Workspace).StatusAsync(new Tally { Shape = shape }, CancellationToken.None);
}
