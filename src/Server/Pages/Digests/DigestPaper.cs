using CustomerPerformanceTracker.Loop.Digests;
using CustomerPerformanceTracker.Server.Delivery;
using CustomerPerformanceTracker.Server.Pages.Frame;

namespace CustomerPerformanceTracker.Server.Pages.Digests;

/// <summary>Digests as mails show them.</summary>
/// <param name="pages">Where people reach the pages; null: nothing is linked.</param>
internal sealed class DigestPaper(Uri? pages) : IDigestPaper
{
    private readonly string? root = pages?.AbsoluteUri.TrimEnd('/');

    public Task<string> HtmlAsync(Engine engine, Digest digest, CancellationToken cancel) => DigestFile.RenderAsync(engine, digest, root, cancel);

    public string? AddressOf(Digest digest) => root is null ? null : root + Links.Digest(digest.Since, digest.Seal);
}
