namespace CustomerPerformanceTracker.Cli.Tests.Pictures;

public sealed class TerminalPlotTests
{
    public static TheoryData<string, int, bool, bool> Shapes { get; } =
        new()
        {
            { nameof(SamplePictures.Spring), 80, false, true },
            { nameof(SamplePictures.Spring), 160, false, true },
            { nameof(SamplePictures.Spring), 80, true, true },
            { nameof(SamplePictures.Spring), 80, false, false },
            { nameof(SamplePictures.Gaps), 80, false, true },
            { nameof(SamplePictures.TenYears), 80, false, true },
            { nameof(SamplePictures.TenYears), 160, false, true },
            { nameof(SamplePictures.Hostile), 80, false, true },
            { nameof(SamplePictures.Hostile), 40, false, false },
            { nameof(SamplePictures.OnePoint), 80, false, true },
            { nameof(SamplePictures.NoValues), 80, false, true },
            { nameof(SamplePictures.Empty), 80, false, true },
        };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_picture_is_drawn_as_it_was_approved(string name, int width, bool color, bool unicode)
    {
        var picture = SamplePictures.Named(name);

        var text = TerminalPlot.Render(picture, width, height: 16, color, unicode);

        Golden.Matches(text, $"{name}-{width}{(color ? "-color" : "")}{(unicode ? "" : "-ascii")}.txt");
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void No_line_is_wider_than_the_terminal(string name, int width, bool color, bool unicode)
    {
        var text = TerminalPlot.Render(SamplePictures.Named(name), width, height: 16, color: false, unicode);

        var lines = text.Split('\n');

        lines.ShouldAllBe(line => PlainText.Width(line) <= width, $"color {color}");
        lines.Length.ShouldBeGreaterThan(2);
    }

    [Fact]
    public void Ascii_means_ascii()
    {
        var text = TerminalPlot.Render(SamplePictures.Hostile, 80, 16, color: false, unicode: false);

        text.ShouldAllBe(letter => letter == '\n' || (letter >= ' ' && letter <= '~'));
    }

    [Fact]
    public void Names_from_outside_cannot_steer_the_terminal()
    {
        var text = TerminalPlot.Render(SamplePictures.Hostile, 80, 16, color: false, unicode: true);

        text.ShouldNotContain('\e');
        text.ShouldNotContain('\a');
        text.ShouldNotContain('\0');
        text.ShouldNotContain('\u202E');
    }

    [Fact]
    public void A_gap_in_the_readings_is_a_gap_in_the_line()
    {
        var whole = Line(SamplePictures.Spring);
        var gaps = Line(SamplePictures.Gaps);

        gaps.Count(column => !column).ShouldBeGreaterThan(whole.Count(column => !column));

        // Whether each column of a 160 column plot holds a part of the line.
        static bool[] Line(TrendPicture picture)
        {
            var rows = TerminalPlot.Render(picture, 160, 16, color: false, unicode: false).Split('\n')[2..22];
            return [.. Enumerable.Range(5, 150).Select(column => rows.Any(row => column < row.Length && row[column] == '*'))];
        }
    }

    [Theory]
    [InlineData(0, 0), InlineData(1, 1), InlineData(20, 3), InlineData(500, 60)]
    public void Every_size_of_terminal_gets_a_picture(int width, int height)
    {
        var text = TerminalPlot.Render(SamplePictures.TenYears, width, height, color: true, unicode: true);

        text.ShouldContain("55 to 66");
        text.Split('\n').Length.ShouldBeGreaterThan(height);
    }
}
