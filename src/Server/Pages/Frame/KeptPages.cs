using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Caching.Memory;

namespace CustomerPerformanceTracker.Server.Pages.Frame;

/// <summary>
/// Pages as they were drawn, for whoever reads the same while the workspace stands where it stood. A page is kept without what is a reader's own: the token of
/// the session and the name of the person are put in when it is sent.
/// </summary>
/// <remarks>
/// Only pages that follow from logs and projections alone may be kept: no deliveries, no keys, no proofs, nothing that is recorded as a reading.
/// </remarks>
internal sealed class KeptPages : IDisposable
{
    private const long MostCharacters = 8 << 20; // two bytes each

    private static readonly string Token = $"token-{Guid.NewGuid():N}";
    private static readonly string Person = $"person-{Guid.NewGuid():N}";

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = MostCharacters });

    private int drawn;

    /// <summary>How many pages were drawn so far.</summary>
    public int Drawn => drawn;

    public void Dispose() => kept.Dispose();

    /// <param name="draw">Draws the page within a frame that is nobody's own.</param>
    public async Task<string> ReadAsync(HttpContext context, FrameView frame, Func<FrameView, Task<string>> draw, CancellationToken cancel)
    {
        if (frame.Workspace is not { } reader)
            throw new ArgumentException("Nobody is signed in.", nameof(frame));
        var key = new Key(
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            frame with
            {
                Token = "",
                Workspace = reader with { Person = "" },
            }
        );
        if (!kept.TryGetValue(key, out string? page))
        {
            Interlocked.Increment(ref drawn);
            page = await draw(frame with { Token = Token, Workspace = reader with { Person = Person } });
            if (await FrameView.StandsAsync(context, reader, cancel))
                kept.Set(key, page, new MemoryCacheEntryOptions { Size = page.Length, SlidingExpiration = TimeSpan.FromMinutes(10) });
        }

        return page!
            .Replace(Token, HtmlEncoder.Default.Encode(frame.Token), StringComparison.Ordinal)
            .Replace(Person, HtmlEncoder.Default.Encode(reader.Person), StringComparison.Ordinal);
    }

    /// <param name="Target">Path and query as they were sent: two that are decoded to one path may name two campaigns.</param>
    /// <param name="Frame">With what the reader may do, and where the workspace stood when the frame was read.</param>
    private sealed record Key(string Target, FrameView Frame);
}
