using CustomerPerformanceTracker.Intake;
using CustomerPerformanceTracker.Server.Intake;

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

        await new Rehearsal(live.Engine.Log).RunAsync(CancellationToken.None);

        var head = await HeadRow.ReadAsync(live.Engine.Database, live.Engine.Workspace, CancellationToken.None);
        (head.Signals, head.Journal, head.Seal).ShouldBe((Position.None, Position.None, SealNumber.None));
        live.Queue.Depth.ShouldBe(0);
    }

    [Fact]
    public async Task Over_connections_it_is_answered_at_its_own_path_only_and_only_while_it_lasts()
    {
        var rehearsal = new Rehearsal(server.Engine.Log);
        var passed = new List<string>();
        await using var echo = await EchoServer.StartAsync(context => rehearsal.InvokeAsync(context, Pass));

        await rehearsal.RunAsync(echo.Url, CancellationToken.None);

        echo.Paths.Where(path => path != "/healthz").Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
        passed.Distinct(StringComparer.Ordinal).ShouldBe(["/healthz"]);
        await rehearsal.InvokeAsync(new DefaultHttpContext { Request = { Path = echo.Paths[^1] } }, Pass);
        passed[^1].ShouldBe(echo.Paths[^1]);
        (await HeadRow.ReadAsync(server.Database, server.Engine.Workspace, CancellationToken.None)).Signals.ShouldBe(new Position(0));

        Task Pass(HttpContext context)
        {
            passed.Add(context.Request.Path);
            return Task.CompletedTask;
        }
    }
}
