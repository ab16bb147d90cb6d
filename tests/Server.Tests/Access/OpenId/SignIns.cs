using CustomerPerformanceTracker.Server.Tests.Pages;

namespace CustomerPerformanceTracker.Server.Tests.Access.OpenId;

/// <summary>Goes the way of a sign-in, step by step, as a browser does.</summary>
internal static partial class SignIns
{
    /// <summary>Follows the link of the sign-in page, and gives the provider's address that it leads to.</summary>
    public static async Task<Uri> LeaveAsync(this Browser browser, string to = "/")
    {
        var page = await browser.PageAsync($"/sign-in?to={Uri.EscapeDataString(to)}");
        var link = WebUtility.HtmlDecode(LinkPattern().Match(page).Groups["link"].Value);
        link.ShouldNotBeEmpty(page);
        using var left = await browser.SendAsync(HttpMethod.Get, link, "same-origin");
        left.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await left.Content.ReadAsStringAsync());
        return left.Headers.Location!;
    }

    /// <summary>Lets the provider answer, and gives the address of this server that it sends the browser back to.</summary>
    public static async Task<string> ReturnAsync(this Browser browser, Uri provider)
    {
        using var answer = await browser.GetAsync(provider.AbsoluteUri);
        ((int)answer.StatusCode).ShouldBeInRange(302, 303, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.AbsoluteUri;
    }

    /// <summary>The whole way, and what this server says at its end.</summary>
    public static async Task<HttpResponseMessage> ThroughProviderAsync(this Browser browser, string to = "/") =>
        await browser.GetAsync(await browser.ReturnAsync(await browser.LeaveAsync(to)));

    public static string Parameter(this Uri address, string name) => System.Web.HttpUtility.ParseQueryString(address.Query)[name]!;

    [GeneratedRegex("href=\"(?<link>/sign-in/oidc[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex LinkPattern();
}
