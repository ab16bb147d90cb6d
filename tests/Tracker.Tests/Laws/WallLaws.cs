namespace CustomerPerformanceTracker.Tracker.Tests.Laws;

public sealed class WallLaws(Workspaces workspaces) : IClassFixture<Workspaces>
{
    [Fact]
    public async Task Every_table_with_a_workspace_has_the_wall_around_it() => (await Walls.HolesAsync(workspaces.Database.Owner)).ShouldBeEmpty();
}
