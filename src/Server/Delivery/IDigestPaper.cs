using CustomerPerformanceTracker.Loop.Digests;

namespace CustomerPerformanceTracker.Server.Delivery;

/// <summary>A digest as people see it: the same components as on a page.</summary>
internal interface IDigestPaper
{
    /// <summary>The digest as one HTML document with its pictures in it, which loads nothing.</summary>
    Task<string> HtmlAsync(Engine engine, Digest digest, CancellationToken cancel);

    /// <summary>Where the same digest is read, by its seals; null where nobody said under which address people reach the pages.</summary>
    string? AddressOf(Digest digest);
}
