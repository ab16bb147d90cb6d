namespace CustomerPerformanceTracker.Cli;

/// <summary>The files that a reading is written to, as one HTML document and on paper: all of them, or none.</summary>
internal sealed class Papers : IDisposable
{
    private readonly string? html;
    private readonly string? pdf;
    private readonly PaperPrinter? printer;
    private readonly DirectoryInfo? made;

    /// <param name="html">Where the page goes; null for nowhere. Likewise <paramref name="pdf"/>.</param>
    /// <exception cref="UsageException">There is no folder for a file, or nothing that prints; nothing is read or made then.</exception>
    public Papers(string? html, string? pdf)
    {
        (this.html, this.pdf) = (Checked(html), Checked(pdf));
        if (html is null && pdf is null)
            return;
        printer = pdf is null ? null : PaperPrinter.Find();
        made = Directory.CreateTempSubdirectory("cpt-paper-");
    }

    public static Option<string?> Html() =>
        new("--html")
        {
            Description = "Write it, with its pictures, to this file, too: one page that needs nothing else, to be mailed or printed.",
            HelpName = "FILE",
        };

    public static Option<string?> Pdf() =>
        new("--pdf")
        {
            Description =
                $"Print the same page on A4 into this file, through the Chromium or Chrome on the PATH or the one that {PaperPrinter.Variable} names.",
            HelpName = "FILE",
        };

    private string Page => Path.Combine(made!.FullName, "paper.html");

    private string Paper => Path.Combine(made!.FullName, "paper.pdf");

    /// <summary>Makes the files, away from where they are to be.</summary>
    /// <param name="render">Gives the document; not called where no file is asked for.</param>
    public async Task MakeAsync(Func<Task<string>> render, CancellationToken cancel)
    {
        if (made is null)
            return;
        await File.WriteAllTextAsync(Page, await render(), cancel);
        if (printer is not null)
            await printer.PrintAsync(Page, Paper, cancel);
    }

    /// <summary>Puts them where they are to be, over what was there.</summary>
    public void Place()
    {
        if (html is not null)
            File.Copy(Page, html, overwrite: true);
        if (pdf is not null)
            File.Copy(Paper, pdf, overwrite: true);
    }

    public void Dispose() => made?.Delete(recursive: true);

    private static string? Checked(string? file) =>
        file is null ? null
        : Directory.Exists(file) ? throw new UsageException($"{file} is a folder. Name a file in it.")
        : Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file))) ? Path.GetFullPath(file)
        : throw new UsageException($"There is no folder for {Path.GetFullPath(file)}. Make it first (mkdir -p), or name another file.");
}
