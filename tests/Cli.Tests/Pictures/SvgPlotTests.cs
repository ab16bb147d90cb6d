using System.Xml.Linq;

namespace CustomerPerformanceTracker.Cli.Tests.Pictures;

public sealed class SvgPlotTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Names { get; } =
    [
        nameof(SamplePictures.Spring),
        nameof(SamplePictures.Gaps),
        nameof(SamplePictures.TenYears),
        nameof(SamplePictures.Hostile),
        nameof(SamplePictures.OnePoint),
        nameof(SamplePictures.NoValues),
        nameof(SamplePictures.Empty),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_picture_is_drawn_as_it_was_approved(string name)
    {
        var text = SvgPlot.Render(SamplePictures.Named(name));

        Golden.Matches(text, $"{name}.svg");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Everything_drawn_lies_on_the_paper(string name)
    {
        var document = XElement.Parse(SvgPlot.Render(SamplePictures.Named(name)));

        var (width, height) = (Number(document, "width"), Number(document, "height"));
        var places = document.Descendants().Where(element => element.Attribute("x") is not null).ToArray();
        places.ShouldNotBeEmpty();
        places.ShouldAllBe(place => Number(place, "x") >= 0 && Number(place, "x") < width && Number(place, "y") > 0 && Number(place, "y") < height);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_reader_who_hears_the_picture_gets_its_title_and_what_it_shows(string name)
    {
        var picture = SamplePictures.Named(name);

        var document = XElement.Parse(SvgPlot.Render(picture));

        document.Attribute("role")!.Value.ShouldBe("img");
        document
            .Elements()
            .First()
            .ShouldSatisfyAllConditions(first => first.Name.ShouldBe(Svg + "title"), first => first.Value.ShouldBe(PlainText.Clean(picture.Title)));
        document.Element(Svg + "desc")!.Value.ShouldContain(picture.Breaks.Count == 0 ? "" : PlainText.Clean(picture.Breaks[0].Label));
        document.Element(Svg + "desc")!.Value.ShouldNotBeEmpty();
    }

    [Fact]
    public void Labels_from_outside_stay_text()
    {
        var text = SvgPlot.Render(SamplePictures.Hostile);

        var document = XElement.Parse(text);

        text.ShouldNotContain("<script");
        text.ShouldNotContain("<b>");
        document
            .Descendants()
            .Select(element => element.Name.LocalName)
            .Distinct()
            .ShouldBeSubsetOf(["title", "desc", "style", "rect", "text", "path", "circle"]);
        document.Element(Svg + "title")!.Value.ShouldContain("<script>alert(\"1\")</script> &");
    }

    [Fact]
    public void The_document_asks_for_nothing_from_elsewhere()
    {
        var text = SvgPlot.Render(SamplePictures.Spring);

        text.ShouldNotContain("href");
        text.ShouldNotContain("url(");
        text.ShouldNotContain("@import");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_two_texts_overlap(string name)
    {
        var document = XElement.Parse(SvgPlot.Render(SamplePictures.Named(name)));

        var texts = document.Elements(Svg + "text").Select(Extent).ToArray();

        for (var i = 0; i < texts.Length; i++)
            texts.Skip(i + 1).Where(texts[i].Touches).ShouldBeEmpty(texts[i].Text);
    }

    [Fact]
    public void Missing_readings_break_the_line_and_a_lone_one_is_a_dot()
    {
        var whole = XElement.Parse(SvgPlot.Render(SamplePictures.Spring));
        var gaps = XElement.Parse(SvgPlot.Render(SamplePictures.Gaps));

        Of(whole, "line").ShouldBe(1);
        Of(whole, "dot").ShouldBe(1, "the last reading");
        Of(gaps, "line").ShouldBe(12, "up to day 29, 33 to 59, 74 to 152, and one after each of the nine missing days from 153 to 177");
        Of(gaps, "dot").ShouldBe(2, "day 31 and the last reading");

        static int Of(XElement document, string @class) => document.Elements().Count(element => element.Attribute("class")?.Value == @class);
    }

    [Fact]
    public void Ten_years_of_days_make_no_longer_a_line_than_the_plot_has_room_for()
    {
        var document = XElement.Parse(SvgPlot.Render(SamplePictures.TenYears));

        var line = document.Elements().Single(element => element.Attribute("class")?.Value == "line").Attribute("d")!.Value;

        line.Count(letter => letter == 'L').ShouldBeInRange(500, 640);
    }

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    // Seven units a character at 13 pixels, and as much more or less as the letters are larger or smaller.
    private static TextBox Extent(XElement text)
    {
        var classes = text.Attribute("class")!.Value.Split(' ');
        var size =
            classes.Contains("title") ? 19
            : classes.Contains("name") ? 11
            : 13;
        var width = PlainText.Width(text.Value) * size * 7 / 13.0;
        var x =
            Number(text, "x")
            - (
                classes.Contains("middle") ? width / 2
                : classes.Contains("end") ? width
                : 0
            );
        return new(x, Number(text, "y") - 0.75 * size, width, size, text.Value);
    }

    private sealed record TextBox(double X, double Y, double Width, double Height, string Text)
    {
        public bool Touches(TextBox other) => X < other.X + other.Width && other.X < X + Width && Y < other.Y + other.Height && other.Y < Y + Height;
    }
}
