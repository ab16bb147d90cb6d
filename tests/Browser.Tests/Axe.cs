using Deque.AxeCore.Commons;

namespace CustomerPerformanceTracker.Browser.Tests;

/// <summary>axe-core, with all its rules: those of WCAG at each level and those of good practice.</summary>
internal static class Axe
{
    // Closed figures are opened at one width: what nobody sees is not looked at, and what is long takes long.
    private const string Run = """
        for (const one of document.querySelectorAll("details")) one.open = innerWidth === 1280;
        axe.run(document, { resultTypes: ["violations"] }).then(found => found.violations.flatMap(rule =>
          rule.nodes.map(node => `${rule.id} (${rule.impact}): ${node.target.join(" ")}: ${node.failureSummary}`)))
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>What is wrong with a page in light and dark at each width, one line for each element.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page, params IReadOnlyList<int> widths)
    {
        var (inspector, found) = (await page.InspectAsync(), new List<string>());
        await inspector.EvaluateAsync(Script + ";0");
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            foreach (var width in widths)
            {
                await page.SetViewportSizeAsync(width, 900);
                foreach (var one in (await inspector.EvaluateAsync(Run)).EnumerateArray())
                    found.Add($"{scheme} at {width}: {one.GetString()}");
            }
        }

        await inspector.DetachAsync();
        return found;
    }
}
