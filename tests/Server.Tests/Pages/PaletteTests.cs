namespace CustomerPerformanceTracker.Server.Tests.Pages;

/// <summary>
/// Each colour that means something can be told from what it stands on, in light and dark: text by 4.5 to 1, what is drawn by 3 to 1 (WCAG 2.2, 1.4.3 and
/// 1.4.11). What only divides, such as the lines of a grid, means nothing by itself.
/// </summary>
public sealed partial class PaletteTests
{
    private const double Text = 4.5;
    private const double Drawn = 3;
    private const RegexOptions Whole = RegexOptions.Multiline | RegexOptions.ExplicitCapture;

    private static readonly Dictionary<string, (string Light, string Dark)> Palette = Read();

    /// <summary>What is written in each colour, and on which ground.</summary>
    public static TheoryData<string, string> Written =>
        new()
        {
            { "ink", "paper" },
            { "ink", "ground" },
            { "ink", "raised" },
            { "ink", "line" },
            { "paper", "ink" },
            { "soft", "ground" },
            { "soft", "raised" },
            { "logic", "raised" },
            { "emotion", "raised" },
            { "mark", "raised" },
            { "bad", "raised" },
            { "bad", "ground" },
            { "bad", "bad-wash" },
            { "good", "raised" },
            { "good", "good-wash" },
            { "warn", "raised" },
            { "warn", "warn-wash" },
        };

    /// <summary>What is drawn in each colour, and on which ground: lines, discs, marks, borders of fields, and what has the focus.</summary>
    public static TheoryData<string, string> Lines =>
        new()
        {
            { "logic", "raised" },
            { "emotion", "raised" },
            { "mark", "raised" },
            { "bad", "raised" },
            { "good", "raised" },
            { "warn", "raised" },
            { "firm", "raised" },
            { "firm", "paper" },
            { "accent", "raised" },
            { "accent", "ground" },
        };

    [Theory]
    [MemberData(nameof(Written))]
    public void Text_can_be_read(string ink, string ground) => Contrast(ink, ground).ShouldBeGreaterThanOrEqualTo(Text);

    [Theory]
    [MemberData(nameof(Lines))]
    public void What_is_drawn_can_be_seen(string ink, string ground) => Contrast(ink, ground).ShouldBeGreaterThanOrEqualTo(Drawn);

    /// <summary>What lets its ground shine through is seen less, which its rule in the sheet says.</summary>
    [Theory]
    [InlineData("raw", "logic")]
    [InlineData("raw", "emotion")]
    [InlineData("way", "bad")]
    [InlineData("way", "good")]
    [InlineData("way", "warn")]
    [InlineData("way", "firm")]
    [InlineData("ci", "bad")]
    [InlineData("ci", "good")]
    [InlineData("ci", "firm")]
    public void What_is_drawn_thinly_can_be_seen(string rule, string ink)
    {
        var body = Regex.Match(Sheet(), $@"^\.{rule} \{{(?<body>[^}}]*)\}}", Whole, TimeSpan.FromMinutes(1)).Groups["body"].Value;
        body.ShouldNotBeEmpty();
        var opacity = Regex.Match(body, "opacity: (?<share>[0-9.]+)", Whole, TimeSpan.FromMinutes(1)).Groups["share"];
        var share = opacity.Success ? double.Parse(opacity.Value, CultureInfo.InvariantCulture) : 1;

        var (colour, ground) = (Palette[ink], Palette["raised"]);
        Ratio(Through(colour.Light, ground.Light, share), ground.Light).ShouldBeGreaterThanOrEqualTo(Drawn);
        Ratio(Through(colour.Dark, ground.Dark, share), ground.Dark).ShouldBeGreaterThanOrEqualTo(Drawn);
    }

    [Theory]
    [InlineData("#ffffff", "#000000", 21)]
    [InlineData("#777777", "#ffffff", 4.48)]
    public void Contrast_is_as_the_guideline_reckons_it(string one, string other, double ratio) => Ratio(one, other).ShouldBe(ratio, 0.005);

    [Fact]
    public void Every_colour_has_one_for_light_and_one_for_dark() => Palette.Count.ShouldBe(Named().Count(Sheet()));

    /// <summary>The smaller of the contrasts in light and dark.</summary>
    private static double Contrast(string ink, string ground) =>
        Math.Min(Ratio(Palette[ink].Light, Palette[ground].Light), Ratio(Palette[ink].Dark, Palette[ground].Dark));

    private static double Ratio(string one, string other)
    {
        var (first, second) = (Luminance(one), Luminance(other));
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    }

    private static string Through(string ink, string ground, double share) =>
        "#"
        + Convert.ToHexStringLower([
            .. Convert
                .FromHexString(ink[1..])
                .Zip(Convert.FromHexString(ground[1..]), (over, under) => (byte)Math.Round((over * share) + (under * (1 - share)))),
        ]);

    private static double Luminance(string colour)
    {
        double[] parts = [.. Convert.FromHexString(colour[1..]).Select(part => part / 255.0).Select(Linear)];
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    }

    private static double Linear(double part) => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);

    private static Dictionary<string, (string Light, string Dark)> Read() =>
        Colours()
            .Matches(Sheet())
            .ToDictionary(one => one.Groups["name"].Value, one => (one.Groups["light"].Value, one.Groups["dark"].Value), StringComparer.Ordinal);

    private static string Sheet()
    {
        using var stream = typeof(TrackerServer).Assembly.GetManifestResourceStream($"{typeof(TrackerServer).Assembly.GetName().Name}.Pages.Assets.cpt.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(
        "--(?<name>[a-z-]+): light-dark\\((?<light>#[0-9a-f]{6}), (?<dark>#[0-9a-f]{6})\\)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex Colours();

    [GeneratedRegex("--[a-z-]+:", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Named();
}
