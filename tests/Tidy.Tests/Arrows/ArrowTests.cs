namespace CustomerPerformanceTracker.Tidy.Tests.Arrows;

/// <summary>
/// Which module may use which (`arrows.txt`). The compiler refuses a circle of projects; this table holds what the compiler does not see: arrows between
/// neighbours on a floor, and circles of the folders of one project.
/// </summary>
public sealed class ArrowTests
{
    private static readonly IReadOnlyList<Arrow> Uses =
    [
        new("Server.Delivery", "Log", "WebhookSender"),
        new("Server.Delivery", "Server.Alerts", "WebhookSender"),
        new("Server", "Server.Delivery", "Host"),
    ];

    private static readonly IReadOnlyList<Arrow> Program =
    [
        .. ProgramTypes.Arrows(ProgramTypes.Assemblies).Select(arrow => arrow.Drawn()).OfType<Arrow>().Distinct(),
    ];

    [Fact]
    public void Every_arrow_of_the_program_is_allowed_and_every_allowed_one_is_used()
    {
        Program.Count.ShouldBeGreaterThan(100);
        Table().Differences(Program).ShouldBeEmpty();
    }

    [Fact]
    public void No_arrows_lead_back_to_where_they_began() => ArrowTable.Circle(Program).ShouldBeEmpty();

    [Fact]
    public void Arrows_that_lead_back_to_where_they_began_are_found() =>
        ArrowTable
            .Circle([.. Uses, new("Server.Alerts", "Server.Access", "AlertRoutes"), new("Server.Access", "Server.Delivery", "Keys")])
            .ShouldBe(["Server.Access", "Server.Alerts", "Server.Delivery"]);

    [Fact]
    public void An_arrow_that_no_line_allows_is_found() =>
        new ArrowTable(["# hosts use everything", "Server -> Server.*", "Server.Delivery -> Log"])
            .Differences(Uses)
            .ShouldHaveSingleItem()
            .ShouldBe("Server.Delivery -> Server.Alerts is not allowed: WebhookSender");

    [Fact]
    public void A_line_that_nothing_uses_is_found() =>
        new ArrowTable(["Server -> Server.*", "Server.Delivery -> Log, Server.Alerts, Journal"])
            .Differences(Uses)
            .ShouldHaveSingleItem()
            .ShouldBe("Server.Delivery -> Journal is allowed, and nothing uses it");

    [Fact]
    public void Uses_are_read_from_bases_fields_signatures_bodies_and_attributes() =>
        ProgramTypes
            .Arrows(typeof(ArrowTests).Assembly.Location)
            .Where(arrow => arrow.From == "Planted.Source" && arrow.To == "Planted.Target")
            .Select(arrow => arrow.Type)
            .ShouldBe(["ByAttribute", "ByBase", "ByBody", "ByClosure", "ByField", "BySignature"]);

    [Theory]
    [InlineData("Server.Delivery", "Log", "Server -> Log")]
    [InlineData("Loop.Alerts", "Loop.Subscriptions", "Loop.Alerts -> Loop.Subscriptions")]
    [InlineData("Loop.Alerts", "Loop", null)]
    public void An_arrow_is_drawn_between_projects_or_between_folders_of_one(string from, string to, string? drawn) =>
        (new Arrow(from, to, "Type").Drawn() is { } arrow ? $"{arrow.From} -> {arrow.To}" : null).ShouldBe(drawn);

    private static ArrowTable Table() => new(File.ReadLines(Path.Combine(Tree.Root, "tests", "Tidy.Tests", "Arrows", "arrows.txt")));
}
