using CustomerPerformanceTracker.Loop.Sharing;
using Microsoft.Extensions.Caching.Memory;

namespace CustomerPerformanceTracker.Server.Pages.Sharing;

/// <summary>
/// Shared readings as they were drawn. Many people follow one link, and none of them is known, so each link is drawn once a minute at most; no longer, for what
/// is erased must be gone.
/// </summary>
internal sealed class SharedPapers : IDisposable
{
    private const long MostCharacters = 4 << 20; // two bytes each

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly MemoryCache papers = new(new MemoryCacheOptions { SizeLimit = MostCharacters });

    public async Task<SharedPaper> ReadAsync(Engine engine, Share share, CancellationToken cancel)
    {
        if (papers.TryGetValue(share.Id, out SharedPaper? paper))
            return paper!;
        paper = await SharedPaper.DrawAsync(engine, share.Reading, cancel);
        return papers.Set(share.Id, paper, new MemoryCacheEntryOptions { Size = paper.Text.Length, AbsoluteExpirationRelativeToNow = Kept });
    }

    public void Dispose() => papers.Dispose();
}
