using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace CustomerPerformanceTracker.Browser.Tests;

/// <summary>On A4 paper nothing is cut off.</summary>
public sealed class PrintTests(Site site) : BrowserTests(site)
{
    // A4 with margins of 14 mm, in the pixels of CSS.
    private const int Paper = 688;

    // What stands on paper: closed figures are for the screen.
    private const string Texts = """
        [...document.querySelectorAll("main :is(h1, h2, h3, th, td)")].filter(one => one.checkVisibility())
          .map(one => one.innerText).filter(text => text.trim() !== "")
        """;

    private const string Cut = """
        [...document.querySelectorAll("main *")]
          .filter(one => one.checkVisibility() && getComputedStyle(one).overflowX !== "visible" && one.scrollWidth > one.clientWidth)
          .map(one => `${one.tagName} ${one.getAttribute("aria-label")}: ${one.scrollWidth} in ${one.clientWidth}`)
        """;

    [Theory]
    [InlineData("/campaigns/spring-launch?at=2025-05-28")]
    [InlineData("/campaigns/spring-launch/review?from=2025-04-01&to=2025-07-31")]
    [InlineData("/alerts/{resolved}")]
    [InlineData("/alerts/{waiting}")]
    [InlineData("/changes")]
    [InlineData("/trace/{resolved}")]
    [InlineData("/trace/hero%409")]
    public async Task Every_heading_and_every_cell_is_on_the_paper(string path)
    {
        var page = await NewPageAsync(width: Paper);
        await GoAsync(page, path);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        var inspector = await page.InspectAsync();
        var texts = (await inspector.EvaluateAsync(Texts)).EnumerateArray().Select(one => one.GetString()!).ToArray();
        var cut = (await inspector.EvaluateAsync(Cut)).EnumerateArray().Select(one => one.GetString());

        using var paper = PdfDocument.Open(await page.PdfAsync(new() { PreferCSSPageSize = true }));
        var sheets = paper.GetPages().ToArray();

        cut.ShouldBeEmpty();
        texts.Length.ShouldBeGreaterThan(3);
        var printed = Bare(string.Concat(sheets.SelectMany(sheet => sheet.Letters).Select(letter => letter.Value)));
        texts.Where(text => !printed.Contains(Bare(text), StringComparison.Ordinal)).ShouldBeEmpty();
        sheets.ShouldAllBe(sheet => sheet.Size == PageSize.A4);
        sheets.SelectMany(sheet => sheet.Letters.Where(letter => !IsOn(sheet, letter))).Select(letter => letter.Value).ShouldBeEmpty();
    }

    private static bool IsOn(Page sheet, Letter letter) =>
        letter.BoundingBox.Left >= 0 && letter.BoundingBox.Right <= sheet.Width && letter.BoundingBox.Bottom >= 0 && letter.BoundingBox.Top <= sheet.Height;

    /// <summary>Without space, which paper has elsewhere, and with letters that are printed as one taken apart.</summary>
    private static string Bare(string text) =>
        string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)))
            .Replace("\ufb00", "ff", StringComparison.Ordinal)
            .Replace("\ufb01", "fi", StringComparison.Ordinal)
            .Replace("\ufb02", "fl", StringComparison.Ordinal)
            .Replace("\ufb03", "ffi", StringComparison.Ordinal)
            .Replace("\ufb04", "ffl", StringComparison.Ordinal);
}
