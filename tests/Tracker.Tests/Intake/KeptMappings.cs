using CustomerPerformanceTracker.Intake.Mappings;

namespace CustomerPerformanceTracker.Tracker.Tests.Intake;

/// <summary>Rejected rows that an older release kept can still be mended, with the ids they would have had then.</summary>
public sealed class KeptMappings(Workspaces workspaces) : IClassFixture<Workspaces>
{
    private const string Without = "format: csv\ntime: { value: '{d}', pattern: yyyy-MM-dd, zone: UTC }\nsignals: [{ type: visit, campaign: c, count: '{n}' }]";

    [Fact]
    public async Task A_row_kept_with_a_mapping_that_says_no_identity_is_told_by_its_line()
    {
        var engine = await workspaces.NewAsync(TimeProvider.System, "UTC");
        var options = new IntakeOptions { Mapping = Mapping.Parse("identity: line\n" + Without), History = true };
        var reject = new Reject(7, "count", RejectCode.InvalidCount, "not a number", "2025-03-01,x", "d,n");
        await engine.Rejects.KeepAsync("days.csv", options, [new NewReject(reject, Encoding.UTF8.GetBytes(reject.Raw))], CancellationToken.None);
        await workspaces.ExecuteAsync($"update intake.rejected set mapping = $yaml${Without}$yaml$ where workspace = {engine.Workspace.Id}");

        var row = (await engine.Rejects.OpenAsync(after: 0, limit: 10, CancellationToken.None)).ShouldHaveSingleItem();
        var mended = await engine.Rejects.RetakeAsync(row, "2025-03-01,5"u8.ToArray(), CancellationToken.None);
        var again = await engine.Rejects.RetakeAsync(row, "2025-03-01,5"u8.ToArray(), CancellationToken.None);

        Should.Throw<IntakeException>(() => Mapping.Parse(Without));
        mended.Outcomes.ShouldBe([Log.Outcome.Accepted], mended.Reject?.Reason);
        again.Outcomes.ShouldBe([Log.Outcome.Duplicate]);
    }
}
