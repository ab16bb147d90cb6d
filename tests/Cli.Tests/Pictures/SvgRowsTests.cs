using System.Xml.Linq;

namespace CustomerPerformanceTracker.Cli.Tests.Pictures;

/// <summary>The picture of policies that were tried.</summary>
public sealed class SvgRowsTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly PolicyRowsPicture Picture = new(
        "What 2 policies would have told",
        new LocalDate(2025, 1, 1),
        new LocalDate(2025, 8, 10),
        [
            new("falling-trust", IsInUse: true, [new(new LocalDate(2025, 5, 10), IsSilence: false, "2025-05-10 spring-launch")]),
            new(
                "a policy with a name that takes more room than there is drop=2 every=180d",
                IsInUse: false,
                [
                    new(new LocalDate(2025, 5, 3), IsSilence: false, "2025-05-03 <spring & launch>"),
                    new(new LocalDate(2025, 7, 1), IsSilence: true, "2025-07-01 spring-launch"),
                ]
            ),
        ]
    );

    [Fact]
    public void A_picture_is_drawn_as_it_was_approved() => Golden.Matches(SvgRows.Render(Picture), "PolicyRows.svg");

    [Fact]
    public void Each_alert_is_a_mark_that_bears_its_day_and_lies_on_the_paper()
    {
        var document = XElement.Parse(SvgRows.Render(Picture));

        var marks = document.Elements().Where(element => element.Element(Svg + "title") is not null).ToArray();
        marks.Select(mark => mark.Element(Svg + "title")!.Value).ShouldBe(Picture.Rows.SelectMany(row => row.Marks).Select(mark => mark.Label));
        marks.Count(mark => mark.Name == Svg + "circle").ShouldBe(2);
        marks.ShouldAllBe(mark => Place(mark) > 0 && Place(mark) < SvgShapes.Width);
        document.Element(Svg + "desc")!.Value.ShouldContain("(in use): 2025-05-10 spring-launch.");
    }

    private static double Place(XElement mark) =>
        double.Parse((mark.Attribute("cx") ?? mark.Attribute("x"))!.Value, System.Globalization.CultureInfo.InvariantCulture);
}
