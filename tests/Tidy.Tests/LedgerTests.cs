namespace CustomerPerformanceTracker.Tidy.Tests;

public sealed class LedgerTests
{
    private static readonly Dictionary<string, int> Known = new() { ["Cells.cs"] = 3, ["Seals.cs"] = 1 };

    [Fact]
    public void What_is_found_as_listed_is_no_difference() => Ledger.Differences(Known, Known).ShouldBeEmpty();

    [Fact]
    public void A_new_offender_and_a_greater_count_are_differences() =>
        Ledger
            .Differences(
                Known,
                new Dictionary<string, int>
                {
                    ["Cells.cs"] = 4,
                    ["Seals.cs"] = 1,
                    ["Trend.cs"] = 2,
                }
            )
            .ShouldBe(["Cells.cs: 4 now, 3 allowed", "Trend.cs: 2 now, 0 allowed"]);

    [Fact]
    public void An_entry_that_is_too_high_by_now_is_a_difference() =>
        Ledger.Differences(Known, new Dictionary<string, int> { ["Cells.cs"] = 3 }).ShouldHaveSingleItem().ShouldStartWith("Seals.cs: 0 now, 1 allowed");

    [Fact]
    public void A_refresh_lowers_and_removes_and_never_adds_or_raises() =>
        Ledger.Lowered(Known, new Dictionary<string, int> { ["Cells.cs"] = 2, ["Trend.cs"] = 2 }).ShouldBe(new Dictionary<string, int> { ["Cells.cs"] = 2 });
}
