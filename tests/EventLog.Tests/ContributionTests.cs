using System.Text.RegularExpressions;

namespace CustomerPerformanceTracker.EventLog.Tests;

public sealed partial class ContributionTests(Space space) : IClassFixture<Space>
{
    /// <summary>A fold that fell behind has to read what it is behind by, and not the product of its seals and its rows.</summary>
    [Fact]
    public async Task A_long_range_is_read_in_its_own_length_though_the_planner_knows_nothing_of_it()
    {
        const int Seals = 300;
        await space.AppendAsync(Make.Click("known to the planner"));
        await space.TamperAsync("analyze log.seal; analyze log.signal");
        for (var seal = 1; seal <= Seals; seal++)
            await space.AppendAsync([.. Enumerable.Range(0, 10).Select(i => Make.Click($"{seal}-{i}"))]);

        var plan = string.Join(
            '\n',
            await space.ReadAsync<string>(
                $"explain (analyze, costs off, timing off) select count(*) from log.contribution({space.Workspace.Id}, 1, {Seals + 1})"
            )
        );

        plan.ShouldContain("rows=3000");
        RowsRemoved().Matches(plan).Sum(match => long.Parse(match.Groups["rows"].ValueSpan, CultureInfo.InvariantCulture)).ShouldBeLessThan(10, plan);
    }

    [GeneratedRegex(@"Rows Removed by [A-Za-z ]+: (?<rows>\d+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex RowsRemoved();
}
