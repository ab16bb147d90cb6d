using CustomerPerformanceTracker.Readings.Cells;
using CustomerPerformanceTracker.Readings.Trends;
using CustomerPerformanceTracker.Server.Pages.Campaigns;

namespace CustomerPerformanceTracker.Server.Tests.Pages;

/// <summary>The lanes of a campaign: one axis of days, and texts that run over no other.</summary>
public sealed class LanesTests
{
    private static readonly LocalDate First = new(2025, 1, 1);

    [Fact]
    public void A_line_goes_from_edge_to_edge_and_is_broken_where_weeks_have_nothing()
    {
        var view = LanesView.Of("spring", null, Line([0, 1, 2, 50, 51, 100]), [])!;

        var lane = view.Lanes.ShouldHaveSingleItem();
        lane.Line.Count(letter => letter == 'M').ShouldBe(3);
        lane.Line.ShouldStartWith("M0 ");
        lane.Line.ShouldContain("M1000 ");
        view.X(First.PlusDays(50)).ShouldBe("50%");
        view.Width(First, First.PlusDays(10)).ShouldBe("10%");
    }

    [Fact]
    public void Texts_near_each_other_stand_in_rows_of_their_own()
    {
        var view = LanesView.Of("spring", null, Line([0, 100]), [])!;

        view.Rows([(First, "a long text of many letters"), (First.PlusDays(1), "another"), (First.PlusDays(60), "far")], most: 2).ShouldBe([0, 1, 0]);
        view.Rows([(First, "a long text of many letters"), (First.PlusDays(1), "another"), (First.PlusDays(2), "third")], most: 2).ShouldBe([0, 1, null]);
    }

    [Fact]
    public void Messages_stand_under_the_lanes_in_rows_whose_bars_and_labels_run_over_no_other()
    {
        MessageSpan[] messages =
        [
            new("hero@8", First, First.PlusDays(40), Led: null, 500),
            new("price@3", First.PlusDays(10), First.PlusDays(90), Led: null, 300),
            new("hero@9", First.PlusDays(50), First.PlusDays(100), Led: null, 600),
            new("gone@1", First.PlusDays(-30), First.PlusDays(-20), Led: null, 900),
        ];

        var view = LanesView.Of("spring", null, Line([0, 100]), [], messages: messages)!;

        view.Ribbon.Select(one => (one.Message.Message, one.Row)).ShouldBe([("hero@8", 0), ("price@3", 1), ("hero@9", 0)]);
        view.Messages.ShouldNotContain(message => message.Message == "gone@1", "no day of the axis has it");
    }

    [Fact]
    public void Without_a_day_there_are_no_lanes() => LanesView.Of("spring", Line([]), null, []).ShouldBeNull();

    private static TrustTrend Line(int[] days) =>
        new("spring", "trust", "score", [.. days.Select(day => new TrendPoint(First.PlusDays(day), 10, 70, 70, 68, 72))], []);
}
