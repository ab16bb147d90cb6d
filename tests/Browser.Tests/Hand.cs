namespace CustomerPerformanceTracker.Browser.Tests;

/// <summary>Somebody's hand: a mouse, or the keys Tab and Enter.</summary>
internal sealed class Hand(IPage page, bool byKeyboard)
{
    private const int MostTabs = 300;

    /// <summary>What was clicked so far, or entered.</summary>
    public int Clicks { get; private set; }

    /// <summary>Follows a link, or presses a button.</summary>
    public async Task FollowAsync(ILocator target)
    {
        Clicks++;
        if (!byKeyboard)
        {
            await target.ClickAsync();
            return;
        }

        await ReachAsync(target);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Writes into a field, which by keyboard is reached with the key that the page has for it.</summary>
    public async Task FillAsync(ILocator field, string key, string text)
    {
        if (byKeyboard)
        {
            await Assertions.Expect(field).ToBeVisibleAsync();
            await page.WaitForLoadStateAsync(LoadState.Load);
            await PaintedAsync(page);
            await page.Keyboard.PressAsync(key);
            await Assertions.Expect(field).ToBeFocusedAsync();
        }
        else
        {
            Clicks++;
            await field.ClickAsync();
        }

        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Waits until a page is seen: before that, a browser drops the keys that come, which nobody could have pressed.</summary>
    public static Task PaintedAsync(IPage page) =>
        page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))");

    /// <summary>Goes on by Tab until the target has the focus, which has to be seen there.</summary>
    public async Task ReachAsync(ILocator target)
    {
        await Assertions.Expect(target).ToBeVisibleAsync();
        await Assertions.Expect(target).ToHaveCountAsync(1);
        for (var tabs = 0; tabs < MostTabs; tabs++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await target.EvaluateAsync<bool>("one => one === document.activeElement"))
            {
                (await target.EvaluateAsync<string>("one => getComputedStyle(one).outlineStyle")).ShouldBe("solid", "the focus is seen");
                return;
            }
        }

        throw new InvalidOperationException($"{MostTabs} times Tab did not reach {target}");
    }
}
