using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace CustomerPerformanceTracker.Cli.Tests.Commands;

/// <summary>`cpt review` writes one page that needs nothing else, and prints it.</summary>
public sealed class ReviewFileTests(ExitCodeTests.Imported imported) : IClassFixture<ExitCodeTests.Imported>
{
    private static readonly string[] Review = ["review", "spring", "--from", "2025-03-01", "--to", "2025-03-28"];

    private Cpt Cpt => imported.Cpt;

    [Fact]
    public async Task The_file_asks_nothing_of_anywhere_and_has_the_figures_of_the_document()
    {
        var file = Path.Combine(Cpt.Folder, "review.html");

        var run = await Cpt.RunAsync([.. Review, "--html", file, "--json"]);

        var trust = Row(run.Json, "trust");
        var text = await File.ReadAllTextAsync(file);
        text.ShouldStartWith("<!DOCTYPE html>");
        text.ShouldContain("Review of <bdi>spring</bdi>");
        text.ShouldContain("1 Mar 2025 to 28 Mar 2025, 28 days");
        text.ShouldContain($"<strong>{trust.GetProperty("value").GetDouble().ToString("N1", CultureInfo.InvariantCulture)}</strong>");
        foreach (var sentence in run.Json.GetProperty("parts").GetProperty("done").EnumerateArray())
            text.ShouldContain(sentence.GetString()!);
        foreach (var none in (string[])["<script", "<form", "<a ", "<img", "<link", " src=", " href=", "url(", "@import", "http://", "https://"])
            text.ShouldNotContain(none);
    }

    [Fact]
    public async Task The_same_is_printed_on_A4()
    {
        Assert.SkipUnless(HasBrowser(), "No Chromium or Chrome is on the PATH, and CPT_BROWSER names none.");
        var file = Path.Combine(Cpt.Folder, "review.pdf");

        var run = await Cpt.RunAsync([.. Review, "--pdf", file]);

        run.ExitCode.ShouldBe(ExitCode.Done, run.Error);
        using var paper = PdfDocument.Open(file);
        var sheets = paper.GetPages().ToArray();
        sheets.ShouldNotBeEmpty();
        sheets.ShouldAllBe(sheet => sheet.Size == PageSize.A4);
        var printed = string.Concat(sheets.SelectMany(sheet => sheet.Letters).Select(letter => letter.Value));
        foreach (var words in (string[])["Reviewofspring", "Scorecard", "Whatgotworse", "Whatwasnotlookedat"])
            string.Concat(printed.Where(letter => !char.IsWhiteSpace(letter))).ShouldContain(words);
    }

    [Fact]
    public async Task Without_a_browser_it_says_what_to_do_and_neither_keeps_nor_writes_anything()
    {
        var (html, pdf) = (Path.Combine(Cpt.Folder, "none.html"), Path.Combine(Cpt.Folder, "none.pdf"));

        var run = await Cpt.WithAsync(("CPT_BROWSER", "/nowhere/chromium"), [.. Review, "--html", html, "--pdf", pdf, "--keep", "--reason", "a test"]);

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain("CPT_BROWSER names /nowhere/chromium");
        run.Output.ShouldBeEmpty();
        (File.Exists(html), File.Exists(pdf)).ShouldBe((false, false));
        (await Cpt.QueryAsync("select count(*) from journal.mt_events where type = 'review_written'")).ShouldBe("0");
    }

    [Fact]
    public async Task A_browser_that_fails_leaves_nothing_either()
    {
        var pdf = Path.Combine(Cpt.Folder, "failed.pdf");

        var run = await Cpt.WithAsync(("CPT_BROWSER", "/bin/false"), [.. Review, "--pdf", pdf]);

        run.ExitCode.ShouldBe(ExitCode.Failed);
        run.Error.ShouldContain("/bin/false failed with 1");
        File.Exists(pdf).ShouldBeFalse();
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_said_before_anything_is_read()
    {
        var run = await Cpt.RunAsync([.. Review, "--html", Path.Combine(Cpt.Folder, "no", "such", "review.html")]);

        run.ExitCode.ShouldBe(ExitCode.Refused);
        run.Error.ShouldContain("mkdir -p");
    }

    private static bool HasBrowser()
    {
        try
        {
            _ = PaperPrinter.Find();
            return true;
        }
        catch (UsageException)
        {
            return false;
        }
    }

    private static JsonElement Row(JsonElement review, string kpi) =>
        review.GetProperty("scorecard").GetProperty("kpis").EnumerateArray().Single(row => row.GetProperty("kpi").GetString() == kpi);
}
