using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;

namespace CustomerPerformanceTracker.Server.Pages.Frame;

/// <summary>A page: one document, rendered whole before any of it is sent, that loads nothing from anywhere else.</summary>
internal static class PageAnswer
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        + "frame-ancestors 'none'; require-trusted-types-for 'script'";

    public static IResult Of<TPage>(HttpContext context, FrameView frame, object view, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        Guard(context);
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.Remove("blazor-enhanced-nav"); // nothing here reads it
            return Task.CompletedTask;
        });
        return new RazorComponentResult<TPage>(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Frame"] = frame, ["View"] = view })
        {
            PreventStreamingRendering = true,
            StatusCode = status,
        };
    }

    /// <summary>A page that is drawn once for all who read it while the workspace stands where it stood (<see cref="KeptPages"/>).</summary>
    /// <param name="read">Reads what the page shows; not called where the page is kept.</param>
    public static async Task<IResult> KeptAsync<TPage>(HttpContext context, string section, Func<Task<object>> read, CancellationToken cancel)
        where TPage : IComponent
    {
        var pages = context.RequestServices.GetRequiredService<KeptPages>();
        var frame = await FrameView.OfAsync(context, section, cancel);
        var page = await pages.ReadAsync(context, frame, async plain => await PaperDrawing.RenderAsync<TPage>(await read(), plain), cancel);
        Guard(context);
        return TypedResults.Content(page, "text/html; charset=utf-8");
    }

    /// <summary>Goes on to an address of this server, by GET.</summary>
    public static IResult GoTo(HttpContext context, string to)
    {
        Guard(context);
        context.Response.Headers.Location = context.Request.PathBase + to;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>Goes on to an address of another server, by GET; nothing on the way keeps it.</summary>
    public static IResult GoElsewhere(HttpContext context, string address)
    {
        Guard(context);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Location = address;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static void Guard(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "private, no-cache";
    }
}
