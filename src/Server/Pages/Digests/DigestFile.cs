using CustomerPerformanceTracker.Loop.Digests;
using CustomerPerformanceTracker.Server.Pages.Frame;

namespace CustomerPerformanceTracker.Server.Pages.Digests;

/// <summary>A digest as one HTML document, with the style sheet and the pictures in it, to be mailed, kept or printed.</summary>
public static class DigestFile
{
    public static Task<string> RenderAsync(Engine engine, Digest digest, CancellationToken cancel) => RenderAsync(engine, digest, root: null, cancel);

    /// <param name="root">What stands before the links to pages; null: nothing is linked.</param>
    internal static async Task<string> RenderAsync(Engine engine, Digest digest, string? root, CancellationToken cancel) =>
        await PaperDrawing.RenderAsync<DigestFilePage>(await DigestPageView.OfAsync(engine, digest, root, cancel));
}
