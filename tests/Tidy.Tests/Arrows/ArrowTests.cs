using Shouldly;
using Xunit;

namespace CustomerPerformanceTracker.Tidy.Tests.Arrows;

/// <summary>
/// Which module may use which (`arrows.txt`). Projects cannot use one another upwards, since the compiler refuses a circle; this table holds what the
/// compiler does not see: arrows between neighbours on a floor, and between the folders of one project.
/// </summary>
public sealed class ArrowTests
{
    private static readonly IReadOnlyList<Arrow> Uses =
    [
        new("Server.Delivery", "Log", "WebhookSender"), new("Server.Delivery", "Server.Alerts", "WebhookSender"), new("Server", "Server.Delivery", "Host"),
    ];

    [Fact]
    public void Every_arrow_of_the_program_is_allowed_and_every_allowed_one_is_used()
    {
        var table = new ArrowTable(File.ReadLines(Path.Combine(Tree.Root, "tests", "Tidy.Tests", "Arrows", "arrows.txt")));
        var arrows = ProgramTypes.Arrows(ProgramTypes.Assemblies);

        arrows.Count.ShouldBeGreaterThan(100);
        table.Differences(arrows).ShouldBeEmpty();
    }

    [Fact]
    public void An_arrow_that_no_line_allows_is_found() =>
        new ArrowTable(["# hosts use everything", "Server -> Server.*", "Server.Delivery -> Log"]).Differences(Uses)
            .ShouldHaveSingleItem().ShouldBe("Server.Delivery -> Server.Alerts is not allowed: WebhookSender");

    [Fact]
    public void A_line_that_nothing_uses_is_found() =>
        new ArrowTable(["Server -> Server.*", "Server.Delivery -> Log, Server.Alerts, Journal"]).Differences(Uses)
            .ShouldHaveSingleItem().ShouldBe("Server.Delivery -> Journal is allowed, and nothing uses it");

    [Fact]
    public void Uses_are_read_from_bases_fields_signatures_bodies_and_attributes() =>
        ProgramTypes.Arrows(typeof(ArrowTests).Assembly.Location).Where(arrow => arrow.From == "Planted.Source" && arrow.To == "Planted.Target").Select(arrow => arrow.Type)
            .ShouldBe(["ByAttribute", "ByBase", "ByBody", "ByClosure", "ByField", "BySignature"]);
}
