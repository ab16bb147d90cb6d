namespace CustomerPerformanceTracker.Browser.Tests;

/// <summary>
/// Evaluates in a page as the browser's own inspector does, which the page's policy lets through: what is read this way is of the page as it is delivered.
/// </summary>
internal static class Inspector
{
    public static async Task<JsonElement> EvaluateAsync(this ICDPSession session, string expression)
    {
        var answer = await session.SendAsync(
            "Runtime.evaluate",
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["expression"] = expression,
                ["awaitPromise"] = true,
                ["returnByValue"] = true,
            }
        );
        answer!.Value.TryGetProperty("exceptionDetails", out var exception).ShouldBeFalse(exception.ToString());
        return answer.Value.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }

    public static Task<ICDPSession> InspectAsync(this IPage page) => page.Context.NewCDPSessionAsync(page);

    /// <summary>How far a page can be scrolled sideways, in pixels.</summary>
    public static async Task<int> SidewaysAsync(this IPage page)
    {
        var session = await page.InspectAsync();
        var scrolled = await session.EvaluateAsync(
            "scrollTo({ left: 9999, behavior: 'instant' }), scrollX + Math.max(0, document.documentElement.scrollWidth - innerWidth)"
        );
        await session.DetachAsync();
        return (int)scrolled.GetDouble();
    }
}
