using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace CustomerPerformanceTracker.Wire.Pictures;

/// <summary>The few elements of SVG 1.1 that a picture is made of; how they look is said by the classes of <see cref="SvgStyle"/>.</summary>
public static class SvgShapes
{
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>How wide every picture is.</summary>
    public const double Width = 960;

    /// <summary>A document of the usual width, with a title and a description for those who hear it.</summary>
    public static XElement Document(double height, string name, string description, IEnumerable<XElement> content) =>
        new(
            Svg + "svg",
            new XAttribute("viewBox", $"0 0 {Number(Width)} {Number(height)}"),
            new XAttribute("width", Number(Width)),
            new XAttribute("height", Number(height)),
            new XAttribute("role", "img"),
            new XElement(Svg + "title", PlainText.Clean(name)),
            new XElement(Svg + "desc", PlainText.Clean(description)),
            new XElement(Svg + "style", SvgStyle.Text),
            new XElement(
                Svg + "rect",
                new XAttribute("class", "paper"),
                new XAttribute("width", Number(Width)),
                new XAttribute("height", Number(height)),
                new XAttribute("rx", 10)
            ),
            content
        );

    public static XElement Text(string @class, double x, double y, string text) =>
        new(Svg + "text", new XAttribute("class", @class), new XAttribute("x", Number(x)), new XAttribute("y", Number(y)), text);

    public static XElement Segment(string @class, double x1, double y1, double x2, double y2) =>
        new(Svg + "path", new XAttribute("class", @class), new XAttribute("d", $"M{Number(x1)} {Number(y1)}L{Number(x2)} {Number(y2)}"));

    public static XElement Box(string @class, double x, double y, double width, double height, double rounding) =>
        new(
            Svg + "rect",
            new XAttribute("class", @class),
            new XAttribute("x", Number(x)),
            new XAttribute("y", Number(y)),
            new XAttribute("width", Number(width)),
            new XAttribute("height", Number(height)),
            new XAttribute("rx", Number(rounding))
        );

    public static XElement Circle(string @class, double x, double y, double radius) =>
        new(
            Svg + "circle",
            new XAttribute("class", @class),
            new XAttribute("cx", Number(x)),
            new XAttribute("cy", Number(y)),
            new XAttribute("r", Number(radius))
        );

    /// <summary>A length with one decimal at most, as SVG takes it.</summary>
    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>The document as indented text that ends with a line feed.</summary>
    public static string Written(XElement document)
    {
        var text = new StringBuilder();
        using (
            var writer = XmlWriter.Create(
                text,
                new XmlWriterSettings
                {
                    OmitXmlDeclaration = true,
                    Indent = true,
                    IndentChars = " ",
                    NewLineChars = "\n",
                }
            )
        )
            document.WriteTo(writer);
        return text.Append('\n').ToString();
    }
}
