using System.Net;

namespace CustomerPerformanceTracker.Server.Pages.Frame;

/// <summary>Text in a picture. Razor takes <c>text</c> for an element of its own, so SVG's is written here; what stands in it is encoded.</summary>
internal static class SvgText
{
    public static string Of(string name, string x, double y, string words, double dx = 0) =>
        $"<text class=\"{name}\" x=\"{x}\" dx=\"{PageText.At(dx)}\" y=\"{PageText.At(y)}\">{WebUtility.HtmlEncode(words)}</text>";
}
