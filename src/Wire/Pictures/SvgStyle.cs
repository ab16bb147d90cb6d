namespace CustomerPerformanceTracker.Wire.Pictures;

/// <summary>
/// Colours and letters of the SVG pictures. Text and lines keep a contrast of at least 4.5 to 1 against the paper (WCAG 2.2, 1.4.3), light and dark;
/// falls and rises differ in lightness as well as in hue, and the legend says which is which.
/// </summary>
internal static class SvgStyle
{
    public const string Text = """

        text { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; fill: #1c2430; font-variant-numeric: tabular-nums }
        .title { font-size: 19px; font-weight: 600 }
        .muted, .year { font-size: 12px; fill: #566273 }
        .year, .reading, .name { font-weight: 600 }
        .name { font-size: 11px; fill: #ffffff }
        .middle { text-anchor: middle }
        .end { text-anchor: end }
        .paper { fill: #ffffff }
        .grid, .axis, .line, .stem, .whisker { fill: none }
        .grid { stroke: #e7eaee }
        .axis { stroke: #8a95a3 }
        .line { stroke: #1f5fbf; stroke-width: 1.8; stroke-linejoin: round; stroke-linecap: round }
        .band { fill: #1f5fbf; fill-opacity: .16 }
        .whisker { stroke: #1f5fbf; stroke-opacity: .4; stroke-width: 3 }
        .dot { fill: #1f5fbf }
        .reading { fill: #1f5fbf }
        .stem { stroke-width: 1.5 }
        .mark.stem { stroke-width: 1; stroke-dasharray: 3 4 }
        .fall { fill: #b3261e; stroke: #b3261e }
        .rise { fill: #14724a; stroke: #14724a }
        .mark { fill: #5f5391; stroke: #5f5391 }
        .badge { stroke: none }
        .interval { fill-opacity: .13; stroke: none }
        @media (prefers-color-scheme: dark) {
        text { fill: #e8ecf1 }
        .muted, .year { fill: #a3aebc }
        .name { fill: #12161c }
        .paper { fill: #12161c }
        .grid { stroke: #272e38 }
        .axis { stroke: #6c7888 }
        .line, .whisker { stroke: #7db3ff }
        .band, .dot, .reading { fill: #7db3ff }
        .fall { fill: #ff8a80; stroke: #ff8a80 }
        .rise { fill: #6fdcab; stroke: #6fdcab }
        .mark { fill: #b9aef0; stroke: #b9aef0 }
        .badge, .interval { stroke: none }
        }

        """;
}
