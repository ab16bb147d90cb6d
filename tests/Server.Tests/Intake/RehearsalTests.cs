using System.Text;
using CustomerPerformanceTracker.EventLog;
using CustomerPerformanceTracker.Server.Intake;
using CustomerPerformanceTracker.Tracker.Intake;
using Shouldly;
using Xunit;

namespace CustomerPerformanceTracker.Server.Tests.Intake;

public sealed class RehearsalTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public void What_is_rehearsed_is_accepted() =>
        SignalRoutes.Read(Encoding.UTF8.GetBytes(Rehearsal.Sample), new IntakeOptions(), lines: false).Rejected.ShouldBe(0);

    [Fact]
    public async Task A_server_that_started_and_rehearses_again_has_an_empty_log()
    {
        var live = server.Server.Workspaces.All.ShouldHaveSingleItem();

        await Rehearsal.RunAsync(live.Engine.Log, CancellationToken.None);

        var head = await HeadRow.ReadAsync(live.Engine.Database, live.Engine.Workspace, CancellationToken.None);
        (head.Signals, head.Journal, head.Seals).ShouldBe((0, 0, 0));
        live.Queue.Depth.ShouldBe(0);
    }
}
